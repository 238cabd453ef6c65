"""The pictures of one text: each with its real address and its caption, none that only holds another's place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from monitor.markup.beside import Piece
from monitor.markup.caption import LONGEST, is_credited
from monitor.markup.picture import (
    PHOTO_FILE,
    addresses,
    held_address,
    is_ornament,
    is_photo,
    is_shown,
    picture_address,
    said_captions,
)
from monitor.markup.visibility import is_hidden
from monitor.styles.declarations import declarations, pixels
from monitor.text.hygiene import tidy
from monitor.text.markdown import Paragraph, Picture

if TYPE_CHECKING:
    from monitor.markup.tree import Element


_CREDIT = 14  # characters of a line that is a photographer's name and no more
_LARGE = 2000  # characters of a picture that is written in the page itself; a placeholder has fewer
_GROUND = re.compile(
    r"background(?:-image)?\s{0,9}:[^;]{0,80}?(?:url\(\s{0,9}){1,2}[\"']?([^\"')\s]{1,400})", re.IGNORECASE
)
_LATE_GROUNDS = ("background", "data-bg", "data-background", "data-background-image")
_HEIGHTS = ("height", "min-height", "padding-top", "padding-bottom")
_TALL = 100.0  # pixels of a photograph's height
_DOWN = "▼↓⬇▽"


def ground(element: Element) -> str:
    """Return the address of the photograph that an element with no more than a drawing in it has for its ground, empty
    for one that has none, or is no higher than a rule or an icon."""
    told = element.names()
    if not ("style" in told or "background" in told) or not _is_bare(element):
        return ""
    said = declarations(style := element.get("style") or "")
    style += "".join(f";background:url({element.get(name)})" for name in _LATE_GROUNDS if element.get(name))
    heights = [*(said.get(name, "") for name in _HEIGHTS), element.get("height") or ""]
    tall = "viewbox" in {name.lower() for each in element.iter("svg") for name in each.names()}
    tall = tall or any((pixels(height) or 0) >= _TALL for height in heights)
    found = _GROUND.search(style) if tall else None
    return found[1] if found and PHOTO_FILE.search(found[1]) and is_photo(found[1]) else ""


def _is_bare(element: Element) -> bool:
    if (alone := element.lone_text()) is not None:
        return not alone.strip()
    drawn = element.tag == "svg" or all(each.tag == "svg" for each in islice(element.iterchildren(), 2))
    return drawn and not element.text_content().strip()


class Gallery:
    """Hangs pictures among the pieces of a text, in the order of the page. `absolute` turns an address in the page into
    an absolute one. With `trusting`, any words in a picture's attributes are its caption, not only those that look so.
    """

    def __init__(self, absolute: Callable[[str], str], trusting: bool = False) -> None:
        self._absolute = absolute
        self._trusting = trusting
        self._figure: Element | None = None
        self._hung = False  # the open figure has had its picture
        self._in_caption = False
        self._early = ""  # a caption that stands before its picture
        self._spare: tuple[str, int] = ("", 0)  # the address in a <noscript>, and how many pieces came before it

    def open(self, element: Element) -> None:
        """Say that a `<figure>` or `<figcaption>` begins."""
        if element.tag == "figure":
            self._figure, self._hung = element, False
        else:
            self._in_caption = True

    def close(self, element: Element, pieces: list[Piece], core: bool) -> None:
        """Say that a `<figure>` or `<figcaption>` ends. A caption that has found no picture is a paragraph."""
        if element.tag == "figcaption":
            self._in_caption = False
        elif element is self._figure:
            if self._early:
                pieces.append(Piece(Paragraph(self._early), core))
            self._figure, self._early = None, ""

    def hang(self, image: Element, pieces: list[Piece], core: bool) -> None:
        """Add the picture of an `<img>`; without an address if the page tells only a placeholder's."""
        told = addresses(image) if image.tag == "img" else filter(None, [ground(image)])
        address = next(told, "")
        if not address and self._spare[1] == len(pieces):
            address = self._spare[0]
        words = ((tidy(said), meant or self._trusting) for said, meant in said_captions(image))
        legend = next((said for said, meant in words if meant or is_credited(said)), "")
        caption, self._early, self._hung = self._early or self._pointing(pieces), "", True
        url = self._absolute(address) if address else ""
        stated = is_shown(image, address)
        other = next((each for each in told if each != address), "") if stated and address else ""
        spare = self._absolute(other) if other else ""
        within = not url and len(src := image.get("src") or "") > _LARGE and src.startswith("data:image/")
        pieces.append(Piece(Picture(url, caption), core, legend=legend, spare=spare, stated=stated, within=within))

    @staticmethod
    def _pointing(pieces: list[Piece]) -> str:
        """Take the line that points down at the picture which comes now (▼医生在调阅影像); empty without such."""
        last = pieces[-1].block if pieces else None
        if not isinstance(last, Paragraph) or last.text[0] not in _DOWN or len(last.text) > LONGEST:
            return ""
        pieces.pop()
        return last.text

    def twin(self, holder: Element, pieces: list[Piece], core: bool) -> None:
        """Take the address of the picture in a `<noscript>`, which stands beside a placeholder, or that which is the
        ground of a drawing, as accounts set pictures, or is held by one, by an `<object>` or an `<embed>`."""
        if holder.tag != "noscript":
            url = ground(holder) or held_address(holder)
            pieces += [Piece(Picture(self._absolute(url)), core)] if url else []
            return
        image = holder.find("img")
        address = "" if image is None or is_ornament(image) else picture_address(image)
        last = pieces[-1] if pieces else None
        if address and last and isinstance(last.block, Picture) and not last.block.url:
            last.block, last.stated = Picture(self._absolute(address), last.block.caption), False
        elif address and self._hides_for(holder, address):
            pieces.append(Piece(Picture(self._absolute(address)), core))
        else:
            self._spare = address, len(pieces)

    @staticmethod
    def _hides_for(holder: Element, address: str) -> bool:
        """Tell whether the element before a `<noscript>` is the same picture, which hides until a script shows it."""
        before = next(holder.itersiblings(preceding=True), None)
        return before is not None and before.tag == "img" and address in before.attrib.values() and is_hidden(before)

    def waits(self, pieces: list[Piece]) -> bool:
        """Tell whether the last piece is a picture without a caption."""
        last = pieces[-1].block if pieces else None
        return isinstance(last, Picture) and not last.caption

    def take_caption(self, pieces: list[Piece], text: str, fits: bool) -> bool:
        """Give `text` to the picture that it is the caption of; False if it is none's. `fits`: the last piece waits for
        a caption, and `text` looks like one. All lines of a `<figcaption>` are one, and so is a credit behind it."""
        if self._in_caption and self._figure is not None and not self._hung:
            self._early = f"{self._early} {text}".strip()
            return True
        picture = pieces[-1].block if pieces else None
        inside = self._in_caption and self._figure is not None
        if isinstance(picture, Picture) and (inside or (picture.caption and _is_credit(text))):
            pieces[-1].block = Picture(picture.url, f"{picture.caption} {text}".strip())
            return True
        if fits and isinstance(last := pieces[-1].block, Picture):
            pieces[-1].block = Picture(last.url, text)
        return fits


def _is_credit(text: str) -> bool:
    return len(text) <= _CREDIT and is_credited(text)


def settle(pieces: list[Piece]) -> list[Piece]:
    """Return `pieces` with the captions that only attributes tell, and without placeholders: an address that comes
    again and again is one, unless it is a photograph's, which is shown once. One with a caption stays for it, and one
    that is written in the page itself without an address, to be told of."""
    texts = {piece.block.text for piece in pieces if isinstance(piece.block, Paragraph)}
    times = Counter(piece.block.url for piece in pieces if isinstance(piece.block, Picture))
    shown: set[str] = set()
    kept = []
    for piece in pieces:
        if isinstance(piece.block, Picture):
            url, caption = piece.block.url, piece.block.caption
            if times[url] > 1 and piece.stated and not is_photo(url):
                url = piece.spare
            elif url in shown and not caption:
                continue
            shown.add(url)
            caption = caption or (piece.legend if piece.legend not in texts else "")
            if not (url or caption or piece.within):
                continue
            piece.block = Picture(url, caption)
        kept.append(piece)
    return kept


def part_from_pictures(pieces: list[Piece], sentences: bool = False) -> None:
    """Where subheads are centred, a centred line behind a picture may be one too: it stays text; where `sentences` of
    the text are, only one that is a sentence."""
    for place in reversed(range(len(pieces))):
        piece = pieces[place]
        if piece.centred and isinstance(piece.block, Picture) and (not sentences or piece.block.caption[-1:] == "。"):
            pieces.insert(place + 1, Piece(Paragraph(piece.block.caption), piece.core))
            piece.block = Picture(piece.block.url)
