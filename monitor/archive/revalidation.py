"""Asking for a listing only if it has changed: most lists of an outlet are the same at the second look of a day.

The archived response is then the answer, and is recorded again with the rest of the run: a run's own file holds all
that it read. Articles are not asked in this way: what is stored of them is not asked for at all (monitor.run.sparing).
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.httpcache import HttpCacheMiddleware
from scrapy.extensions.httpcache import DummyPolicy
from scrapy.http import Response
from scrapy.settings import BaseSettings

from monitor.archive.record import MOST, Record, load_record
from monitor.exceptions import ArchiveError
from monitor.files import prepare_folder, write_file
from monitor.items import REVALIDATE

_KEPT = 500  # places of a spider, the last ones; a paper's list has another address every day
_CONDITIONS = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}  # request header: response header


class Policy(DummyPolicy):
    """In a replay what is archived is the answer; else it is the answer if the server says that nothing changed."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._replay = settings.getbool("HTTPCACHE_IGNORE_MISSING")

    def is_cached_response_fresh(self, cachedresponse: Response, request: Request) -> bool:
        """Tell whether the archive answers; if not, make `request` a conditional one."""
        for condition, validator in _CONDITIONS.items():
            if not self._replay and (value := cachedresponse.headers.get(validator)):
                request.headers[condition] = value
        return self._replay

    def is_cached_response_valid(self, cachedresponse: Response, response: Response, request: Request) -> bool:
        """Tell whether the server has said that nothing changed. What such an answer says of the body that it did not
        send is left out: a type of its own there would make another page of it."""
        if response.status != 304:
            return False
        for name in [name for name in response.headers if name.lower().startswith(b"content-")]:
            del response.headers[name]
        return True


class ArchiveMiddleware(HttpCacheMiddleware):
    """Scrapy's cache but for three of its ways: a page that cannot be fetched is not answered from the archive, for an
    outlet that is down must be told; a redirect does not take the conditions of one page along to another; and a server
    that knows no conditions is asked again without."""

    DOWNLOAD_EXCEPTIONS = ()  # type: ignore[assignment]  # declared as the seven that it replaces

    def process_request(self, request: Request, spider: Spider | None = None) -> Request | Response | None:
        """Return the archived response, or None if the server is to be asked."""
        for condition in _CONDITIONS:
            request.headers.pop(condition, None)
        return super().process_request(request)

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the response or the archived one, or the request to be made in its place."""
        if response.status == 412 and any(name in request.headers for name in _CONDITIONS):
            return request.replace(meta={**request.meta, REVALIDATE: False}, dont_filter=True)
        return super().process_response(request, response)


class LatestPages:
    """Where the last capture of each page lies that may be revalidated: one small file for each spider, written when a
    run ends. A page whose archive file is gone is asked for in full."""

    def __init__(self, archive: Path, spider: str, most: int = MOST) -> None:
        """`most`: bytes of a page (DOWNLOAD_MAXSIZE)."""
        self._most = most
        self._archive, self._file = archive, archive / "latest" / f"{spider}.json"
        try:
            read = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            read = {}
        self._places: dict[str, tuple[str, int]] = read if isinstance(read, dict) else {}

    def find(self, request: Request) -> Record | None:
        """Return the last capture of what `request` asks for, None if there is none that can be read."""
        place = self._places.get(request.url) if _is_repeated(request) else None
        try:
            return load_record(self._archive / place[0], place[1], self._most) if place else None
        except (ArchiveError, TypeError, LookupError):
            return None

    def note(self, request: Request, response: Response, file: str, offset: int) -> None:
        """Remember where the answer to `request` lies, if its server can be asked whether it has changed."""
        if not _is_repeated(request):
            return
        self._places.pop(request.url, None)  # and to the end, if it is entered again
        if response.status == 200 and any(name in response.headers for name in _CONDITIONS.values()):
            self._places[request.url] = file, offset

    def save(self, unread: Collection[str]) -> None:
        """Write down the places of the last pages, but for those of `unread` addresses: a wall that stands where a list
        should be must not be confirmed by its server. Raises OutputError."""
        kept = [(url, place) for url, place in self._places.items() if url not in unread][-_KEPT:]
        prepare_folder(self._file.parent)
        write_file(self._file, json.dumps(dict(kept), ensure_ascii=False, indent=0).encode())


def _is_repeated(request: Request) -> bool:
    return request.method == "GET" and bool(request.meta.get(REVALIDATE))
