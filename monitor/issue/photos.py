"""Pictures as an issue's folder keeps them: decoded with care, written anew as JPEG. One that the folder or the archive
holds is not asked for."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from PIL import ExifTags, Image, ImageFile, ImageOps
from scrapy import Request
from scrapy.http import Response
from scrapy.pipelines.images import ImageException
from scrapy.settings import BaseSettings
from sqlalchemy.orm import Session

from monitor.archive.index import ArchiveIndex
from monitor.archive.location import decode_location
from monitor.archive.opening import Archive, open_archive
from monitor.archive.record import REPLAYED, unpack
from monitor.bulletin import Photo
from monitor.exceptions import ArchiveError, MonitorError
from monitor.issue_calendar import Window
from monitor.store.issues import Printed, find_evidence, find_warc_files

PICTURES = "pictures"  # the spider that asks for them, and so the name of its archive files
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP")  # others have decoders of more power than a photograph needs
_STRIP = 64  # rows of the smaller picture that are made at a time
_PIECE = 1 << 20  # bytes unfolded at a time
# Of an interlaced PNG's seven pictures the first column, the first row, the steps to the next (PNG, 8.2).
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_HOPS = 10  # redirects


def place(url: str) -> str:
    """Return the path in the issue's folder of the picture at `url`: of the address only a digest."""
    return f"images/{hashlib.sha256(url.encode()).hexdigest()[:16]}.jpg"


def decode(body: bytes, settings: BaseSettings) -> tuple[Image.Image, io.BytesIO]:
    """Return the picture in `body` and its JPEG: upright, on white, reduced to PICTURE_SIDE, without what its file told
    beside it. Raises ImageException for one beyond PICTURE_MAX_PIXELS or not whole, and what Pillow raises for what is
    none."""
    image = Image.open(io.BytesIO(body), formats=_FORMATS)
    if image.width * image.height > settings.getint("PICTURE_MAX_PIXELS"):  # known from the head, nothing unfolded
        raise ImageException(f"{image.width} × {image.height} pixels")
    with _whole_ones():
        image.load()
    if image.format == "PNG" and not _has_all_rows(body):
        raise ImageException("the compressed rows end before the picture does")
    side = settings.getint("PICTURE_SIDE")
    shown = _on_white(image, max(1, max(image.size) * 2 // (3 * side)))
    shown.getexif()[ExifTags.Base.Orientation] = image.getexif().get(ExifTags.Base.Orientation, 1)
    shown = ImageOps.exif_transpose(shown)
    shown.info.clear()
    shown.thumbnail((side, side), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    shown.save(written, "JPEG")
    return shown, written


def _on_white(image: Image.Image, factor: int) -> Image.Image:
    """A copy in RGB, transparent parts white, `factor` times smaller: made strip by strip, for 50 megapixels take
    200 MB and each copy of them would take as much again."""
    copy = Image.new("RGB", (-(-image.width // factor), -(-image.height // factor)))
    for top in range(0, image.height, height := factor * _STRIP):
        strip = image.crop((0, top, image.width, min(top + height, image.height)))
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


@contextmanager
def _whole_ones() -> Iterator[None]:
    """Half a picture is none: WeasyPrint, which the PDF takes, tells Pillow to take it all the same."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def load_photos(urls: Iterable[str], folder: Path) -> dict[str, Photo]:
    """Return those of the pictures at `urls` that the issue's `folder`, or a former version in it, holds."""
    holders = [folder, *folder.glob("v*")]
    found = {url: next((each / place(url) for each in holders if (each / place(url)).is_file()), None) for url in urls}
    return {url: Photo(place(url), file.read_bytes()) for url, file in found.items() if file}


def archived_photos(urls: Iterable[str], files: Iterable[Path], settings: BaseSettings) -> dict[str, Photo]:
    """Return those of the pictures at `urls` that a WARC file holds; the first that has one answers, and none is opened
    after the last is found. What cannot be read there counts as not there: it can still be asked for."""
    lacking, found = set(urls), dict[str, Photo]()
    for file in files:
        if not lacking:
            break
        try:
            index = ArchiveIndex((file,))
        except ArchiveError:
            continue
        for url in lacking:
            try:
                if response := _answer(index, url, settings.getint("DOWNLOAD_MAXSIZE")):
                    found[url] = Photo(place(url), decode(response.body, settings)[1].getvalue())
            except Exception:  # noqa: BLE001 (Pillow names no end of what it raises for a stranger's bytes)
                continue
        lacking -= found.keys()
    return found


def picture_archives(
    session: Session, settings: BaseSettings, window: Window, articles: Iterable[Printed]
) -> Iterator[Path]:
    """Yield the WARC files in which the pictures of `articles` of this `window` may lie: those of pictures that were
    recorded for it and later, then those from which the articles were replayed."""
    archive = open_archive(settings)
    here = (path.relative_to(archive.folder) for path in archive.folder.glob(f"????-??-??/{PICTURES}-*.warc.gz"))
    names = {path.as_posix() for path in here if _holds_pictures(path.as_posix(), window)}
    if archive.shared:
        names |= {row.name for row in find_warc_files(session) if _holds_pictures(row.name, window)}
    for _, files in groupby(sorted(names), key=lambda name: name.partition("/")[0]):
        yield from _fetched(archive, sorted(files, reverse=True))
    pages = [page for each in articles for page in find_evidence(session, each.article_id, each.version)]
    read = dict.fromkeys(Path(page.file) for page in pages)
    replayed = (str(file) for file in read if file.is_absolute() or file.name.startswith(REPLAYED))
    yield from _fetched(archive, replayed)


def _holds_pictures(name: str, window: Window) -> bool:
    day, _, file = name.partition("/")
    return day >= window.since.isoformat() and file.startswith(f"{PICTURES}-")


def _fetched(archive: Archive, names: Iterable[str]) -> Iterator[Path]:
    """The paths of those that can be had: a picture that cannot is asked for."""
    for name in names:
        try:
            path = archive.fetch(name)
        except MonitorError:
            continue
        yield path


def _answer(index: ArchiveIndex, url: str, most: int) -> Response | None:
    """Return what was answered in the end to a request for `url`, None if that was an error or is not there."""
    for _ in range(_HOPS):
        capture = index.find(Request(url))
        if capture is None or not capture.good:
            return None
        response = capture.load(most).response
        if capture.status < 300:
            return unpack(response, most)
        decoded = decode_location(response.replace(url=url), index.find)
        url = decoded.urljoin((decoded.headers["Location"] or b"").decode("latin-1"))
    return None
