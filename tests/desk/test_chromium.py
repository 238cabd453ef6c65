"""The desk in a real Chromium: keys, mouse, a narrow screen, an input method; nothing typed is lost, nothing of a
stranger's page runs, and nothing is ever asked of another host."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from at_desk import desk_of
from conftest import PROJECT, Scrapy, copy_home
from in_chromium import FORMATS, Served, heard, needs_chromium, places, press
from playwright.sync_api import Browser, Page, Route
from test_strangers import HOSTILE, copied

from monitor.deciding.operations import Operation
from monitor.editing.events import ADD
from monitor.proof.copies import RULES
from monitor.store import database

pytestmark = needs_chromium


# Counts what an editor does beside typing: keys with what is held down while they are pressed, and clicks.
_COUNT = """if (self === top) for (const kind of ["keydown", "mousedown"]) addEventListener(kind, event => {
    const typed = event.key && event.target.matches("input, textarea") && !event.ctrlKey;
    if (!typed && !["Control", "Alt", "Shift"].includes(event.key))
        sessionStorage.strokes = Number(sessionStorage.strokes || 0) + 1; }, true)"""

_AS_FRESH = """async () => {
    const fresh = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const [there, here] = [fresh, document].map(each => each.getElementById("week").outerHTML.replace(/>\\s+</g, "><"));
    return there === here; }"""


@pytest.fixture
def strokes(page: Page) -> Callable[[], int]:
    """Tells how many keys and clicks it took until now, from the list on."""
    page.add_init_script(_COUNT)
    page.reload()
    return lambda: int(page.evaluate("sessionStorage.strokes || 0"))


def write(page: Page) -> bytes:
    """Preview the issue and write it, by keys; returns the preview's PDF."""
    with page.expect_response("**/preview/pdf", timeout=120_000) as shown:
        press(page, "p")
    pdf = shown.value.url
    page.wait_for_selector("#preview")
    press(page, "w")
    page.wait_for_selector("text=确认写出")
    press(page, "Shift+W")
    page.wait_for_selector("text=已写出。", timeout=120_000)
    return page.context.request.get(pdf).body()


def test_the_proposal_is_accepted_and_written_by_three_keys(
    page: Page, served: Served, strokes: Callable[[], int]
) -> None:
    pdf = write(page)
    assert strokes() == 3 and served.events() == []
    assert pdf.startswith(b"%PDF") and pdf == (served.home / "bulletins" / "653" / "bulletin.pdf").read_bytes()


def test_friday_with_changes_takes_twenty_keys_at_most_and_leaves_what_a_command_leaves(
    page: Page, served: Served, strokes: Callable[[], int], stored_week: Path, tmp_path: Path, scrapy: Scrapy
) -> None:
    before, added = places(page), []
    press(page, "j")
    page.evaluate("for (const each of document.querySelectorAll('.story')) each.former = true")
    for _ in range(2):
        added.append(page.evaluate("document.activeElement.closest('[data-row]').id.slice(1)"))
        press(page, "x", "已选用")
    swapped = places(page)
    assert set(swapped) - set(before) == set(added), "two swaps"
    press(page, "3")
    press(page, "Alt+ArrowUp", "已移到第 2 位")
    order = [swapped[0], swapped[2], swapped[1]]
    assert places(page) == order and page.evaluate(_AS_FRESH)
    assert page.evaluate("[...document.querySelectorAll('.story')].some(each => each.former)"), (
        "rows that are as they were"
    )
    press(page, "Enter")
    page.wait_for_url("**/a/*")  # until it is loaded: its script hears the keys
    press(page, "e")
    press(page, "Control+a")
    page.keyboard.type("一个新题")
    press(page, "Control+Enter", "已存：改题")
    for _ in range(2):
        press(page, "j")
    press(page, "c", "已存：删段")
    assert page.evaluate("document.activeElement.id") == "b2", "the focus stays where one works"
    press(page, "j")
    press(page, "c", "已存：删段")
    assert served.events() == ["add", "add", "move", "edit", "edit", "edit"]
    assert "（有删节）" not in (page.text_content("#text") or "") and page.text_content("h1") == "一个新题"
    pdf = write(page)
    assert strokes() <= 20
    home = copy_home(stored_week, tmp_path / "command")
    edits = ("--title", f"{order[1]}:一个新题", "--cut", f"{order[1]}:2", "--cut", f"{order[1]}:3", "--editor", "王某")
    weeks = desk_of(served.guard).weeks
    orders = replace(weeks.orders(653, "王某"), url=f"sqlite:///{home / 'monitor.db'}")
    orders.record(
        (), [Operation(ADD, int(each)) for each in added], list
    )  # a command of their own, but nothing written
    without = ("-s", "BULLETIN_PICTURES=False", "--format", FORMATS.removesuffix(",pdf"))
    done = scrapy("bulletin", "653", "--move", f"{order[1]}:2", *edits, *without, home=home)
    assert done.returncode == 0, done.stderr
    ours, others = (files(each / "bulletins" / "653") for each in (served.home, home))
    assert ours.pop("bulletin.pdf") == pdf, "the preview is what is written"
    assert "一个新题" in ours["bulletin.md"].decode()
    differing = {name for name in ours if ours[name] != others.get(name)}
    assert differing == {".zhoubao.json"}, "which names the PDF too"


def files(folder: Path) -> dict[str, bytes]:
    """What an issue has beside the versions before it."""
    found = (each for each in folder.rglob("*") if each.is_file())
    names = {each.relative_to(folder).as_posix(): each for each in found}
    return {name: file.read_bytes() for name, file in names.items() if not name.startswith("v")}


def test_a_newcomer_makes_an_issue_by_the_words_of_the_manual(page: Page, served: Served) -> None:
    manual = (PROJECT / "docs" / "编辑台.md").read_text("utf-8")
    steps = re.findall(r"^\d+\. (.+(?:\n {3}.+)*)", manual.split("## 第一次用")[1].split("\n## ")[0], re.MULTILINE)
    assert len(steps) == 8
    page.context.clear_cookies()
    page.goto(f"{served.url}/enter?key={served.guard.sessions.make_key()}")
    field = ""
    for press_this, type_this, see_this in re.findall(r"\*\*(.+?)\*\*|\*(.+?)\*|“(.+?)”", "\n".join(steps)):
        if press_this:
            words = re.compile(rf"^\s*{re.escape(press_this)}")
            page.locator("a, button, summary").filter(has_text=words, visible=True).first.click()
        elif type_this:
            page.get_by_label(field).filter(visible=True).fill(type_this)
        else:
            page.get_by_text(see_this).filter(visible=True).first.wait_for(timeout=120_000)
            field = see_this
    assert served.events() == ["edit", "drop", "undo"]
    assert "七部门：病历数据先求质量" in (served.home / "bulletins" / "653" / "bulletin.md").read_text("utf-8")


def test_mouse_touch_and_undo_on_a_narrow_screen(page: Page, served: Served) -> None:
    first = places(page)
    page.drag_and_drop(f"#a{first[2]} .meta", f"#a{first[0]} .meta")
    heard(page, "已移到第 1 位")
    assert places(page) == [first[2], first[0], first[1]] and page.evaluate(_AS_FRESH)
    press(page, "u", "已撤销")
    assert places(page) == first and page.evaluate(_AS_FRESH)
    page.set_viewport_size({"width": 360, "height": 740})
    page.click(f"#a{first[0]} >> text=不用")
    heard(page, "已不用")
    assert first[0] not in places(page)


@pytest.mark.parametrize("pause", [0, 150, 300])
def test_two_clicks_at_one_point_decide_on_one_article(page: Page, served: Served, pause: int) -> None:
    """The rows move between them: the second would be of an article that nobody meant."""
    for within in (".place", ".story"):
        served.forget()
        page.goto(f"{served.url}/653")
        box = page.locator(f"{within} button[name=drop] >> visible=true").first.bounding_box()
        assert box
        at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(*at)
        page.mouse.down(click_count=1)
        page.mouse.up(click_count=1)
        page.wait_for_timeout(pause)
        page.mouse.down(click_count=2)
        page.mouse.up(click_count=2)
        heard(page, "已不用")
        page.wait_for_timeout(300)
        assert served.events() == ["drop"], f"{within}: two clicks {pause} ms apart"


def test_a_key_that_is_held_decides_once_and_walks_on(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/653")
    page.keyboard.press("j")
    for _ in range(5):
        page.keyboard.down("d")
        page.wait_for_timeout(60)
    page.keyboard.up("d")
    page.wait_for_timeout(300)
    assert served.events() == ["drop"]
    before = page.evaluate("document.activeElement.closest('[data-row]').id")
    for _ in range(3):
        page.keyboard.down("j")
    page.keyboard.up("j")
    assert page.evaluate("document.activeElement.closest('[data-row]').id") != before


def test_who_leaves_sees_no_article_any_more(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/653")
    page.click("text=退出")
    page.wait_for_selector("text=已退出，存过的都在")
    assert not page.query_selector("#places")
    assert page.goto(f"{served.url}/653").status == 401  # type: ignore[union-attr]


def test_what_is_typed_outlives_the_server_the_session_and_a_held_database(
    page: Page, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto(f"{served.url}/653/a/{served.ids[1]}")
    press(page, "e")
    page.keyboard.press("Control+a")
    page.keyboard.type("写了一半的题")
    served.stop()
    press(page, "Control+Enter", "连不上编辑台，您输入的内容留在本机")
    served.start()
    page.reload()
    field = "#title [name=after]"
    assert page.input_value(field) == "写了一半的题" and page.is_visible(field)
    token = page.context.cookies()[0]["value"]
    served.guard.sessions.close(token)
    page.focus(field)
    press(page, "Control+Enter", "登录已过期")
    assert page.input_value(field) == "写了一半的题" and served.events() == []
    other = page.context.new_page()
    other.goto(f"{served.url}/enter?key={served.guard.sessions.make_key()}")
    other.fill("[name=name]", "王某")
    other.click("text=进入编辑台")
    other.wait_for_selector("#places")
    other.close()
    engine = database.open_database(desk_of(served.guard).weeks.url)
    monkeypatch.setattr(database, "_BUSY_TIMEOUT", 200)  # milliseconds
    engine.dispose()
    with database.writing(engine) as session:
        session.connection()
        page.focus(field)
        press(page, "Control+Enter")
        page.wait_for_selector("text=数据库正被抓取占用")
    engine.dispose()
    page.click("text=回刚才的页")
    page.wait_for_url("**/a/*")
    assert page.input_value(field) == "写了一半的题" and served.events() == []
    page.focus(field)
    press(page, "Control+Enter", "已存：改题")
    assert page.text_content("h1") == "写了一半的题"
    page.reload()
    assert not page.is_visible(field), "what was saved is no draft any more"


def test_keys_with_an_input_method_in_a_field_and_switched_off(page: Page, served: Served) -> None:
    def strike(**event: Any) -> None:
        page.evaluate(
            "event => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, ...event}))",
            event,
        )

    press(page, "j")
    strike(key="x", code="KeyX", isComposing=True)
    strike(key="x", code="KeyX", ctrlKey=True)
    page.focus("[name=q]")
    strike(key="x", code="KeyX")
    press(page, "Escape")
    page.click("#keys summary")
    page.check("#no-keys")
    page.evaluate("document.activeElement.blur()")
    strike(key="x", code="KeyX")
    press(page, "d")
    page.uncheck("#no-keys")
    page.evaluate("document.activeElement.blur()")
    assert served.events() == []
    press(page, "j")
    strike(key="Process", code="KeyX", keyCode=229)
    heard(page, "已选用")
    press(page, "g")
    press(page, "l")
    page.wait_for_url("**/653/log")
    assert served.events() == ["add"]


def test_nothing_of_a_hostile_page_runs_or_loads_in_the_frame(page: Page, served: Served) -> None:
    def answer(route: Route) -> None:
        headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": RULES}
        route.fulfill(body=copied(HOSTILE), headers=headers)

    page.route(re.compile("/page/1/1"), answer)
    page.goto(f"{served.url}/653/a/{served.ids[1]}")
    title, frame = page.title(), page.frame_locator("iframe").first
    for words in ("链接的字", "正文", "假的"):
        frame.get_by_text(words).first.click()
    page.wait_for_timeout(300)
    assert page.title() == title and "云州医院上线病历平台" in (frame.locator("body").text_content() or "")
    assert page.url == f"{served.url}/653/a/{served.ids[1]}"


def test_another_name_for_this_machine_gets_nothing(page: Page, served: Served, chromium: Browser) -> None:
    other = chromium.new_page()
    answer = other.goto(f"http://rebind:{served.port}/653")
    assert answer is not None and answer.status == 421
    form = f"<form method=post action='{served.url}/653/decide'><input name=drop value=6><button>x</button></form>"
    other.goto("about:blank")
    other.set_content(form)
    with other.expect_response("**/decide") as refused:
        other.click("button")
    assert refused.value.status in (401, 403)
    other.close()
    assert served.events() == []
