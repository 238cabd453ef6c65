"""A part of a page as an element of its own."""

import turbohtml

from monitor.markup.tree import Element


def parse_part(markup: str) -> Element:
    """Return the element that `markup` is; of more than one, or of a text, a `div` around it."""
    around = Element(turbohtml.parse_fragment(markup.strip(), positions=False))
    alone = next(iter(around.iterchildren()), around)
    return alone if len(around.node) == 1 else around
