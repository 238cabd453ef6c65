"""The lines above and below a headline: 引题 and 副题, told by where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from monitor.markup.body import read_body
from monitor.markup.page import Page, heading_of
from monitor.text.markdown import Paragraph


@dataclass(frozen=True)
class Deck:
    """A headline with the lines around it; each may be empty."""

    headline: str
    kicker: str = ""
    subtitle: str = ""


def read_deck(page: Page, headline: str, lines: str) -> Deck:
    """Return what the selector `headline` finds, and of the elements that `lines` selects those before it as kicker,
    those behind it as subtitle, each joined by blanks. Old papers set all three into one cell."""
    title = next((node for node in page.all(headline) if heading_of(node)), None)
    if title is None:
        return Deck("")
    around = [node for node in page.all(lines) if node is not title and heading_of(node)]
    if not around:
        return Deck(heading_of(title))
    inside = [node for node in around if title in node.iterancestors()]
    blocks = read_body(title, page.absolute, leave_out=inside)
    own = " ".join(block.text for block in blocks if isinstance(block, Paragraph))
    place = {node: number for number, node in enumerate(page.root.iter())}
    at = _first_own_text(title, inside, place)
    before, behind = ([node for node in around if (place[node] < at) is early] for early in (True, False))
    return Deck(own, *(" ".join(map(heading_of, nodes)) for nodes in (before, behind)))


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
