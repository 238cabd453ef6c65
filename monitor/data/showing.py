"""What a page's own script shows of itself as soon as the page is there: old sites hide the text until it has come."""

from __future__ import annotations

import re
from itertools import islice

_STYLE = r"[\"'][^\"']{0,60}display\s?:\s?(?!none)\w"
_SHOWS = re.compile(
    r"\??\.\s?(?:(?:show|fadeIn|slideDown)\(|css\(\s?[\"']display[\"']\s?,\s?[\"'](?!none)"
    r"|css\(\s?\{[^{}]{0,80}\bdisplay[\"']?\s?:\s?[\"'](?!none)[^{}]{0,80}\}"
    r"|(?:removeClass|classList\.remove)\(\s?[\"'][\w\s-]{0,20}(?:hid|none|invis)|style\.display\s?=\s?[\"'](?!none)"
    r"|remove(?:Attr|Attribute)\(\s?[\"'](?:style|hidden)|style\.removeProperty\(\s?[\"']display"
    r"|style\.setProperty\(\s?[\"']display[\"']\s?,\s?[\"'](?!none)|hidden\s?=\s?(?:false\b|!1)"
    rf"|(?:attr|setAttribute)\(\s?[\"']style[\"']\s?,\s?{_STYLE}|style\.cssText\s?\+?=\s?{_STYLE})"
    r"|(?P<opens>\{)|(?P<closes>\})"
)
_SHOWING = re.compile(r"show\(|fadeIn|slideDown|display|emoveClass|classList|emoveAttr|hidden\s?=")  # one of them
_WINDOW = re.compile(
    r"(?i)pop|dialog|modal|mask|layer|window|toast|tips?(?![a-z])|alert|float|qr|ewm|weixin|wechat|share|log(?:in|on)"
    r"|cookie|guide|comment|recommend"
)
# What stands right before it: $("#content"), document.getElementById("content"), or a name that was given to one.
_GIVEN = (
    r"(?:(?:(?:\$|jQuery)\(\s?[\"']|querySelector\(\s?[\"'])(?P<css>[#.][\w-]{1,60}|body)[\"']\s?\)"
    r"|getElementById\(\s?[\"'](?P<id>[\w-]{1,60})[\"']\s?\)|document\.(?P<body>body))"
)
_SUBJECT = re.compile(rf"(?:{_GIVEN}|(?<![\w$.])(?P<name>[\w$]{{1,20}}))\s?$")
_HIDES = r"[\"']{}[\"']\s?\)\s?\.\s?(?:hide|toggle|fadeOut|slideUp|fadeToggle|slideToggle)\("
_BEFORE = 100  # characters before a bracket, or before what shows something, that are looked at
# What is run when the page has come: what stands before the bracket that opens it.
_FUNCTION = r"(?:function\s?\w{0,20}\(\s?[\w$]{0,9}\s?\)|\(?\s?[\w$]{0,9}\s?\)?\s?=>)"
_AT_ONCE = re.compile(
    rf"(?:(?:\$|jQuery)\(|\bready\(|\bload\(|\b(?:on)?load\s?=|setTimeout\(|[\"'](?:DOMContentLoaded|load|ready)[\"']\s?,"
    rf"|(?:^|[;\n}}!])\s{{0,9}}[!(])\s{{0,9}}{_FUNCTION}\s{{0,9}}$|(?<!\w)try\s{{0,9}}$"
)
_DECLARED = re.compile(
    r"(?:\bfunction\s{1,3}(?P<named>[\w$]{1,40})\s?\([^()]{0,40}\)|(?P<let>[\w$]{1,40})\s?=\s?function\(\s?\))\s{0,9}$"
)
_GUARD = re.compile(r"\bif\s?\(\s?(?P<name>[\w$]{1,20})\s?\)\s{0,9}$")  # if (text) { text.style.display = ""; }
# What stands right before the name of a function that is called when the page has come; before a call by itself.
_CALLS = re.compile(
    r"(?:\bonload\s?=|\bready\(|(?:\$|jQuery)\(|setTimeout\(|[\"'](?:DOMContentLoaded|load)[\"']\s?,)\s?[\"']?$"
)
_BY_ITSELF = re.compile(r"(?:^|[;}\n])\s{0,9}$")
_MOST, _DEEP = 20, 4  # places of a script that show something or name a function, and brackets around one


def is_window(named: str) -> bool:
    """Tell whether what is named so is a window or a box for readers, by its id, its classes or its role."""
    return _WINDOW.search(named) is not None


def shown_by(script: str) -> frozenset[str]:
    """Return the selectors (`#text`, `.text`, `body`) of what a script shows as soon as the page has come, whatever a
    reader does, and hides nowhere: what a click opens is none of it."""
    found, opened, looked_at = set[str](), list[int](), 0
    if not _SHOWING.search(script):
        return frozenset()
    for each in _SHOWS.finditer(script):
        if each["opens"]:
            opened.append(each.start())
        elif each["closes"]:
            del opened[-1:]
        elif len(opened) <= _DEEP and looked_at < _MOST:  # each may be looked for in all of the script
            looked_at += 1
            name = _subject(script, each.start())
            if name and all(_is_run(script, bracket) for bracket in opened):
                found.add(name)
    return frozenset(name for name in found if not re.search(_HIDES.replace("{}", re.escape(name)), script))


def _subject(script: str, end: int) -> str:
    """The selector of the element whose method or property stands at `end`."""
    subject = _SUBJECT.search(script[max(end - _BEFORE, 0) : end])
    if subject and subject["name"]:
        return _named(script, subject["name"])
    return _selector(subject) if subject else ""


def _named(script: str, name: str) -> str:
    """The selector of the element that a script gives this name."""
    own = re.escape(name)  # first: to look for what begins otherwise takes many times as long
    given = re.search(rf"{own}(?<![\w$.]{own})\s?=\s?(?:document\.(?!body))?{_GIVEN}", script)
    return _selector(given) if given else ""


def _selector(given: re.Match[str]) -> str:
    return given["css"] or given["body"] or f"#{given['id']}"


def _is_run(script: str, bracket: int) -> bool:
    """Tell whether what a bracket opens is run when the page has come: a function that is called then, or that stands
    by itself; or what is done if an element is there."""
    before = script[max(bracket - _BEFORE, 0) : bracket]
    if _AT_ONCE.search(before):
        return True
    if guard := _GUARD.search(before):
        return _named(script, guard["name"]) != ""
    declared = _DECLARED.search(before)
    name = re.escape(declared["named"] or declared["let"]) if declared else ""
    named = [*islice(re.finditer(rf"{name}\b(\(\s?\))?", script), _MOST)] if name else ()
    if any(_CALLS.search(script, max(each.start() - _BEFORE, 0), each.start()) for each in named):
        return True
    calls = [
        each.start()
        for each in named
        if each[1] and _BY_ITSELF.search(script[max(each.start() - 12, 0) : each.start()])
    ]
    return any(script.count("{", 0, at) == script.count("}", 0, at) for at in calls[:_DEEP])
