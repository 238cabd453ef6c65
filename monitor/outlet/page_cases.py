"""The pages on which outlets are tested: `tests/pages/<outlet>/NAME.html` with `NAME.json` beside it.

A saved page is stripped of what runs, of what tracks and of what no reader looks at; its text and its tags stay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import lxml.html
from scrapy.http import HtmlResponse, TextResponse

from monitor.exceptions import MonitorError
from monitor.files import write_file
from monitor.text.encoding import detect_encoding

_JUNK = "//script[not(contains(., 'document.write'))] | //style | //noscript | //iframe | //link | //object | //embed"
_EVENT = re.compile(r"^on|^data-(?:track|spm|log|report)")
_DATA_URI = re.compile(r"^data:", re.IGNORECASE)


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
        node.drop_tree()
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        for name in [name for name in node.attrib if _EVENT.match(name) or _DATA_URI.match(node.attrib[name].strip())]:
            del node.attrib[name]
        for name, value in node.attrib.items():
            if "\n" in value:
                node.attrib[name] = " ".join(value.split())
    for meta in root.xpath("//meta[@charset or contains(translate(@http-equiv, 'CT', 'ct'), 'content-type')]"):
        meta.drop_tree()
    head = root.find("head")
    if head is not None:
        head.insert(0, lxml.html.fragment_fromstring('<meta charset="utf-8">'))
    return bytes(lxml.html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")) + b"\n"


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
    return HtmlResponse(url, body=body, encoding=detect_encoding(body))
