"""An article as an issue prints it: the version that was edited or the newest, with the edits that stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from monitor.bulletin import Entry
from monitor.editing.carrying import carry
from monitor.editing.edits import Edit, apply, preface, to_rows
from monitor.editing.events import Decision
from monitor.exceptions import EditError
from monitor.store.issues import Printed
from monitor.store.models import Article
from monitor.store.versions import find_version

_WAYS = "，三选一：--renew {id}（放弃改动用新版，之后可重做）、--stay {id}（仍用第 {version} 版）、--drop {id}"


@dataclass(frozen=True)
class LaidEntry:
    """What is printed of an article. `carried` is the version over which the edits were made, if it was an earlier one
    (0: it was not); `blocked` says why it cannot be printed before the editor decides."""

    entry: Entry
    version: int
    edits: tuple[Edit, ...] = ()
    carried: int = 0
    blocked: str = ""


@dataclass(frozen=True)
class Carried:
    """Edits of an article that were made over the version `of` and are printed over `to`."""

    article: int
    headline: str
    of: int
    to: int

    def __str__(self) -> str:
        return f"{self.headline}：第 {self.of} 版上的改动移到第 {self.to} 版"


@dataclass(frozen=True)
class LaidIssue:
    """What an issue prints. `preface` is its 本期导语; `blocked` says what cannot be printed before the editor decides,
    `carried` which edits were moved to a later version."""

    entries: tuple[Entry, ...]
    sources: tuple[Printed, ...]
    preface: str
    blocked: tuple[str, ...]
    carried: tuple[Carried, ...]


def lay_all(
    session: Session, articles: Sequence[tuple[Article, str]], decision: Decision, marked: bool = True
) -> LaidIssue:
    """Return what is printed of `articles`, each with the printed name of its outlet. See `lay`."""
    laid = [lay(session, article, outlet, decision, marked) for article, outlet in articles]
    return LaidIssue(
        entries=tuple(each.entry for each in laid),
        sources=tuple(
            Printed(article.id, each.version, to_rows(each.edits))
            for (article, _), each in zip(articles, laid, strict=True)
        ),
        preface=preface([each.edit for each in decision.edits if not each.article]),
        blocked=tuple(each.blocked for each in laid if each.blocked),
        carried=tuple(
            Carried(article.id, each.entry.headline, each.carried, each.version)
            for (article, _), each in zip(articles, laid, strict=True)
            if each.carried
        ),
    )


def lay(session: Session, article: Article, outlet: str, decision: Decision, marked: bool = True) -> LaidEntry:
    """Return what is printed of `article` under the printed name of its `outlet`. `marked`: see
    monitor.editing.edits.apply."""
    own = [each for each in decision.edits if each.article == article.id]
    if not own:
        return LaidEntry(Entry.of(article, outlet), article.version)
    edits, version = carried_edits(session, decision, article.id, article.version), article.version
    stays, against = decision.stays.get(article.id, (0, 0))
    if edits is None and against == article.version:
        edits, version = carried_edits(session, decision, article.id, stays), stays
    first = min(each.version for each in own)
    reading = find_version(session, article.id, version) if edits is not None else None
    if edits is None or reading is None:
        blocked = f"{article.headline}：改动做在第 {first} 版上，第 {article.version} 版改了同一处"
        return LaidEntry(
            Entry.of(article, outlet), article.version, blocked=blocked + _WAYS.format(id=article.id, version=first)
        )
    named = replace(reading, outlet=outlet)
    try:
        return LaidEntry(apply(edits, named, marked), version, edits, first if first < version else 0)
    except EditError as error:
        blocked = f"{article.headline}：{error}" + _WAYS.format(id=article.id, version=first)
        return LaidEntry(named, version, blocked=blocked)


def carried_edits(session: Session, decision: Decision, article: int, version: int) -> tuple[Edit, ...] | None:
    """Return the edits of `article` as they lie over its `version`; None if they cannot be carried over to it."""
    own = [each for each in decision.edits if each.article == article]
    target = find_version(session, article, version) if own else None
    found: list[Edit] = []
    for each in own:
        if each.version == version:
            found.append(each.edit)
            continue
        reading = find_version(session, article, each.version)
        carried = carry([each.edit], reading, target) if reading and target else None
        if carried is None:
            return None
        found += carried
    return tuple(found)
