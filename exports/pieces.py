"""A long picture (一图读懂, a text for telephones) in pieces that fit on pages: as one nobody could read it."""

from __future__ import annotations

import io
from itertools import pairwise

from PIL import Image, UnidentifiedImageError

from exports.design import HIGHEST, PIXEL

_LONG = 2  # times as high as a picture may be set, from which on one is cut
_PIECE = 500.0  # points of height; some lines of text stay on the page
_EARLIER = 8  # of a piece's height the part by which it may end before, between two lines of what is written in it
_COLUMNS, _SAME = 64, 6  # into which a row is summed up; shades of grey by which one of a single colour may differ


def cut(content: bytes, measure: float) -> list[bytes]:
    """Return the pieces (JPEG) of the picture in `content` at a `measure` in points, from top to bottom; the picture
    itself where it is not long, or is none."""
    try:
        image = Image.open(io.BytesIO(content))
        total = image.height * min(PIXEL, measure / image.width)  # points
        if total <= _LONG * HIGHEST:
            return [content]
        edges = _edges(image, -(-int(total) // int(_PIECE)))
        return [_part(image.crop((0, top, image.width, end))) for top, end in pairwise(edges)]
    except (UnidentifiedImageError, OSError):
        return [content]


def _edges(image: Image.Image, number: int) -> list[int]:
    """The rows at which a picture is cut into `number` pieces: such of one colour, if any is near."""
    summed = image.convert("L").resize((_COLUMNS, image.height), Image.Resampling.BOX).tobytes()

    def spread(row: int) -> int:
        shades = summed[row * _COLUMNS : (row + 1) * _COLUMNS]
        return (max(shades) - min(shades)) // _SAME

    wanted = [round(image.height * place / number) for place in range(1, number)]
    near = max(image.height // number // _EARLIER, 1)
    return [0, *(min(range(row, row - near, -1), key=spread) for row in wanted), image.height]


def _part(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=90)
    return stream.getvalue()
