"""A long picture (一图读懂, a text for telephones) in pieces that fit on pages: as one nobody could read it."""

from __future__ import annotations

import io
from itertools import pairwise

from PIL import Image, UnidentifiedImageError

from exports.design import HIGHEST, PIXEL

_LONG = 2  # times as high as a picture may be set, from which on one is cut
_PIECE = 560.0  # points of height; some lines of text stay on the page


def height_at(width: int, height: int, measure: float) -> float:
    """Return how many points high a picture of `width` × `height` pixels is at a `measure` in points."""
    return height * PIXEL * min(1, measure / (width * PIXEL))


def cut(content: bytes, measure: float) -> list[bytes]:
    """Return the pieces (JPEG) of the picture in `content` at a `measure` in points, from top to bottom; the picture
    itself where it is not long, or is none."""
    try:
        image = Image.open(io.BytesIO(content))
        total = height_at(*image.size, measure)
        if total <= _LONG * HIGHEST:
            return [content]
        number = -(-int(total) // int(_PIECE))
        edges = [round(image.height * place / number) for place in range(number + 1)]
        return [_part(image.crop((0, top, image.width, end))) for top, end in pairwise(edges)]
    except (UnidentifiedImageError, OSError):
        return [content]


def _part(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=90)
    return stream.getvalue()
