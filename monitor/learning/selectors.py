"""Selectors that one element of a page could have on all pages of its build: by its own names, its tag in a named
element around it; on pages without any name by how it is set and in what it stands. Never by its number among its
neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.markup.tree import Element

_NAME = re.compile(r"[A-Za-z_][\w-]{0,60}$", re.ASCII)
_NUMBERED = re.compile(r"\d{4}|[0-9a-f]{8}")  # the name of one article, or of one build of a script's bundle
_STATE = re.compile(r"^(?:active|current|cur|on|show|first|last|odd|even|clearfix|cf|fl|fr|left|right)$")
_ABOVE = 4  # elements around it that are looked at
_SET = ("align", "valign", "width", "size", "color", "face", "bgcolor")  # how tables were set before there were classes
_VALUE = re.compile(r"[\w#%-]{1,20}$", re.ASCII)
_ALONE = frozenset(("h1", "h2", "h3", "article", "main", "time"))  # tags that say what stands in them


def selectors_of(element: Element) -> list[str]:
    """Return selectors that select `element`, the plainest first: most select others too, on its page or elsewhere."""
    own = list(_own(element))
    found = own + [element.tag] * (element.tag in _ALONE)
    for place, above in enumerate(islice(element.iterancestors(), _ABOVE)):
        if above.tag in ("body", "html"):
            break
        for name in islice(_own(above), 2):
            between = " > " if place == 0 else " "
            found += [f"{name}{between}{inner}" for inner in (own[:1] or [element.tag])]
    return list(dict.fromkeys(found)) or list(dict.fromkeys(_plain(element)))


def _plain(element: Element) -> Iterator[str]:
    """What tells an element that neither has a name nor stands in one: how it is set, and the tags around it."""
    path = element.tag
    yield from (f"{path}{each}" for each in _settings(element))
    for above in islice(element.iterancestors(), _ABOVE):
        if above.tag in ("body", "html"):
            break
        yield from (f"{above.tag}{each} > {path}" for each in _settings(above))
        path = f"{above.tag} > {path}"
        yield path


def _settings(element: Element) -> Iterator[str]:
    given = ((name, element.get(name) or "") for name in _SET)
    yield from (f'[{name}="{value}"]' for name, value in given if _VALUE.match(value))


def _own(element: Element) -> Iterator[str]:
    """The names of an element that other pages may give to the same place: its id, all its classes, each of them."""
    if (name := element.get("id")) and _is_name(name):
        yield f"#{name}"
    names = [name for name in (element.get("class") or "").split() if _is_name(name)]
    telling = [name for name in names if not _STATE.match(name)]
    for name in telling:
        yield f".{name}"
    for name in telling:
        yield f"{element.tag}.{name}"
    if len(names) > 1:
        yield "".join(f".{name}" for name in names)


def _is_name(name: str) -> bool:
    return bool(_NAME.match(name)) and not _NUMBERED.search(name)
