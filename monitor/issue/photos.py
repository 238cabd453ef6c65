"""Pictures as an issue's folder keeps them. One that the folder or the archive holds is not asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import BaseSettings
from sqlalchemy.orm import Session

from monitor.archive.index import ArchiveIndex
from monitor.archive.location import decode_location
from monitor.archive.opening import Archive, open_archive
from monitor.archive.record import REPLAYED, unpack
from monitor.bulletin import Photo
from monitor.exceptions import ArchiveError, MonitorError
from monitor.issue.decoding import decode
from monitor.issue_calendar import Window
from monitor.store.issues import Printed, find_evidence, find_warc_files

PICTURES = "pictures"  # the spider that asks for them, and so the name of its archive files
_HOPS = 10  # redirects


def place(url: str) -> str:
    """Return the path in the issue's folder of the picture at `url`: of the address only a digest."""
    return f"images/{hashlib.sha256(url.encode()).hexdigest()[:16]}.jpg"


def load_photos(urls: Iterable[str], folder: Path) -> dict[str, Photo]:
    """Return those of the pictures at `urls` that the issue's `folder`, or a former version in it, holds."""
    holders = [folder, *folder.glob("v*")]
    found = {url: next((each / place(url) for each in holders if (each / place(url)).is_file()), None) for url in urls}
    photos = {url: Photo(place(url), file.read_bytes()) for url, file in found.items() if file}
    return {url: photo for url, photo in photos.items() if photo.content.endswith(b"\xff\xd9")}  # else it was cut


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
