"""Our own reading of simple selectors beside lxml's: the same elements in the same order, whatever tree, whatever
selector."""

from __future__ import annotations

from collections import Counter

import lxml.html
import pytest
from cssselect import SelectorError
from hypothesis import given
from hypothesis import strategies as st
from lxml.cssselect import CSSSelector
from tried import hostile

from monitor.markup.selection import Selection, _Step

TAGS = ("div", "p", "span", "h1", "a")
NAMES = ("a", "b", "A", "source")
CLASSES = st.lists(st.sampled_from([*NAMES, "\u00a0a", "\x85b"]), max_size=3).flatmap(
    lambda words: st.sampled_from([" ", "  ", "\t", "\n"]).map(lambda blank: blank.join(words))
)
NODES = st.recursive(
    st.just(""),
    lambda inner: st.lists(
        st.builds(
            lambda tag, name, classes, text: f'<{tag} id="{name}" class="{classes}">{text}</{tag}>',
            st.sampled_from(TAGS), st.sampled_from(["", *NAMES]), CLASSES, inner,
        ),
        max_size=4,
    ).map("".join),
    max_leaves=25,
)  # fmt: skip
COMPOUND = st.builds(
    lambda tag, marks: (tag + "".join(marks)) or "*",
    st.sampled_from(["", *TAGS, "P"]),
    st.lists(st.builds("{}{}".format, st.sampled_from(".#"), st.sampled_from(NAMES)), max_size=2),
)
CHAIN = st.lists(COMPOUND, min_size=1, max_size=4).flatmap(
    lambda steps: st.lists(st.sampled_from([" ", " > "]), min_size=len(steps), max_size=len(steps)).map(
        lambda joints: "".join(step + joint for step, joint in zip(steps, joints, strict=True)).rstrip(" >")
    )
)
SELECTORS = st.lists(CHAIN, min_size=1, max_size=3).map(", ".join)


@hostile("selectors", 300)
@given(tree=NODES, css=SELECTORS)
def test_the_same_elements_in_the_same_order(tree: str, css: str) -> None:
    root = lxml.html.document_fromstring(f"<body>{tree}x</body>")
    assert Selection(root).all(css) == CSSSelector(css, translator="html")(root)


def test_an_element_is_looked_at_once_for_each_step_however_deep_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = 1000
    root = lxml.html.document_fromstring("<div class=a><p class=b>" + "<span class=c>x" * deep)
    looked: Counter[_Step] = Counter()
    is_step = _Step._is
    monkeypatch.setattr(_Step, "_is", lambda step, node: looked.update([step]) or is_step(step, node))  # type: ignore[func-returns-value]
    assert Selection(root).all("h1 .a .b .c") == []
    assert Selection(root).all(".a .b .c .c") == root.cssselect(".c")[1:]
    assert max(looked.values()) <= 2 * (deep + 5)


@pytest.mark.parametrize("css", ["p:first-child", "[class]", "p + p", "p ~ a", "div:not(.a)", "*", "p , a", "DIV"])
def test_what_is_not_simple_is_left_to_lxml(css: str) -> None:
    root = lxml.html.document_fromstring("<div class=a><p>1</p><p class=b>2</p><a>3</a></div><div><p>4</p></div>")
    assert Selection(root).all(css) == CSSSelector(css, translator="html")(root)


@pytest.mark.parametrize("css", ["h1[", "p::text", "..a", "p >"])
def test_what_is_no_selector_is_refused_as_by_lxml(css: str) -> None:
    root = lxml.html.document_fromstring("<p>1</p>")
    with pytest.raises(SelectorError):
        CSSSelector(css, translator="html")
    with pytest.raises(SelectorError):
        Selection(root).all(css)
