"""OFD (GB/T 33190-2016), the authorities' own form: a zip of XML, whose pages say where each text stands."""

from __future__ import annotations

import posixpath
import zipfile

from lxml import etree

_SAME_LINE = 0.5  # of a text's height


class TooManyPagesError(Exception):
    """More pages than are read; the argument says how many."""


def read_ofd(parts: zipfile.ZipFile, most: int) -> list[list[str]]:
    """Return the lines of each page, from the top down. Raises TooManyPagesError, PermissionError if it is encrypted,
    KeyError for a part that is missing, ValueError for a place that is no number."""
    root = _parse(parts, "OFD.xml")
    if "Encryptions" in root or "Encryptions.xml" in parts.namelist():
        raise PermissionError("Encryptions")
    place = _text(root["DocRoot"])
    document = _parse(parts, place)
    pages = [node.get("BaseLoc", "") for node in document.get("Page", ())]
    if len(pages) > most:
        raise TooManyPagesError(len(pages))
    return [_lines(_parse(parts, _join(place, page))) for page in pages]


def _parse(parts: zipfile.ZipFile, name: str) -> dict[str, list[etree._Element]]:
    """The elements of a part by their local names: writers differ in the prefix."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    found: dict[str, list[etree._Element]] = {}
    for node in etree.fromstring(parts.read(name.lstrip("/")), parser).iter(etree.Element):
        found.setdefault(etree.QName(node).localname, []).append(node)
    return found


def _text(nodes: list[etree._Element]) -> str:
    return (nodes[0].text or "").strip()


def _join(base: str, name: str) -> str:
    return name if name.startswith("/") else posixpath.join(posixpath.dirname(base), name)


def _lines(page: dict[str, list[etree._Element]]) -> list[str]:
    """The texts of a page by their places: those at one height are a line."""
    placed: list[tuple[float, float, float, str]] = []
    for node in page.get("TextObject", ()):
        left, top, _, height = (float(each) for each in node.get("Boundary", "0 0 0 0").split())
        text = "".join(
            code.text or "" for code in node.iter(etree.Element) if etree.QName(code).localname == "TextCode"
        )
        placed.append((top, left, height, text))
    lines: list[list[tuple[float, str]]] = []
    at = height = 0.0
    for top, left, tall, text in sorted(placed):
        if not lines or top - at > _SAME_LINE * max(height, tall):
            lines.append([])
            at, height = top, tall
        lines[-1].append((left, text))
    return ["".join(text for _, text in sorted(line)) for line in lines]
