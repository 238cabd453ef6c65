"""Where an issue is written: where a person says, else where it was written last, else under MONITOR_HOME."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scrapy.settings import BaseSettings

from monitor.configuration import home
from monitor.files import prepare_folder, relative
from monitor.issue.folder import check_folder, is_issue_folder
from monitor.issue.rendering import MASTER, form_name
from monitor.issue_calendar import Issue
from monitor.store.database import database_url, open_database, reading
from monitor.store.issues import find_folder
from monitor.terminal.output import say

_LISTS = [*(f"candidates.{form}" for form in ("md", "html", "docx", "csv")), "coverage.md", "coverage.html"]


def issue_folder(settings: BaseSettings, issue: Issue, given: str | None, formats: Sequence[str] = ()) -> Path:
    """Return an issue's folder, made, writable, and without anything of somebody else's in the way of the bulletin's
    `formats`: the one `given`, else that in which it was written last, else MONITOR_HOME/bulletins/NUMBER. Says so
    where it is not the one that might be expected. Raises OutputError."""
    folder = Path(given) if given else _former_folder(settings, issue) or _own_folder(settings, issue)
    prepare_folder(folder)
    if formats:
        names = [form_name(settings, issue.number, issue.date, name) for name in (MASTER, *formats)]
        check_folder(folder, names + _LISTS, is_own(settings, folder))
    return folder


def is_own(settings: BaseSettings, folder: Path) -> bool:
    """Whether `folder` is the product's own, under MONITOR_HOME."""
    return folder.resolve().is_relative_to((home(settings) / "bulletins").resolve())


def name_of(settings: BaseSettings, folder: Path) -> str:
    """Return the name by which the store knows `folder`: one in MONITOR_HOME moves with it."""
    inside = home(settings).resolve()
    path = folder.resolve()
    return str(path.relative_to(inside) if path.is_relative_to(inside) else path)


def _own_folder(settings: BaseSettings, issue: Issue) -> Path:
    return home(settings) / "bulletins" / str(issue.number)


def _former_folder(settings: BaseSettings, issue: Issue) -> Path | None:
    """The folder in which the issue was written last, if a person named it. One that is gone is not made again: it may
    be that of a disk that is not there."""
    own = _own_folder(settings, issue)
    with reading(open_database(database_url(settings))) as session:
        former = find_folder(session, issue.number)
    if former is None or former == name_of(settings, own):
        return None
    folder = relative(home(settings) / former)
    if not is_issue_folder(folder):
        say(f"注意：本期上次写在 {folder}，那里没有了；写到 {relative(own)}。")
        return None
    say(f"本期写在 {folder}，仍写到那里；换地方用 --out。")
    return folder
