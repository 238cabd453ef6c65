"""A stranger's picture decoded with care and written anew as JPEG."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps
from scrapy.pipelines.images import ImageException
from scrapy.settings import BaseSettings

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP")  # others have decoders of more power than a photograph needs
_END, _RESTARTS = b"\xff\xd9", b"\xff\xdd\x00\x04"  # of a JPEG (ITU T.81, B.1.1.3)
_STRIP = 64  # rows of the smaller picture that are made at a time
_PIECE = 1 << 20  # bytes unfolded at a time
# Of an interlaced PNG's seven pictures the first column, the first row, the steps to the next (PNG, 8.2).
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_LONG, _TALLEST = 2.6, 10  # times as high as wide, from which on a picture is a long one; PICTURE_SIDEs of its height
_ON_ITS_SIDE = (5, 6, 7, 8)  # EXIF's orientations that change width and height (EXIF 2.3, 4.6.4)


def decode(body: bytes, settings: BaseSettings) -> tuple[Image.Image, io.BytesIO]:
    """Return the picture in `body` and its JPEG: upright, on white, in sRGB, reduced to PICTURE_SIDE (of a long one,
    whose text must stay legible, in its width), without what its file told beside it. Raises ImageException for one
    beyond PICTURE_MAX_PIXELS or not whole, and what Pillow raises for what is none."""
    image = Image.open(io.BytesIO(body), formats=_FORMATS)
    if image.width * image.height > settings.getint("PICTURE_MAX_PIXELS"):  # known from the head, nothing unfolded
        raise ImageException(f"{image.width} × {image.height} pixels")
    with _whole_ones():
        try:
            image.load()
        except OSError:
            if image.format != "JPEG" or not (ended := _ended(body)):
                raise
            image = ended
    if image.format == "PNG" and not _has_all_rows(body):
        raise ImageException("the compressed rows end before the picture does")
    side = settings.getint("PICTURE_SIDE")
    for other in ("xmp", "XML:com.adobe.xmp"):  # browsers turn a picture by its EXIF alone
        image.info.pop(other, None)
    turned = image.getexif().get(ExifTags.Base.Orientation, 1)
    width, height = reversed(image.size) if turned in _ON_ITS_SIDE else image.size
    box = (side * 2 // 3, side * _TALLEST) if height > _LONG * width else (side, side)
    shown = _in_srgb(_on_white(image, max(1, int(2 * max(width / box[0], height / box[1]) // 3))), image)
    shown.getexif()[ExifTags.Base.Orientation] = turned
    shown = ImageOps.exif_transpose(shown)
    shown.info.clear()
    shown.thumbnail(box, Image.Resampling.LANCZOS)
    written = io.BytesIO()
    shown.save(written, "JPEG")
    return shown, written


def _in_srgb(shown: Image.Image, original: Image.Image) -> Image.Image:
    """`shown` with the colours that the profile of the RGB picture `original` means."""
    profile = original.info.get("icc_profile")
    if not profile or original.mode not in ("RGB", "RGBA"):
        return shown
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(shown, given, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):  # a profile for something else, or a torn one, says nothing
        return shown
    return turned or shown


def _on_white(image: Image.Image, factor: int) -> Image.Image:
    """A copy in RGB, transparent parts white, `factor` times smaller: made strip by strip, for 50 megapixels take
    200 MB and each copy of them would take as much again."""
    copy = Image.new("RGB", (-(-image.width // factor), -(-image.height // factor)))
    for top in range(0, image.height, height := factor * _STRIP):
        strip = image.crop((0, top, image.width, min(top + height, image.height)))
        if strip.mode.startswith("I"):  # sixteen bits of grey: Pillow would cut them off at eight
            strip = strip.convert("I").point(lambda grey: grey / 256).convert("L")
        if image.has_transparency_data:
            strip = strip.convert("RGBA")
            strip = Image.alpha_composite(Image.new("RGBA", strip.size, "white"), strip)
        copy.paste(strip.convert("RGB").reduce(factor), (0, top // factor))
    return copy


def _has_all_rows(png: bytes) -> bool:
    """Tell whether the compressed stream of a PNG holds as many bytes as its rows take (PNG, 7.2 and 8.1): Pillow takes
    one that ends after the first row for a picture that is black below."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", next(_chunks(png, b"IHDR")))
    bits = depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    lacking, stream = 0, zlib.decompressobj()
    for left, top, right, down in _ADAM7 if interlaced else ((0, 0, 1, 1),):
        columns, rows = -(-(width - left) // right), -(-(height - top) // down)
        lacking += rows * (1 + (columns * bits + 7) // 8) if columns > 0 and rows > 0 else 0
    for piece in _chunks(png, b"IDAT"):
        while piece and lacking > 0 and not stream.eof:
            lacking -= len(stream.decompress(piece, _PIECE))
            piece = stream.unconsumed_tail
    return lacking <= 0


def _chunks(png: bytes, kind: bytes) -> Iterator[bytes]:
    place = 8
    while place + 12 <= len(png):
        length, found = struct.unpack_from(">I4s", png, place)
        if found == kind:
            yield png[place + 8 : place + 8 + length]
        place += 12 + length


def _ended(jpeg: bytes) -> ImageFile.ImageFile | None:
    """The decoded picture of a JPEG that lacks nothing but the mark of its end, as browsers show it: whatever stands
    for what would follow, no point changes. With restart marks that says nothing, for a row may be left out there."""
    if _RESTARTS in jpeg:
        return None
    sums = set()
    for further in (b"", b"\xa5\x5a\x3c\xc3" * 16):
        image = Image.open(io.BytesIO(jpeg.rstrip(b"\xff") + further + _END), formats=("JPEG",))
        image.load()
        sums.add(hashlib.sha256(image.tobytes()).digest())
    return image if len(sums) == 1 else None


@contextmanager
def _whole_ones() -> Iterator[None]:
    """Half a picture is none: WeasyPrint, which the PDF takes, tells Pillow to take it all the same."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
