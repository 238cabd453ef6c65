"""Scripts as they stand in a page: what of them is in use, where they lead, and what they ask and write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

_MUTE = re.compile(r"<!--|<script\b", re.IGNORECASE)
_SCRIPT_ENDS = re.compile(r"</script", re.IGNORECASE)
# Not the two bars of an address, nor image/* in a string.
_COMMENT = re.compile(r"""(?:^|(?<=[\s;{})>]))(?P<line>//.*)|(?<![\w"'`*])/\*""", re.MULTILINE)
# function view(id, kind) { window.open("/detail/" + id + ".html"); }
_FUNCTION = re.compile(
    r"\bfunction\s{1,3}(?P<name>\w{1,40})\s?\(\s?(?P<given>\w{1,30})\b[^()]{0,80}\)\s{0,40}\{(?P<does>[^{}]{1,300})\}"
)
_JOINED = re.compile(
    r"[\"'](?P<stem>[^\"'\s]{0,200}[/=_-])[\"']\s?\+\s?(?P<given>\w{1,30})\b(?:\s?\+\s?[\"'](?P<end>[^\"'\s]{1,60})[\"'])?"
)
_CALL = re.compile(
    r"(?:javascript:|return|^)\s{0,3}(?P<name>\w{1,40})\(\s?(?P<quote>[\"']|(?=\d))(?P<value>[\w-]{1,64})(?P=quote)\s?[,)]",
    re.IGNORECASE,
)
# $.ajax({url: "/api/list", data: {column: "jk", page: n}}), $.get("/api/list", {page: n}), axios.get("/api/list",
# {params: {page: n}})
_ASKED = re.compile(
    r"(?:\burl\s?:\s?|\bget(?:JSON)?\(\s?)[\"'](?P<url>[^\"'\s<>?]{1,200})[\"']\s?,"
    r"(?P<between>[^;{}]{0,120}?)(?:(?:data|params)\s?:\s?)?\{\s{0,40}(?:params\s?:\s?\{)?(?P<given>[^{}]{1,300})\}(?P<behind>[^;{}]{0,120})",
)
_GIVEN = re.compile(r"[\"']?([\w-]{1,30})[\"']?\s?:\s?(?:[\"']([^\"'\s]{0,80})[\"']|([^,\"']{1,40}))\s{0,40}(?:,|$)")
_MOST = 10  # addresses that a script asks, and values of one
_POSTED = re.compile(r"(?:type|method)\s?:\s?[\"']post", re.IGNORECASE)
_WRITTEN = re.compile(
    r"document\.write(?:ln)?\(\s?(?P<quote>[\"'])(?P<markup>(?:(?!(?P=quote))[^\\\n]|\\.){1,2000})(?P=quote)\s?\)"
)


def live_source(source: str) -> str:
    """Return the source of a page without its comments and those in its scripts: what they hold was put out of use."""
    kept, place = list[str](), 0
    while found := _MUTE.search(source, place):
        kept.append(source[place : found.start()])
        if found[0] == "<!--":
            end = source.find("-->", found.end() - 2)
            place = end + 3 if end >= 0 else len(source)
        else:
            ends = _SCRIPT_ENDS.search(source, found.end())
            place = ends.start() if ends else len(source)
            kept.append(without_comments(source[found.start() : place]))
    return "".join([*kept, source[place:]])


def without_comments(script: str) -> str:
    """Return a script without its comments. Whichever kind begins first holds the marks of the other (`//*/`
    may end a block)."""
    kept, place, end = list[str](), 0, 0
    closed = script.rfind("*/")
    while begins := _COMMENT.search(script, end):
        end = begins.end()
        if not begins["line"]:
            if closed < end:
                continue
            end = script.find("*/", end) + 2
        kept.append(script[place : begins.start()])
        place = end
    return " ".join([*kept, script[place:]])


def opened_by(script: str) -> dict[str, tuple[str, str]]:
    """Return what the functions of a script open by the first value that they are given: name → what stands before it
    in the address, and behind it."""
    found = {}
    for each in _FUNCTION.finditer(script):
        joined = _JOINED.search(each["does"])
        if joined and joined["given"] == each["given"] and re.search("location|open|href", each["does"]):
            found[each["name"]] = (joined["stem"], joined["end"] or "")
    return found


def call_in(attribute: str) -> tuple[str, str]:
    """Return the function that an attribute calls, and the first value that it gives it, a number or a string; nothing
    of any other, for what a name stands for is not known here."""
    call = _CALL.match(attribute)
    return (call["name"], call["value"]) if call else ("", "")


def asked_by(script: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the addresses that a script asks with values beside them, and the values, a name's as the script sets it;
    empty are those that it does not tell. What is posted is left out, and what comes behind the first few."""
    for asked in islice(_ASKED.finditer(script), _MOST):
        if not _POSTED.search(asked["between"] + asked["behind"]):
            given = _GIVEN.findall(asked["given"])[:_MOST]  # each may be looked for in all of the script
            yield asked["url"], {name: _value_of(held, script) if held else text for name, text, held in given}


def _value_of(name: str, script: str) -> str:
    """What a script sets a name to, itself where it is a number; empty if it does not say."""
    name = name.strip()
    if name.isdecimal():
        return name
    called = re.escape(name.rpartition(".")[2])
    found = re.search(rf"\b{called}\s?[=:]\s?(?:[\"']([^\"'\s]{{1,80}})[\"']|(\d{{1,9}})\b)", script)
    return (found[1] or found[2]) if found else ""


def written_by(script: str) -> str:
    """Return the markup that a script writes into its page as it stands, where it is a link."""
    found = (re.sub(r"\\(.)", r"\1", each["markup"]) for each in _WRITTEN.finditer(script))
    return "".join(markup for markup in found if "<a " in markup.lower())
