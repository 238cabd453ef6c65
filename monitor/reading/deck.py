"""The lines above and below a headline: 引题 and 副题, told by where they stand."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from lxml.html import HtmlElement

from monitor.markup.page import Page, drop, text_of


@dataclass(frozen=True)
class Deck:
    """A headline with the lines around it; each may be empty."""

    headline: str
    kicker: str = ""
    subtitle: str = ""


def read_deck(page: Page, headline: str, lines: str) -> Deck:
    """Return what the selector `headline` finds, and of the elements that `lines` selects those before it as kicker,
    those behind it as subtitle, each joined by blanks. Old papers set all three into one cell."""
    title = next((node for node in page.all(headline) if text_of(node)), None)
    if title is None:
        return Deck("")
    around = [node for node in page.all(lines) if node is not title and text_of(node)]
    if not around:
        return Deck(text_of(title))
    inside = [node for node in around if title in node.iterancestors()]
    own = _without(title, inside)
    place = {node: number for number, node in enumerate(page.root.iter())}
    at = _first_own_text(title, inside, place)
    before, behind = ([node for node in around if (place[node] < at) is early] for early in (True, False))
    return Deck(own, *(" ".join(map(text_of, nodes)) for nodes in (before, behind)))


def _without(title: HtmlElement, lines: list[HtmlElement]) -> str:
    """Return the headline's text without the lines that stand in its cell."""
    copy = deepcopy(title)
    places = [title.getroottree().getelementpath(node) for node in lines]
    base = title.getroottree().getelementpath(title)
    for inner in [copy.find(place.removeprefix(f"{base}/")) for place in places]:
        if inner is not None:
            drop(inner)
    return text_of(copy)


def _first_own_text(title: HtmlElement, inside: list[HtmlElement], place: dict[HtmlElement, int]) -> float:
    """Return where in the page the headline's own text begins: at its element, or behind a line inside it."""
    if (title.text or "").strip():
        return place[title]
    lines = {each for node in inside for each in node.iter()}
    for node in title.iterdescendants():
        if node not in lines and (node.text or "").strip():
            return place[node]
        if (node.tail or "").strip() and (node not in lines or node in inside):
            return place[node] + 0.5
    return place[title]
