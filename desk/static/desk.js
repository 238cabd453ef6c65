// The desk works without this file: every action is a form. It spares the reload, keeps what was typed, and takes keys.
"use strict";

const AWAY = "连不上编辑台，您输入的内容留在本机，连上后再存。";
const ENDED = "登录已过期，没有存。请在另一页重新进入编辑台，再回来存：写的内容还在。";
const byId = (id) => document.getElementById(id);
const tell = (line) => { byId("said").textContent = line; };

// ---- forms ----

const awaited = new WeakSet(); // forms that were sent

async function send(form, submitter) {
  const data = new FormData(form);
  if (submitter && submitter.name) data.append(submitter.name, submitter.value);
  const row = submitter && submitter.closest("[data-row]");
  const places = row ? around(row) : [];
  if (submitter) submitter.setAttribute("aria-busy", "true");
  let response;
  try {
    response = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(data) });
  } catch {
    return tell(AWAY);
  } finally {
    if (submitter) submitter.removeAttribute("aria-busy");
  }
  const text = await response.text();
  if (response.status === 401) return tell(ENDED);
  if (!(response.headers.get("content-type") || "").startsWith("text/html")) return tell(text.trim());
  if (response.ok) forget(form);
  swap(text, response.redirected ? response.url : location.href, places, form); // a page that says no is at no address
}

// The rows, as selectors, in which something is done and after and before it: one of them is there afterwards.
function around(row) {
  const rows = [...row.parentElement.querySelectorAll("[data-row]")];
  const here = rows.indexOf(row);
  const stays = row.classList.contains("place") || row.classList.contains("block");
  return [...(stays ? [row] : []), ...rows.slice(here + 1), ...rows.slice(0, here).reverse()].map((each) => `.${each.classList[0]}#${each.id}`);
}

// A row that is as it was stays: two hundred laid out anew take the browser longer than all the rest.
function renew(old, next) {
  if (old.isEqualNode(next)) return;
  if (!next.querySelector(".story, .place")) { old.replaceWith(next); return; }
  for (const { name, value } of next.attributes) old.setAttribute(name, value);
  const key = (each) => each.id || each.className || each.tagName;
  const wanted = new Set([...next.children].map(key));
  const there = new Map();
  for (const each of [...old.children]) if (wanted.has(key(each)) && !there.has(key(each))) there.set(key(each), each); else each.remove();
  let here = old.firstElementChild;
  for (const each of [...next.children]) {
    const former = there.get(key(each));
    there.delete(key(each));
    if (former === here && here) here = here.nextElementSibling;
    else old.insertBefore(former || each, here);
    if (former) renew(former, each);
  }
}

function swap(text, url, places, sent) {
  const next = new DOMParser().parseFromString(text, "text/html");
  const main = next.getElementById("main");
  if (!main) return location.assign(url);
  const focused = document.activeElement && document.activeElement.id;
  const typing = writing(sent);
  const scroll = [scrollX, scrollY];
  const parts = [...main.querySelectorAll("[data-swap]")];
  const same = main.dataset.screen === byId("main").dataset.screen && parts.length && parts.every((part) => byId(part.id));
  if (same) for (const part of parts) renew(byId(part.id), part);
  else byId("main").replaceWith(main);
  byId("bar").replaceWith(next.getElementById("bar"));
  document.title = next.title;
  tell(next.getElementById("said").textContent);
  const where = new URL(url).pathname + new URL(url).search;
  if (!same || where !== location.pathname + location.search) history[same ? "replaceState" : "pushState"](null, "", where);
  if (same) scrollTo(...scroll);
  else scrollTo(0, 0);
  restore();
  if (typing && same && typing()) return;
  const place = places.map((each) => document.querySelector(each)).find(Boolean);
  if (place) focusRow(place);
  else if (focused && byId(focused)) byId(focused).focus({ preventScroll: true });
  else if (!same) byId("main").focus({ preventScroll: true });
}

// Who has begun to write elsewhere before the answer came goes on there: the next letter would be a key.
function writing(sent) {
  const { dataset, selectionStart, selectionEnd } = document.activeElement || {};
  if (!dataset || !dataset.draft || (sent && sent.contains(document.activeElement))) return null;
  return () => {
    const field = document.querySelector(`[data-draft="${CSS.escape(dataset.draft)}"]`);
    if (!field) return false;
    const details = field.closest("details");
    if (details) details.open = true;
    field.focus({ preventScroll: true });
    field.setSelectionRange(selectionStart, selectionEnd);
    return true;
  };
}

// The rows move under the pointer: the second click of two would be of another article.
document.addEventListener("click", (event) => {
  const button = event.detail > 1 && event.target.closest && event.target.closest("button");
  if (button && button.form && button.form.method === "post" && !("plain" in button.form.dataset)) event.preventDefault();
}, true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "plain" in form.dataset) return;
  event.preventDefault();
  if (awaited.has(form)) return;
  if (form.id !== "decide") awaited.add(form); // which is of all buttons
  send(form, event.submitter).finally(() => awaited.delete(form));
});
addEventListener("popstate", () => location.hash || location.reload()); // a link within the page needs no new one

// ---- what is typed stays until the server has it ----

const draft = (field) => `draft:${location.pathname.split("/")[1]}:${field.dataset.draft}`;

document.addEventListener("input", (event) => {
  if (event.target.dataset.draft) localStorage.setItem(draft(event.target), event.target.value);
});

function drop(element) { // what was typed on another page, and has been decided on this
  for (const name of (element.dataset.drop || "").split(" ")) localStorage.removeItem(draft({ dataset: { draft: name } }));
}

function forget(form) {
  for (const field of form.elements) if (field.dataset.draft) localStorage.removeItem(draft(field));
  drop(form);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("[data-drop]");
  if (link) drop(link);
});

// What is selected in a paragraph is what its correction begins with.
document.addEventListener("mousedown", (event) => {
  const summary = event.target.closest && event.target.closest("[data-correct] > summary");
  const words = String(getSelection()).trim();
  const block = summary && summary.closest(".block");
  if (!block || summary.parentElement.open || !words || words.includes("\n") || !block.contains(getSelection().anchorNode)) return;
  for (const name of ["before", "after"]) {
    const field = block.querySelector(`[data-correct] [name=${name}]`);
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true })); // it is kept like what is typed
  }
});

function restore() {
  for (const field of document.querySelectorAll("[data-draft]")) {
    const kept = localStorage.getItem(draft(field));
    if (kept === field.defaultValue) localStorage.removeItem(draft(field)); // the server has it: the answer was not heard
    if (kept === null || kept === field.value || kept === field.defaultValue) continue;
    field.value = kept;
    const details = field.closest("details");
    if (details) details.open = true;
    const note = document.createElement("p");
    note.className = "note";
    note.textContent = "这是没有存上的内容，留在本机。";
    field.insertAdjacentElement("afterend", note);
  }
}

// ---- keys ----

const FIELDS = "input:not([type=checkbox]), textarea, select";
const VISIBLE = "input:not([type=hidden]), textarea";
let prefix = "";

function nameOf(event) {
  const letter = /^[a-z]$/i.test(event.key) ? `Key${event.key.toUpperCase()}` : event.code; // with an IME on, key is "Process"
  const code = event.key === "?" ? "Shift+Slash" : (event.shiftKey ? "Shift+" : "") + letter;
  return (event.altKey ? "Alt+" : "") + code;
}

function currentRow() {
  return document.activeElement && document.activeElement.closest("[data-row]");
}

function focusRow(row) {
  const target = row.querySelector("[data-focus]") || row;
  target.focus();
  row.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);
  const lists = rows.filter((row) => !row.classList.contains("place"));
  const here = rows.indexOf(currentRow());
  const next = here < 0 ? (lists[0] || rows[0]) : rows[here + by];
  if (next) focusRow(next);
}

function find(name) {
  const wanted = `[data-keys~="${name}"]`;
  const row = currentRow();
  const usable = (each) => each && !each.disabled && each;
  const outside = [...document.querySelectorAll(wanted)].find((each) => !each.closest("[data-row]"));
  return usable(row && row.querySelector(wanted)) || usable(outside);
}

function use(target) {
  if (target.matches(FIELDS)) { target.focus(); target.select && target.select(); return; }
  target.click();
  const field = target.matches("summary") && target.parentElement.open && target.parentElement.querySelector(VISIBLE);
  if (field) field.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.metaKey) return;
  const field = event.target.closest && event.target.closest(FIELDS);
  if (field) {
    if (event.key === "Enter" && event.ctrlKey && field.form) field.form.requestSubmit();
    if (event.key === "Escape") field.blur();
    return;
  }
  if (event.ctrlKey || (byId("no-keys") && byId("no-keys").checked)) return;
  const name = (prefix ? `${prefix}-` : "") + nameOf(event);
  prefix = name === "KeyG" ? name : "";
  if (prefix) return;
  if (["Enter", "Space"].includes(name) && event.target.matches("a, button, summary")) return; // the browser's own
  const steps = ["KeyJ", "ArrowDown"].includes(name) || ["KeyK", "ArrowUp"].includes(name);
  if (steps && document.querySelector("[data-row]")) { // a page without rows is scrolled
    event.preventDefault();
    return step(["KeyJ", "ArrowDown"].includes(name) ? 1 : -1);
  }
  const place = /^Digit[1-9]$/.test(name) && document.querySelectorAll(".place")[name.slice(-1) - 1];
  if (place) return focusRow(place);
  const target = find(name);
  if (!target) return;
  event.preventDefault();
  if (event.repeat) return; // a key that is held decides once
  use(target);
});

// ---- the places by mouse ----

let dragged = null;
document.addEventListener("dragstart", (event) => { dragged = event.target.closest && event.target.closest("[data-move]"); });
document.addEventListener("dragover", (event) => {
  const over = event.target.closest && event.target.closest("[data-move]");
  for (const each of document.querySelectorAll(".over")) each.classList.remove("over");
  if (!dragged || !over) return;
  event.preventDefault();
  over.classList.add("over");
});
document.addEventListener("drop", (event) => {
  const over = event.target.closest && event.target.closest("[data-move]");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
  const place = [...over.parentElement.children].indexOf(over) + 1;
  const button = dragged.querySelector('[name="move"]');
  button.value = `${dragged.dataset.move} ${place}`;
  button.disabled = false;
  byId("decide").requestSubmit(button);
});

// ---- what has come since ----

async function look() {
  const part = document.querySelector("[data-state]");
  if (!part || document.hidden) return;
  try {
    const edits = document.querySelector("details[open] [data-draft]") ? "&edits" : "";
    const state = await (await fetch(part.dataset.state + edits)).json();
    const events = String(state.seen) !== part.dataset.seen ? `${state.by} 有新的取舍、改动或备注` : "";
    const words = [state.fresh ? "" : "有新到的文章", events].filter(Boolean).join("，");
    const [others, link] = byId("news").children;
    const there = state.others.join("，");
    if (others.textContent !== there) others.textContent = there; // what is said again is read out again
    if (words) { link.textContent = `${words}。更新列表（R）`; link.href = location.href.replace(/[?&]at=[0-9a-f-]*/, ""); }
    link.hidden = !words;
    byId("news").hidden = !words && !there;
  } catch { /* told when something is sent */ }
}

// What the desk has started is looked at until it has ended.
setInterval(async () => {
  if (!document.querySelector("[data-wait]") || document.hidden) return;
  try { swap(await (await fetch(location.href)).text(), location.href, [], null); } catch { /* once more */ }
}, 1000);

addEventListener("DOMContentLoaded", () => {
  restore();
  const off = byId("no-keys");
  if (off) {
    off.checked = localStorage.getItem("no-keys") === "1";
    off.addEventListener("change", () => localStorage.setItem("no-keys", off.checked ? "1" : "0"));
  }
  look();
  setInterval(look, 10000);
});
