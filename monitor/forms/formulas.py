"""Word's formulas (Office Math, ISO/IEC 29500-1, 22.1) in a line: a fraction has its stroke, what is raised is so."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from monitor.forms.signs import shifted

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SEVERAL = re.compile(r"[-+−×÷·/=<>≤≥±^]")  # a part with one of these is taken as a whole by brackets
_OPENED = re.compile(r"[(（\[][^()（）\[\]]{0,200}[)）\]]")
_PROPERTIES = re.compile(r"\w{1,12}Pr")


def formula(part: Any, read: Callable[[Any], str]) -> str:
    """Return the text of an element of a formula; `read` returns that of what stands in it and belongs to none."""
    if not isinstance(part.tag, str) or not part.tag.startswith(MATH):
        return read(part)
    name = part.tag.removeprefix(MATH)
    if name == "t" or _PROPERTIES.fullmatch(name):
        return (part.text or "") if name == "t" else ""
    inside = [(str(each.tag).removeprefix(MATH), formula(each, read)) for each in part]
    of = dict(inside)
    sub, sup = _moved(of.get("sub", ""), "subscript", "_"), _moved(of.get("sup", ""), "superscript", "^")
    match name:
        case "f":
            return f"{_whole(of.get('num', ''))}/{_whole(of.get('den', ''))}"
        case "sSup" | "sSub" | "sSubSup":
            return of.get("e", "") + sub + sup
        case "rad":
            return f"{shifted(of.get('deg', ''), 'superscript')}√{_whole(of.get('e', ''))}"
        case "nary":
            return f"{_said(part, 'chr', '∫')}{sub}{sup}{of.get('e', '')}"
        case "d":
            between = _said(part, "sepChr", "|").join(text for kind, text in inside if kind == "e")
            return f"{_said(part, 'begChr', '(')}{between}{_said(part, 'endChr', ')')}"
    return "".join(text for _, text in inside)


def _whole(text: str) -> str:
    return f"({text})" if _SEVERAL.search(text) and not _OPENED.fullmatch(text) else text


def _moved(text: str, place: str, mark: str) -> str:
    """What stands higher or lower, with a mark where it has no characters of its own."""
    moved = shifted(text, place)
    return moved if moved != text or not text else f"{mark}({text})" if len(text) > 1 else mark + text


def _said(part: Any, name: str, otherwise: str) -> str:
    """A sign that the properties of an element set; where they set none, the usual one."""
    found = part.find(f"{MATH}{part.tag.removeprefix(MATH)}Pr/{MATH}{name}")
    return otherwise if found is None else str(found.get(f"{MATH}val") or "")
