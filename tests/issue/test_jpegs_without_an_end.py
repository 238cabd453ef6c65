"""A JPEG that lacks only the mark of its end is whole, as browsers show it; one that lacks a part of its picture is not."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops
from scrapy.settings import BaseSettings

from monitor.issue.decoding import decode

SETTINGS = BaseSettings({"PICTURE_MAX_PIXELS": 1_000_000, "PICTURE_SIDE": 800})


def jpeg(mode: str = "RGB", **how: object) -> bytes:
    noise, stream = Image.effect_noise((200, 150), 80), io.BytesIO()
    sky = Image.composite(noise, Image.new("L", noise.size, 200), Image.linear_gradient("L").resize(noise.size))
    sky.convert(mode).save(stream, "JPEG", **how)  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.mark.parametrize("lacking", [1, 2])
@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"optimize": True, "quality": 95}, {"subsampling": 0}])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_one_without_the_mark_of_its_end_is_the_same_picture(mode: str, how: dict[str, object], lacking: int) -> None:
    body = jpeg(mode, **how)
    whole, ended = decode(body, SETTINGS)[0], decode(body[:-lacking], SETTINGS)[0]
    assert ImageChops.difference(whole, ended).getbbox() is None


@pytest.mark.parametrize("lacking", [8, 12, 50, 300, 3000])
@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"optimize": True}, {"restart_marker_rows": 1}])
def test_one_that_lacks_more_is_refused(how: dict[str, object], lacking: int) -> None:
    with pytest.raises(OSError, match="truncated"):
        decode(jpeg(**how)[:-lacking], SETTINGS)


def test_one_that_ends_between_two_rows_is_refused() -> None:
    body = jpeg(restart_marker_rows=1)
    for mark in (b"\xff\xd1", b"\xff\xd3"):
        assert mark in body
        with pytest.raises(OSError, match="truncated"):
            decode(body[: body.rindex(mark)], SETTINGS)


def test_one_colour_that_goes_on_to_the_edge_is_refused_too() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(stream, "JPEG")
    assert decode(stream.getvalue()[:-2], SETTINGS)[0].size == (400, 300)
    with pytest.raises(OSError, match="truncated"):
        decode(stream.getvalue()[:-100], SETTINGS)
