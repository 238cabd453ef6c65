"""The archive and the chain when an issue is written: what it rests on is taken in, and all is sealed."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from scrapy.settings import BaseSettings
from sqlalchemy import update
from sqlalchemy.orm import Session

from monitor.archive.record import REPLAYED
from monitor.archive.shared import open_shared
from monitor.bulletin import Bulletin
from monitor.configuration import home
from monitor.exceptions import OutputError, system_reason
from monitor.issue_calendar import Issue
from monitor.proof import sealing
from monitor.proof.chain import digest_json
from monitor.proof.record import printed_record
from monitor.proof.sealing import Chain, digest_file, load_chain
from monitor.store.database import database_url, open_database, reading, writing
from monitor.store.issues import Printed, find_evidence
from monitor.store.models import Evidence, PrintedIssue


def take_in(settings: BaseSettings, issue: Issue, sources: Sequence[Printed]) -> None:
    """Copy into the archive the WARC files outside it on which `sources` rest, of a run that was replayed from them:
    an issue must be provable from its home alone. Raises OutputError."""
    engine, archive = open_database(database_url(settings)), home(settings) / "archive"
    with reading(engine) as session:
        pages = [page for each in sources for page in find_evidence(session, each.article_id, each.version)]
        outside = sorted({page.file for page in pages if Path(page.file).is_absolute()})
    inside = {name: f"{issue.window.until}/{REPLAYED}{digest_file(Path(name))[:16]}.warc.gz" for name in outside}
    for name, target in inside.items():
        if not (archive / target).exists():
            _copy(Path(name), archive / target)
    if inside:
        with writing(engine) as session:
            for name, target in inside.items():
                session.execute(update(Evidence).where(Evidence.file == name).values(file=target))


def seal_archive(settings: BaseSettings, gone: Collection[str] = ()) -> None:
    """Add to the chain the closed WARC files that are not in it, and those `gone` that were pruned. They are read
    before anybody has to wait. Raises OutputError."""
    engine = open_database(database_url(settings))
    with reading(engine) as session:
        found = open_chain(session, settings).digest_new()
    if found or gone:
        with writing(engine) as session:
            sealing.seal_archive(session, home(settings), found, gone)


def open_chain(session: Session, settings: BaseSettings) -> Chain:
    """Return the chain of the settings' home. Raises MonitorError for an ARCHIVE_URL that cannot be used."""
    return load_chain(session, home(settings), open_shared(settings))


def seal_printed(
    house: Path, session: Session, number: int, folder: str, files: Mapping[str, str], layout: str
) -> None:
    """Add to the chain of the home `house` the issue that is printed in this transaction: its `files` (path in
    `folder` → SHA-256), and its record. `folder` as the store names it; `layout` tells one layout of the master form
    from another."""
    session.flush()
    content = {
        "folder": folder,
        "files": dict(files),
        "printed": digest_json(printed_record(session, session.get_one(PrintedIssue, number))),
        "layout": layout,
    }
    sealing.seal_issue(session, house, number, content)


def complete_copy(settings: BaseSettings, issue: bool = False) -> None:
    """Bring the copy of the chain up to date with what is in the store for good. Of the machines of a shared archive
    those have one that have written an `issue`. Raises OutputError."""
    if settings["ARCHIVE_URL"] and not issue and not (home(settings) / sealing.COPY).exists():
        return
    with writing(open_database(database_url(settings))) as session:
        sealing.complete_copy(session, home(settings))


def framed(bulletin: Bulletin, decided: int) -> dict[str, str | int]:
    """Return what is kept of what the office prints round its articles; `decided` is the id of the newest event that
    was heeded."""
    return {**asdict(bulletin.frame), "preface": bulletin.preface, "decided": decided}


def _copy(source: Path, target: Path) -> None:
    unfinished = target.with_name(f".{target.name}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, unfinished)
        unfinished.replace(target)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise OutputError(f"存档写不进 {target.parent}：{system_reason(error)}") from error
