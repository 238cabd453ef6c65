"""What a page's own style sheets hide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from monitor.styles.declarations import COMMENT, declarations
from monitor.styles.shift import shift_of
from monitor.styles.sight import PLACES, SIZES, Sight, sight_of

# An attribute counts with its value: without one it is the mark of a library that shows the page when it has loaded.
_NAME = r"(?:[.#]-?[^\W\d][\w-]{0,60}|\[[\w-]{1,40}[~|^$*]?=(?:\"[\w -]{1,40}\"|'[\w -]{1,40}'|[\w-]{1,40})\])"
_COMPOUND = rf"(?:[a-z][a-z0-9-]{{0,20}}{_NAME}{{0,4}}|{_NAME}{{1,4}})"
# A window of 1024 pixels or less is enough: every desk's is as wide.
_WIDE = (
    r"\(\s{0,9}(?:min-width\s{0,9}:|width\s{0,9}>=?)\s{0,9}"
    r"(?:(?:\d{1,3}(?:\.\d{1,4})?|10[01]\d|102[0-4])px|(?:(?:[1-5]?\d|6[0-3])(?:\.\d{1,4})?|64)r?em)\s{0,9}\)"
)
# What opens rules that hold for every window, and the marks of a comment of HTML, in which old pages put their sheets.
_EVERYBODY = re.compile(
    rf"@media(?:\s{{1,9}}(?:only\s{{1,9}})?(?:all|screen)(?:\s{{1,9}}and\s{{0,9}}{_WIDE})?|\s{{0,9}}{_WIDE})\s{{0,9}}\{{"
    r"|@supports\s{0,9}\([^{}()]{1,99}\)\s{0,9}\{"
    r"|@layer(?:\s[\w. -]{0,60})?\{|<!--|-->",
    re.IGNORECASE,
)
_SELECTOR = re.compile(rf"{_COMPOUND}(?:(?: ?[>+~] ?| ){_COMPOUND}){{0,4}}", re.IGNORECASE)
_COMBINED = re.compile(r"[ >+~]")
_OF_A_LINE = frozenset(("span", "font", "i", "b", "em", "strong", "small", "sup", "sub", "u", "s", "a"))
_IN_A_LINE = f":is({','.join(sorted(_OF_A_LINE))})"
# What an element's own style says goes before a sheet, but for what is important there: a script has opened it.
_OPENED = {
    name: re.compile(rf"(?<![\w-]){name}\s{{0,9}}:[^;!]{{0,40}}!") for name in ("display", "visibility", "opacity")
}
_COMMON = 200_000  # characters of sheets that are remembered
_MOST = 200  # selectors; a sheet of more hides the parts of a whole site
# What a rule has that may hide or show: most pages' own sheets have none of it.
_TELLING = re.compile(
    r"display|visibility|opacity|font-size\s*:\s*0|-\d{3}|clip|overflow|transparent|font\s*:\s*0|line-through"
)
_SHIFTING = re.compile(r"vertical-align\s{0,9}:\s{0,9}su(?:per|b)\b")
_FIGURES = 20  # selectors; a formula of a page has two
_NAMING = frozenset(("span", "i", "em", "b", "small", "font"))  # elements of a line that no raised figure is called by
_SHOWING = frozenset(
    (
        "display", "visibility", "opacity", "font-size", "font", "position", "clip", "overflow", "text-decoration",
        *PLACES, *SIZES,
    )
)  # fmt: skip


def hidden_by(sheets: tuple[str, ...]) -> tuple[str, ...]:
    """Return the selectors (`.ad`, `p#x`, `.text > .more i`) of what these style sheets of one page hide, for every
    window of a desk, and do not show again. They end in a class, an id, an attribute with its value or an element of a
    line: what hides all paragraphs of a part is for a script to open. What is veiled or set in no size is hidden for
    good within a line."""
    return _known(sheets) if sum(map(len, sheets)) <= _COMMON else _known.__wrapped__(sheets)


@lru_cache(maxsize=32)
def shifted_by(sheets: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the selectors of what these sheets raise or lower as figures are, each with "sup" or "sub"; none of whole
    parts of a page: they select elements of a line alone."""
    found: dict[str, str] = {}
    for sheet in sheets:
        if _SHIFTING.search(_lowered(sheet)):
            for selectors, style in _rules(_EVERYBODY.sub("", COMMENT.sub("", sheet)), _SHIFTING):
                for each in filter(None, map(_selector, selectors.split(","))):
                    found[f"{each}:is({','.join(sorted(_NAMING))})"] = shift_of(style)
    return tuple(islice(found.items(), _FIGURES))


@lru_cache(maxsize=32)  # the articles of an outlet share their sheets, and to read one takes as long as the article
def _known(sheets: tuple[str, ...]) -> tuple[str, ...]:
    gone: dict[str, tuple[frozenset[str], str]] = {}
    shown: list[tuple[str, frozenset[str]]] = []
    for sheet in sheets:
        if _TELLING.search(_lowered(sheet)):
            for selectors, style in _rules(_EVERYBODY.sub("", COMMENT.sub("", sheet))):
                names, sight = _SHOWING & declarations(style).keys(), sight_of(style)
                if sight is Sight.SEEN:
                    shown.append((selectors, names))
                    continue
                for each in filter(None, map(_selector, selectors.split(","))):
                    gone[each if sight is Sight.NEVER else each + _IN_A_LINE] = names, _unless(style, names)
    hiding = (
        each + unless for each, (names, unless) in gone.items() if not _is_shown(each.partition(":")[0], names, shown)
    )
    return tuple(islice(hiding, _MOST))


def _unless(style: str, names: frozenset[str]) -> str:
    """What an element's own style does not hold if these declarations, which set `names`, hide it."""
    known = [name for name in _OPENED if name in names]
    said = ("important" if _OPENED[name].search(style) else name for name in known)
    return "".join(f':not([style*="{each}"])' for each in said)


def _selector(written: str) -> str:
    """Return a selector as it is to be asked for, empty for one that is not."""
    selector = " ".join(written.split())
    last = _COMBINED.split(selector)[-1]
    named = any(mark in last for mark in ".#[") or last.lower() in _OF_A_LINE
    return selector if named and _SELECTOR.fullmatch(selector) else ""


def _is_shown(selector: str, names: frozenset[str], shown: list[tuple[str, frozenset[str]]]) -> bool:
    """Tell whether a rule for `selector`, wherever it stands, sets one of the properties that hide it otherwise."""
    return any(names & others and selector in selectors for selectors, others in shown)


def _rules(sheet: str, telling: re.Pattern[str] = _TELLING) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of those rules of a style sheet that may hide or show something, or in which
    `telling` is found; rules inside an @-rule are for some only."""
    depth = 0
    for rule, lowered in zip(sheet.split("}")[:-1], _lowered(sheet).split("}"), strict=False):
        depth += rule.count("{")
        if depth == 1 and telling.search(lowered):
            yield rule.rpartition("{")[0].rpartition(";")[2], lowered.rpartition("{")[2]
        depth = max(depth - 1, 0)


def _lowered(sheet: str) -> str:
    """A style sheet with its Latin letters in lower case: CSS knows no others, and with one Chinese word in it `lower`
    takes twenty times as long."""
    return sheet.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
