"""How pages' own scripts number the pages of a list: by a call that draws the links, by how they put an address
together, by a form that they send."""

from __future__ import annotations

import re

# What an address calls the number of its page.
PAGE = (
    r"(?:page|page_?no|page_?num(?:ber)?|page_?index|(?:curr?(?:ent)?|now|this|to)_?page(?:_?(?:no|num))?|pg|pno|pn|p"
    r"|page(?:\[|%5B)number(?:\]|%5D))"
)
# TRS and its kin: createPageHTML(25, 0, "index", "shtml"), the number of pages, this page's from 0 or 1, name and
# ending; so do functions of other names. UCAP and its kin: createPageHTML("page_div", 6, 1, "list", "shtml", 120).
_PAGER = re.compile(
    r"(?<!\w)\w{2,30}\(\s{0,5}(?P<of>[\"'][\w-]{1,40}[\"']\s{0,5},\s{0,5})?[\"']?(?P<pages>\d{1,4})[\"']?\s{0,5},\s{0,5}"
    r"[\"']?(?P<here>\d{1,4})[\"']?\s{0,5},\s{0,5}[\"'](?P<stem>[\w-]{1,60})[\"']\s{0,5},\s{0,5}[\"']\.?(?P<end>s?html?|\w{3,5})[\"']",
)
_PAGING = re.compile(r"^\w*(?:pag|fenye|list)|[\"'](?:index|list|default)", re.IGNORECASE)
# An address that a page's own script puts together: "index_" + n + ".html", "list_{page}.html", "?page=" + n.
_BUILT = re.compile(
    r"[\"'=](?P<stem>[\w./-]{0,60}[_-])(?:\\?[\"']\s?\+[^\"';\n]{1,40}\+\s?\\?[\"']|\$?\{\w{1,9}\}|%d)(?P<end>\.\w{3,5})\b"
    r"|[\"'](?P<query>[\w./-]{0,60}\?(?:[\w-]{1,20}=[\w-]{0,20}&){0,3}(?:[\w-]{1,20}=[\w/-]{0,60}/)?"
    + PAGE
    + r"[=/])\\?[\"']\s?\+"
    r"(?:[^\"';\n+]{1,40}\+\s?[\"'](?P<rest>[\w./&=-]{1,40})[\"'])?"
    r"|[\"'](?P<pattern>[\w./?&=-]{1,80})\$?\{" + PAGE + r"\}(?P<close>[\w./&=-]{0,30})[\"']",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:count_?page|page_?count|total_?pages?(?:_?(?:num|count))?|page_?total(?:_?num)?|(?:max|all|sum|end|last)_?pages?"
    r"|pages_?count|page_?nums|\bn?pages)[\"']?\s?[=:]\s?[\"']?(\d{1,4})\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\btotal[\"']?\s?:\s?[\"']?(\d{1,6})\b")  # of a plugin that draws the links: of pages, or of rows
_HERE = re.compile(r"(?:current|cur|now|this)_?page\w{0,5}\s?[=:]\s?[\"']?(\d{1,4})\b", re.IGNORECASE)
_CALLED = re.compile(r"(?:javascript:|return)?\s{0,5}[\w.]{1,30}\(\s*[\"']?(\d{1,4})[\"']?\s*\)", re.IGNORECASE)


def called_for(text: str, number: int) -> str | None:
    """Return the name of the page behind page `number` by the call that draws the links of a list, empty behind the
    last one; None if nothing in `text` is such a call."""
    for call in _PAGER.finditer(text):
        if call[0].lower().startswith("createpage") or (
            _PAGING.search(call[0]) and call["end"].endswith(("htm", "html"))
        ):
            pages, here = int(call["pages"]), int(call["here"])
            from_one = bool(call["of"]) or here == number
            return f"{call['stem']}_{here + 1}.{call['end']}" if here + 2 - from_one <= pages else ""
    return None


def number_called(attribute: str) -> int:
    """Return the number that an attribute hands to a function, go(2); 0 if it hands none."""
    called = _CALLED.match(attribute)
    return int(called[1]) if called else 0


def built_by(script: str, number: int, called: int) -> str:
    """Return the address of the page behind page `number` as a script puts it together, where it tells how many there
    are or `called` is the number that a link hands on; empty if nothing does."""
    built = _BUILT.search(script)
    if built is None:
        return ""
    count, at = _COUNT.search(script) or (_TOTAL.search(script) if built["pattern"] else None), _HERE.search(script)
    if number >= int(count[1]) if count else not called:
        return ""
    stem, end = built["query"] or built["stem"] or built["pattern"], built["end"] or built["rest"] or built["close"]
    return f"{stem}{called or (int(at[1]) if at else number) + 1}{end or ''}"
