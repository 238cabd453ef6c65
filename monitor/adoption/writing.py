"""Writing a new outlet: its pages and its module, all of it or nothing."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scrapy.http import TextResponse

from monitor.exceptions import MonitorError, OutputError, system_reason
from monitor.files import is_alive, write_file
from monitor.outlet.page_cases import open_page, read_case, save_case, strip
from monitor.outlet.spider import OutletSpider

_STAGE = ".adopt"


@dataclass(frozen=True)
class Case:
    """A page on which the outlet is tested: its file's name, its kind (see read_case), the day of a paper's issue."""

    name: str
    kind: str
    response: TextResponse
    day: date | None = None


def write_outlet(
    module: Path, text: str, pages: Path, outlet: type[OutletSpider], cases: Sequence[Case], now: date
) -> None:
    """Write the pages of `cases` into the folder `pages`, each with what `outlet` reads on it, then the `module`. What
    stands there is whole at any moment: the pages come as one folder, the module last and at once. Pages of a name
    without a module are what a killed command left. Raises MonitorError where there is such an outlet, OutputError."""
    if module.exists():
        raise MonitorError(f"已有 {module.name}；另取一个名称（--name）。")
    try:
        with _staged(pages) as stage:
            for case in cases:
                body = strip(case.response)
                url = case.response.url
                found = read_case(outlet, case.kind, open_page(url, body), case.day)
                save_case(stage, case.name, url, body, case.kind, f"saved {now}", case.day, found)
            _clear(pages)
            stage.rename(pages)
            try:
                write_file(module, text.encode())
            except BaseException:
                shutil.rmtree(pages, ignore_errors=True)
                raise
    except OSError as error:
        raise OutputError(f"测试页面写不进：{pages}（{system_reason(error)}）") from error


def _clear(pages: Path) -> None:
    """Remove pages whose module never came. Raises MonitorError for those that a human has looked at."""
    for path in sorted(pages.glob("*.json")):
        if json.loads(path.read_bytes()).get("confirmed") is not False:
            raise MonitorError(f"{pages} 里有核对过的页面，却没有它们的模块；请先移走。")
    if pages.exists():
        shutil.rmtree(pages)


@contextmanager
def _staged(pages: Path) -> Iterator[Path]:
    """A folder of this process's own, gone afterwards, and so is what killed processes left of theirs: beside the
    folder of all outlets' pages, each folder in which is taken for an outlet's."""
    pages.parent.mkdir(parents=True, exist_ok=True)
    for left in pages.parent.parent.glob(f"{_STAGE}.*"):
        if left.suffix[1:].isdecimal() and not is_alive(int(left.suffix[1:])):
            shutil.rmtree(left, ignore_errors=True)
    stage = pages.parent.with_name(f"{_STAGE}.{os.getpid()}")
    stage.mkdir()
    try:
        yield stage
    finally:
        with suppress(OSError):
            shutil.rmtree(stage, ignore_errors=True)
