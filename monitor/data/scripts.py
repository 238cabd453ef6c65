"""Scripts as they stand in a page: what of them is in use."""

from __future__ import annotations

import re

_MUTE = re.compile(r"<!--|<script\b", re.IGNORECASE)
_SCRIPT_ENDS = re.compile(r"</script", re.IGNORECASE)
# Not the two bars of an address, nor image/* in a string.
_COMMENT = re.compile(r"""(?:^|(?<=[\s;{})>]))(?P<line>//.*)|(?<![\w"'`*])/\*""", re.MULTILINE)


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
