"""A long picture is cut between the lines that are written in it, and nothing of it is lost."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from exports.pieces import cut


def drawn(height: int, step: int) -> Image.Image:
    """Black lines of 40 rows, one every `step`."""
    image = Image.new("RGB", (1080, height), "#eef")
    draw = ImageDraw.Draw(image)
    for top in range(0, height, step):
        draw.rectangle((80, top, 900, top + 40), "black")
    return image


def pieces(image: Image.Image) -> list[Image.Image]:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=95)
    return [Image.open(io.BytesIO(piece)).convert("L") for piece in cut(stream.getvalue(), 420)]


@pytest.mark.parametrize("step", [60, 75, 88, 130])
def test_no_line_is_cut(step: int) -> None:
    made = pieces(drawn(8000, step))
    assert len(made) == 7
    assert sum(piece.height for piece in made) == 8000
    for piece in made[:-1]:
        assert min(piece.crop((0, piece.height - 2, piece.width, piece.height)).tobytes()) > 180, "it ends between two"
        assert piece.height < 8000 / 7 * 1.15


def test_where_no_row_is_of_one_colour_it_is_cut_all_the_same() -> None:
    noise = Image.effect_noise((1080, 8000), 80)
    assert sum(piece.height for piece in pieces(noise)) == 8000
    assert [piece.size for piece in pieces(Image.new("L", (1080, 1600)))] == [(1080, 1600)], "not long"
