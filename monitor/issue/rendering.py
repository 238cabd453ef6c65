"""An issue in its forms. What one exporter cannot do costs its own form: the others are written, and what is lacking is
told with its reason."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from monitor.bulletin import Bulletin, Entry
from monitor.configuration import frame, paper, today
from monitor.exceptions import MonitorError, reason_of
from monitor.issue_calendar import Issue, Window
from monitor.week.candidate_pages import page

MASTER = "md"  # the form that is always written, and that the folder's versions are told by
_LONGEST_NAME = 200  # bytes; file systems take 255, with an ending and what marks an unfinished one
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')  # on Windows, where the files are opened


@dataclass(frozen=True)
class Lost:
    """A form that could not be made: its name in BULLETIN_EXPORTERS, why, and the headlines of those entries that
    alone cannot be brought into it either (none if it is no single one's fault)."""

    form: str
    reason: str
    headlines: tuple[str, ...]

    def __str__(self) -> str:
        where = f"；出在：{'、'.join(self.headlines)}" if self.headlines else ""
        return f"{self.form} 格式没有写出（{self.reason}）{where}"


def form_name(settings: BaseSettings, number: int, day: date, form: str) -> str:
    """Return the file name of the `form` of an issue: BULLETIN_FILE_NAME filled in. The master keeps its own, by which
    its folder is known whatever the setting was."""
    given: str = "bulletin" if form == MASTER else settings["BULLETIN_FILE_NAME"]
    stem = given.format(title=settings["BULLETIN_TITLE"], number=number, date=f"{day:%Y%m%d}")
    name = _NOT_IN_NAMES.sub("_", stem).encode()[:_LONGEST_NAME].decode("utf-8", "ignore")
    return f"{name}.{form}"


def render_forms(
    settings: BaseSettings, bulletin: Bulletin, forms: Iterable[str]
) -> tuple[dict[str, bytes], tuple[Lost, ...]]:
    """Return the bulletin in `forms` (names in BULLETIN_EXPORTERS) by file name, and the forms that were lost."""
    contents, lost = {}, []
    for form in forms:
        content, reason = _render(settings, bulletin, form)
        if content is None:
            suspects = () if why_unprintable(settings, bulletin, (), form) else bulletin.entries
            alone = (each for each in suspects if why_unprintable(settings, bulletin, (each,), form))
            lost.append(Lost(form, reason, tuple(each.headline for each in alone)))
        else:
            contents[form_name(settings, bulletin.issue.number, bulletin.issue.date, form)] = content
    return contents, tuple(lost)


def why_unprintable(settings: BaseSettings, bulletin: Bulletin, entries: tuple[Entry, ...], form: str = MASTER) -> str:
    """Return why `bulletin` with these `entries` alone cannot be brought into `form`, nothing if it can."""
    return _render(settings, replace(bulletin, entries=entries), form)[1]


def check_paper(settings: BaseSettings, forms: Iterable[str]) -> None:
    """Make sure, before an hour is spent on it, that an issue can be put on the office's paper in each of `forms`.
    Raises MonitorError."""
    given = paper(settings)
    if given.name:
        day = today(settings)
        specimen = Bulletin(Issue(1, day, Window(day, day)), frame(settings), (), paper=given)
        for form in forms:
            _render(settings, specimen, form)


def render_report(report: bytes) -> bytes:
    """Return a `report` in Markdown that lies beside the bulletin as a page of HTML, by Python-Markdown. A report of
    ours escapes what strangers wrote, so that this library has no HTML to pass on."""
    import markdown  # of the commands only those that write an issue need it

    logging.getLogger("MARKDOWN").setLevel(logging.WARNING)  # it tells of each extension
    text = report.decode()
    return page(text.partition("\n")[0].removeprefix("# "), [markdown.markdown(text, extensions=["tables"])])


def _render(settings: BaseSettings, bulletin: Bulletin, form: str) -> tuple[bytes | None, str]:
    try:
        content = load_object(settings.getdict("BULLETIN_EXPORTERS")[form])(bulletin)
    except MonitorError:  # what the operator gave cannot be taken: nothing is to be written past it
        raise
    except Exception as error:  # noqa: BLE001 (whatever it is, of whoever's exporter, the other forms are due)
        return None, f"{type(error).__name__}: {reason_of(error)}"
    return (content, "") if isinstance(content, bytes) else (None, f"{type(content).__name__}，不是 bytes")
