"""The tree beside lxml's, on markup that both read alike: the same elements, texts and neighbours, whatever is asked."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.cssselect import CSSSelector
from parts import parse_part
from tried import hostile

from monitor.markup.tree import Element, parse

TAGS = ("div", "section", "span", "b")  # none closes another
NAMES = ("a", "b", "A", "source")
CLASSES = st.lists(st.sampled_from([*NAMES, "\u00a0a", "\x85b"]), max_size=3).flatmap(
    lambda words: st.sampled_from([" ", "  ", "\t", "\n"]).map(lambda blank: blank.join(words))
)
TEXTS = st.sampled_from(["", "字", " ", "<!--c-->"])
NODES = st.recursive(
    TEXTS,
    lambda inner: st.lists(
        st.builds(
            lambda tag, name, classes, text, tail: f'<{tag} id="{name}" class="{classes}">{text}</{tag}>{tail}',
            st.sampled_from(TAGS), st.sampled_from(["", *NAMES]), CLASSES, inner, TEXTS,
        ),
        max_size=4,
    ).map("".join),
    max_leaves=25,
)  # fmt: skip
COMPOUND = st.builds(
    lambda tag, marks: (tag + "".join(marks)) or "*",
    st.sampled_from(["", *TAGS, "DIV"]),
    st.lists(
        st.one_of(
            st.builds("{}{}".format, st.sampled_from(".#"), st.sampled_from(NAMES)),
            st.sampled_from(["[class]", '[class*="our"]', ":first-child", ":not(.a)"]),
        ),
        max_size=2,
    ),
)
CHAIN = st.lists(COMPOUND, min_size=1, max_size=4).flatmap(
    lambda steps: st.lists(st.sampled_from([" ", " > ", " + ", " ~ "]), min_size=len(steps), max_size=len(steps)).map(
        lambda joints: "".join(step + joint for step, joint in zip(steps, joints, strict=True)).rstrip(" >+~")
    )
)
SELECTORS = st.lists(CHAIN, min_size=1, max_size=3).map(", ".join)


def both(tree: str) -> tuple[Element, lxml.html.HtmlElement]:
    page = f"<!DOCTYPE html><html><head></head><body>{tree}x</body></html>"
    return parse(page), lxml.html.document_fromstring(page)


@hostile("selectors", 300)
@given(tree=NODES, css=SELECTORS)
def test_a_selector_finds_what_it_finds_in_lxml(tree: str, css: str) -> None:
    ours, theirs = both(tree)
    place = {node: number for number, node in enumerate(ours.iter())}
    other = {node: number for number, node in enumerate(theirs.iter(lxml.etree.Element))}
    found = [other[node] for node in CSSSelector(css, translator="html")(theirs)]
    assert [place[node] for node in ours.cssselect(css)] == [
        number for number in found if number
    ]  # not the root itself


@hostile("trees", 100)
@given(tree=NODES)
def test_an_element_says_what_lxml_says(tree: str) -> None:
    ours, theirs = both(tree)
    for node, other in zip(ours.iter(), theirs.iter(lxml.etree.Element), strict=True):
        assert (node.tag, node.attrib, node.text, node.tail) == (
            other.tag,
            dict(other.attrib),
            other.text or "",
            other.tail or "",
        )
        assert "".join(node.itertext()) == node.text_content() == "".join(other.itertext(lxml.etree.Element))
        for name in ("iterancestors", "iterdescendants", "iterchildren", "itersiblings"):
            assert [each.tag for each in getattr(node, name)()] == [
                each.tag for each in getattr(other, name)() if isinstance(each.tag, str)
            ]
        parent = node.getparent()
        assert parent is None or node in parent.iterchildren(node.tag)


class Listener:
    def __init__(self) -> None:
        self.heard: list[str] = []

    def enters(self, element: Element) -> bool:
        return element.tag != "i"

    def start(self, element: Element) -> None:
        self.heard.append(f"<{element.tag}>")

    def say(self, text: str, apart: bool) -> None:
        self.heard.append("|" if apart else text)

    def end(self, element: Element) -> None:
        self.heard.append(f"</{element.tag}>")


@pytest.mark.parametrize(
    ("markup", "heard"),
    [
        ("<p>一<b>二</b>\n<b>三</b>\n</p>", "<p>一<b>二</b>|<b>三</b>\n</p>"),
        ("<p> <i>一<b>二</b></i>三<!-- 四 -->五<i></i>\n</p>", "<p> 三五\n</p>"),
        ("<p>一<p>二", "<div><p>一</p><p>二</p></div>"),
        ("一<b>二</b>", "<div>一<b>二</b></div>"),
    ],
)
def test_a_visitor_hears_the_page_in_its_order(markup: str, heard: str) -> None:
    listener = Listener()
    parse_part(markup).visit(listener)
    assert "".join(listener.heard) == heard


@pytest.mark.parametrize("css", ["h1[", "p::text", "..a", "p >", ""])
def test_what_is_no_selector_is_refused(css: str) -> None:
    with pytest.raises(ValueError, match="selector"):
        parse("<p>1</p>").cssselect(css)
