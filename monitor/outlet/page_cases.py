"""The pages on which outlets are tested: `tests/pages/<outlet>/NAME.html`, with what is found on it in `NAME.json`.

A saved page is stripped of what runs, of what tracks and of what no reader looks at; its text and its tags stay.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import lxml.html
from scrapy import Request
from scrapy.http import HtmlResponse, TextResponse

from monitor.exceptions import MonitorError, PageError
from monitor.files import write_file
from monitor.issue_calendar import Window
from monitor.listing.issue import DAY
from monitor.network.wholeness import TrueEncodingMiddleware
from monitor.outlet.declaration import Outlet
from monitor.text.hygiene import printable

_JUNK = "//script[not(contains(., 'document.write'))] | //style | //noscript | //iframe | //link | //object | //embed"
_EVENT = re.compile(r"^on|^data-(?:track|spm|log|report)")
_DATA_URI = re.compile(r"^data:", re.IGNORECASE)
_NAMES = (
    "headline", "kicker", "subtitle", "original_headline", "date_published", "source", "author", "editor",
    "document_number", "issuer", "signed_on",
)  # fmt: skip


def strip(response: TextResponse) -> bytes:
    """Return a JSON answer as it came; a page as UTF-8 without scripts (but those that write a title, as e-papers have
    them), styles, frames, event handlers, tracking attributes and embedded pictures. Raises MonitorError for what is
    neither."""
    if is_json(response.body):
        return response.body
    try:
        root = response.selector.root
    except ValueError:
        root = None
    if not isinstance(root, lxml.html.HtmlElement):
        raise MonitorError(f"不是网页，也不是 JSON：{response.url}")
    for node in root.xpath(_JUNK):
        _drop(node)
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        for name in [name for name in node.attrib if _EVENT.match(name) or _DATA_URI.match(node.attrib[name].strip())]:
            del node.attrib[name]
        for name, value in node.attrib.items():
            if "\n" in value:
                node.attrib[name] = printable(" ".join(value.split()))
    for meta in root.xpath("//meta[@charset or contains(translate(@http-equiv, 'CT', 'ct'), 'content-type')]"):
        _drop(meta)
    head = root.find("head")
    if head is not None:
        head.insert(0, lxml.html.fragment_fromstring('<meta charset="utf-8">'))
    return bytes(lxml.html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")) + b"\n"


def _drop(node: lxml.html.HtmlElement) -> None:
    """Take an element out of its tree, if it is not the root; the text behind it stays. lxml's drop_tree raises where
    a control character stands in the texts that it joins: a page may have one, but lxml takes none."""
    parent, before, behind = node.getparent(), node.getprevious(), printable(node.tail or "")
    if parent is None:
        return
    parent.remove(node)
    if before is None:
        parent.text = printable(parent.text or "") + behind
    else:
        before.tail = printable(before.tail or "") + behind


def is_json(body: bytes) -> bool:
    """Tell whether an answer is JSON: some outlets list so."""
    return body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[")


def save_case(
    folder: Path, name: str, url: str, body: bytes, kind: str, origin: str, day: date | None, found: Mapping[str, Any]
) -> Path:
    """Write the page (stripped) and its case, the expectation marked as not yet confirmed by a human, and return the
    page's path. Raises MonitorError if there is a page of this name, OutputError."""
    page = folder / f"{name}.html"
    if page.exists():
        raise MonitorError(f"已有 {page.name}；另取一个名字（--name）。")
    case: dict[str, Any] = {"url": url, "kind": kind}
    if day:
        case["day"] = day.isoformat()
    case |= {"origin": origin, "confirmed": False, "expect": found}
    folder.mkdir(parents=True, exist_ok=True)
    write_file(page, body)
    write_file(page.with_suffix(".json"), (json.dumps(case, ensure_ascii=False, indent=1) + "\n").encode())
    return page


def open_page(url: str, body: bytes) -> HtmlResponse:
    """Return a page from a file as the downloader would hand it over: its text in its true encoding."""
    response = TrueEncodingMiddleware().process_response(None, HtmlResponse(url, body=body))
    assert isinstance(response, HtmlResponse)
    return response


def read_case(outlet: type[Outlet], kind: str, response: TextResponse, day: date | None = None) -> dict[str, Any]:
    """Return what is found on the page, empty values left out; of a page that is refused the error's name. `kind` is
    "article" or "listing:SOURCE", `day` the day whose issue was asked for. Raises MonitorError for an unknown source.
    """
    try:
        if kind == "article":
            item = dataclasses.asdict(outlet.read(response))
            for name in ("date_published", "signed_on"):
                item[name] = item[name].isoformat() if item[name] else None
            return {name: item[name] for name in (*_NAMES, "reader", "article_body") if item[name]}
        name = kind.removeprefix("listing:")
        source = next((source for source in outlet.sources if source.name == name), None)
        if source is None:
            known = "、".join(source.name for source in outlet.sources)
            raise MonitorError(f"{outlet.outlet}没有列表“{name}”；现有：{known}。")
        # What the source itself put on its request: the day of the issue, the term of the list.
        meta = {DAY: day, "search": ("", 1, Window(day, day) if day else None)}
        response.request = Request(response.url, meta=meta)
        listing = source.read(response, outlet.identify)
    except PageError as error:
        return {"error": type(error).__name__}
    found: dict[str, Any] = {"links": [[link.url, link.title] for link in listing.links]}
    if listing.deeper:
        found["deeper"] = [request.url for request in listing.deeper]
    if listing.next_page:
        found["next_page"] = listing.next_page.url
    return found
