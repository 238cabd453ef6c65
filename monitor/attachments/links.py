"""The files that a page links to, by the endings and download addresses of government sites (dossier gov §2–3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from scrapy.http import TextResponse

from monitor.text.hygiene import tidy
from monitor.text.urls import absolute, is_web_address

_FILE = re.compile(r"\.(pdf|docx?|wps|ofd|xlsx?|et|zip|rar)$", re.IGNORECASE)
_DOWNLOAD = re.compile(r"downfile\.jsp$|/files/|/cmsres/", re.IGNORECASE)
_MOST = 20  # of one page


@dataclass(frozen=True)
class Attachment:
    """A file: its absolute address, the words of its link, and its ending in lower case (empty if unknown)."""

    url: str
    name: str
    ending: str


def find_attachments(response: TextResponse) -> list[Attachment]:
    """Return the files to which a page links, each once, in the page's order."""
    found: dict[str, Attachment] = {}
    for node in response.xpath("//a[@href]"):
        url = absolute(response, node.attrib["href"])
        parts = urlsplit(url)
        named = _FILE.search(unquote(parts.path)) or _FILE.search(unquote(parts.query))
        if not is_web_address(url) or not (named or _DOWNLOAD.search(parts.path)):
            continue
        words = tidy("".join(node.xpath(".//text()").getall())) or tidy(node.attrib.get("title"))
        name = words or unquote(parts.path).rpartition("/")[2]
        found.setdefault(url, Attachment(url, name, named[1].lower() if named else ""))
        if len(found) == _MOST:
            break
    return list(found.values())
