"""The pictures of a text: the address that a reader's browser ends with, whatever stands there before it is loaded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from monitor.markup.page import text_of
from monitor.text.hygiene import tidy
from monitor.text.markdown import Block, Picture

# Where sites and their libraries of lazy loading keep the real address (public reports of 2024 to 2026; Discuz: file).
_LAZY = (
    "data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-echo", "data-url", "data-lazyload",
    "data-lazy", "data-origin", "data-original-src", "data-real-src", "lazy-src", "lazysrc", "original", "zoomfile",
    "file", "_src",
)  # fmt: skip
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|avif)(?:[?!@#]|$)", re.IGNORECASE)
_REDUCED = re.compile(r"(\.(?:jpe?g|png|gif))\.\d$", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"^data:|(?:^|/)(?:img_?)?(?:lazy_?)?(?:loading|load|blank|place-?holder|gr[ea]y|spacer|space|pixel|transparent|none"
    r"|nopic|lazy|1x1|empty|loader|default_?(?:img|pic)?)[-_\d]{0,6}\.(?:gif|png|jpe?g|svg|webp)",
    re.IGNORECASE,
)
_SAYS = ("data-original-title", "data-caption", "data-title", "data-desc")  # attributes that are captions
_REPEATED = 3  # times that one address stands in a text, as no photograph does
_NEAR = 6  # elements above a picture
_DOT = ("0", "1", "2")  # pixels of a picture that counts readers


def address_of(image: HtmlElement) -> str:
    """Return the picture's address as the page has it, empty if it has none but a placeholder's. E-papers show a
    reduced copy called `….jpg.1` (epaper-layout)."""
    if image.get("width") in _DOT and image.get("height") in _DOT:
        return ""
    found = next((each for each in _addresses(image) if each and not _PLACEHOLDER.search(each)), "")
    return _REDUCED.sub(r"\1", found)


def caption_of(image: HtmlElement) -> str:
    """Return the caption that an attribute of the picture's own says."""
    return next(filter(None, (tidy(image.get(name)) for name in _SAYS)), "")


def read_pictures(node: HtmlElement, absolute: Callable[[str], str]) -> list[Block]:
    """Return the pictures of an element that holds no text of the article; the caption is the element's own text, or
    what the picture's attributes say."""
    images = list(node.iter("img"))
    own = text_of(node) if len(images) == 1 else ""
    captions = [own or caption_of(image) or tidy(image.get("title") or image.get("alt")) for image in images]
    pairs = zip(map(address_of, images), captions, strict=True)
    return [Picture(absolute(address), caption) for address, caption in pairs if address]


def without_placeholders(blocks: list[Block]) -> list[Block]:
    """Return `blocks` without pictures whose address stands there again and again: what is shown while pictures load,
    whatever it is called."""
    times = Counter(block.url for block in blocks if isinstance(block, Picture))
    return [block for block in blocks if not (isinstance(block, Picture) and times[block.url] >= _REPEATED)]


def _addresses(image: HtmlElement) -> Iterator[str]:
    attributes = image.attrib
    for name in _LAZY:
        if name in attributes:
            yield attributes[name].strip()
    yield _best(attributes.get("data-srcset") or attributes.get("data-lazy-srcset") or "")
    if len(attributes) > 1:  # a spelling that nobody has reported
        for name, value in attributes.items():
            if (
                name.startswith(("data-", "lazy"))
                and "thumb" not in name
                and _PICTURE.search(value)
                and " " not in value
            ):
                yield value.strip()
    yield (attributes.get("src") or "").strip()
    yield _best(attributes.get("srcset") or "")
    # libxml2, which knows no `source`, sets the picture into it.
    parent = next((each for each in islice(image.iterancestors(), _NEAR) if each.tag == "picture"), None)
    if parent is not None:
        for source in parent.iter("source"):
            yield _best(source.get("srcset") or source.get("data-srcset") or "")
    # The twin for browsers without scripts stands beside the placeholder.
    for twin in (image.getnext(), image.getprevious()):
        if twin is not None and twin.tag == "noscript":
            for inner in twin.iter("img"):
                yield (inner.get("src") or "").strip()


def _best(srcset: str) -> str:
    """Return the address in a `srcset` that a common screen takes: the plain one, or the widest."""
    widest, chosen = -1.0, ""
    for candidate in srcset.split(", ") if ", " in srcset else srcset.split(","):
        address, _, size = candidate.strip().partition(" ")
        match = re.fullmatch(r"(\d{1,5}(?:\.\d{1,3})?)([wx])", size.strip())
        width = 0.0 if match is None or match[2] == "x" else float(match[1])
        if address and width > widest:
            widest, chosen = width, address.rstrip(",")
    return chosen
