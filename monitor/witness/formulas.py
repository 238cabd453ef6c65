"""What a formula of Word shows, on one line; a way of the proof's own, and no reader's."""

from __future__ import annotations

import re

from lxml import etree

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULA = f"{_M}oMath"
_FIGURES = {  # that have forms of their own
    "sup": re.compile(r"[0-9０-９+\-−–=()＋－﹣＝（）ni]*|[oO]"),
    "sub": re.compile(r"[0-9０-９+\-−–=()＋－﹣＝（）]*"),
}
# What is raised joins nothing (10⁻⁶/L needs no brackets), and is compared as letters of the line.
_RAISED = str.maketrans(
    "0123456789０１２３４５６７８９+-−–=()＋－﹣＝（）nioO", "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾⁺⁻⁻⁼⁽⁾ⁿⁱ°°"
)
_AROUND = {"(": ")", "（": "）", "[": "]"}


def in_line(node: etree._Element) -> str:
    """Return the letters of a formula in the order in which a person writes them in a line, what is raised or lowered
    as it is compared (monitor.witness.comparing): as letters of the line."""
    kind = etree.QName(node).localname if isinstance(node.tag, str) and node.tag.startswith(_M) else ""
    if kind == "t":
        return node.text or ""
    if not kind or kind.endswith("Pr"):
        return ""
    parts: dict[str, list[str]] = {}
    whole = []
    for child in node:
        whole.append(in_line(child))
        parts.setdefault(etree.QName(child).localname if isinstance(child.tag, str) else "", []).append(whole[-1])
    first = {name: texts[-1] for name, texts in parts.items()}
    core, moved = first.get("e", ""), _beside(first)
    if kind == "f":
        return "/".join(_as_one(first.get(name, "")) for name in ("num", "den"))
    if kind in ("sSup", "sSub", "sSubSup"):
        return core + moved
    if kind == "rad":
        degree = first.get("deg", "")
        return (degree.translate(_RAISED) if _FIGURES["sup"].fullmatch(degree) else degree) + "√" + _as_one(core)
    if kind == "nary":
        return _set(node, "chr", "∫") + moved + core
    if kind == "d":
        return (
            _set(node, "begChr", "(") + _set(node, "sepChr", "|").join(parts.get("e", [])) + _set(node, "endChr", ")")
        )
    return "".join(whole)


def _beside(parts: dict[str, str]) -> str:
    shown = ""
    for name, mark in (("sub", "_"), ("sup", "^")):
        text = parts.get(name, "")
        if _FIGURES[name].fullmatch(text):
            shown += text.translate(_RAISED)
        else:
            shown += mark + (text if len(text) == 1 else f"({text})")
    return shown


def _as_one(text: str) -> str:
    closed = text[:1] in _AROUND and text[-1:] in _AROUND.values() and not set(text[1:-1]) & set("()（）[]")
    return text if closed or not set(text) & set("-+−×÷·/=<>≤≥±^") else f"({text})"


def _set(node: etree._Element, name: str, usual: str) -> str:
    told = next(node.iterfind(f"{_M}{etree.QName(node).localname}Pr/{_M}{name}"), None)
    return usual if told is None else told.get(f"{_M}val") or ""
