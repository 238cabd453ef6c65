"""The chain of a home, in the store and as a copy beside the files, and whether what it says of them is still so."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.archive.record import OPEN_SUFFIX
from monitor.archive.shared import SharedArchive
from monitor.exceptions import MonitorError, OutputError, system_reason
from monitor.files import check_file, write_file
from monitor.proof.chain import ARCHIVE, ISSUE, PRUNED, Link, add_link, compare, tell, walk
from monitor.store.issues import Seal, WarcFile, find_warc_files

COPY = "chain.jsonl"  # in MONITOR_HOME: a link a line


def seal_archive(session: Session, home: Path, found: Mapping[str, dict[str, Any]], gone: Collection[str] = ()) -> None:
    """Add a link for each WARC file that was `found` (Chain.digest_new), and for those `gone` that were pruned. In a
    transaction of `monitor.store.database.writing`."""
    chain = load_chain(session, home)
    for name in sorted(found.keys() - chain.archive.keys()):
        _add(session, chain, ARCHIVE, name, found[name])
    for name in sorted(set(gone) & chain.archive.keys()):
        _add(session, chain, PRUNED, name, {})


def seal_issue(session: Session, home: Path, number: int, content: dict[str, Any]) -> None:
    """Add a link for an issue as it was just written, unless the last one of the issue says the same."""
    chain = load_chain(session, home)
    if [link.content for link in chain.issues.get(number, [])[-1:]] != [content]:
        _add(session, chain, ISSUE, str(number), content)


def complete_copy(session: Session, home: Path) -> None:
    """Add to the copy what the store has more; a copy that is another chain stays as it is, for verify to tell. In a
    transaction of `writing`, so that two processes do not write it together. Raises OutputError."""
    chain = load_chain(session, home)
    if chain.lines == [link.line() for link in chain.links[: len(chain.lines)]] and len(chain.lines) < len(chain.links):
        write_file(home / COPY, "".join(f"{link.line()}\n" for link in chain.links).encode())


def load_chain(session: Session, home: Path, shared: SharedArchive | None = None) -> Chain:
    """Return the chain in the store with its copy in `home`, whose files may lie in a `shared` archive."""
    session.flush()
    rows = session.scalars(select(Seal).order_by(Seal.number)).all()
    names = tuple(each.name for each in Seal.__table__.columns)
    links = [Link(**{name: getattr(row, name) for name in names}) for row in rows]
    file = home / COPY
    try:
        lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    except (OSError, ValueError):
        lines = [""]
    files = {row.name: row for row in find_warc_files(session)} if shared else {}
    return Chain(home, links, lines, shared, files)


@dataclass(frozen=True)
class Chain:
    """The links in the store, the lines of the copy, and what they say of the files of `home`."""

    home: Path
    links: list[Link]
    lines: list[str]
    shared: SharedArchive | None = None
    files: Mapping[str, WarcFile] = field(default_factory=dict)  # of a shared archive, by name
    _found: dict[Path | str, str] = field(default_factory=dict)  # what was looked at, so that each file is hashed once

    @cached_property
    def archive(self) -> Mapping[str, Link]:
        """The link of each WARC file, by its name in the archive."""
        return {link.name: link for link in self.links if link.kind == ARCHIVE}

    @cached_property
    def issues(self) -> Mapping[int, list[Link]]:
        """The links of each issue, the oldest first."""
        found: dict[int, list[Link]] = {}
        for link in self.links:
            if link.kind == ISSUE and link.name.isdecimal():
                found.setdefault(int(link.name), []).append(link)
        return found

    @cached_property
    def elsewhere(self) -> bool:
        """Whether another machine of a shared archive writes the issues, and so has their files and the copy."""
        return self.shared is not None and not (self.home / COPY).exists()

    def check_links(self) -> Iterator[str]:
        """Yield what is wrong with the chain itself, and where its copy differs, if it is here. Behind the last issue
        other machines of a shared archive add theirs; the copy has them when this one writes again."""
        yield from walk(self.links)
        last = max((link.number for link in self.links if link.kind == ISSUE), default=0)
        kept = max(last, len(self.lines)) if self.shared else len(self.links)
        yield from () if self.elsewhere else compare(self.links[:kept], self.lines)

    def check_archived(self, name: str, everywhere: bool = False) -> Iterator[str]:
        """Yield why the WARC file `name` is not the one that was closed: the one in the home, else that in the shared
        archive; or both of them, `everywhere`."""
        link, path = self.archive.get(name), self.home / "archive" / name
        if link is None:
            yield f"存档文件不在链里：{name}"
            return
        row = self.files.get(name)
        if row and row.safe_at is None and not path.exists():
            yield f"存档文件 {name} 还没有上传，只在 {row.host} 上"
            return
        if path.exists() or self.shared is None:
            yield from self._check_file(path, f"存档文件 {name}", link, link.content["sha256"])
        if self.shared and (not path.exists() or (everywhere and row and row.safe_at)):
            yield from self._compare(name, f"共享存档里的 {name}", link, link.content["sha256"])

    def check_archive(self) -> Iterator[str]:
        """Yield what is wrong with any WARC file of the chain that was not pruned, here and in the shared archive."""
        pruned = {link.name for link in self.links if link.kind == PRUNED}
        for name in self.archive:
            if name not in pruned:
                yield from self.check_archived(name, everywhere=True)

    def unsealed(self) -> list[str]:
        """Return the closed WARC files that are not in the chain (yet), by their names in the archive."""
        found = (self.home / "archive").glob("????-??-??/*.warc.gz")
        names = (path.relative_to(self.home / "archive").as_posix() for path in found)
        return sorted(name for name in names if name not in self.archive)

    def digest_new(self) -> dict[str, dict[str, Any]]:
        """Return what the chain is to say of each of them. Raises MonitorError if one cannot be read."""
        rows = [row for name, row in self.files.items() if name not in self.archive]  # of all machines
        known = {row.name: {"sha256": row.sha256, "bytes": row.bytes} for row in rows}
        paths = {name: self.home / "archive" / name for name in self.unsealed() if name not in known}
        here = {name: {"sha256": digest_file(path), "bytes": path.stat().st_size} for name, path in paths.items()}
        return {**known, **here}

    def check_issue(self, number: int) -> Iterator[str]:
        """Yield why the files of an issue are not those that were written last, if they are to be here."""
        links = self.issues.get(number)
        if not links:
            yield f"第{number}期不在链里"
            return
        folder, files = self.home / links[-1].content["folder"], links[-1].content["files"]
        for name, digest in [] if self.elsewhere else sorted(files.items()):
            yield from self._check_file(folder / name, f"第{number}期的 {name}", links[-1], digest)

    def check_former(self, number: int) -> Iterator[str]:
        """Yield which files of former versions of an issue are neither in its folder nor kept beside as v1, v2 …"""
        for link in [] if self.elsewhere else self.issues.get(number, [])[:-1]:
            folder = self.home / link.content["folder"]
            for name, digest in sorted(link.content["files"].items()):
                places = (path for path in (folder / name, *folder.glob(f"v*/{name}")) if path.is_file())
                if not any(self._digest(path) == digest for path in places):
                    yield f"第{number}期以前一版的 {name} 不在了，或被改过（链的第 {link.number} 条，{tell(link)}）"

    def _check_file(self, path: Path, name: str, link: Link, digest: str) -> Iterator[str]:
        if path.exists():
            yield from self._compare(path, name, link, digest)
        else:
            unfinished = path.with_name(path.name + OPEN_SUFFIX).exists()
            yield f"{name} 不在了{'，只有没写完的' if unfinished else ''}：{path}"

    def _compare(self, place: Path | str, name: str, link: Link, digest: str) -> Iterator[str]:
        try:
            found = self._digest(place)
        except MonitorError as error:
            yield f"{name}：{error}"
            return
        if found != digest:
            yield f"{name} 被改过：SHA-256 是 {found[:16]}，链的第 {link.number} 条记的是 {digest[:16]}（{place}）"

    def _digest(self, place: Path | str) -> str:
        """A path is a file's here, a name that of one in the shared archive."""
        if place not in self._found:
            if isinstance(place, Path):
                self._found[place] = digest_file(place)
            elif self.shared:
                self._found[place] = self.shared.digest(place)
        return self._found[place]


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file. Raises MonitorError if it cannot be read."""
    check_file(path)
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise OutputError(f"文件读不出：{path}（{system_reason(error)}）") from error


def _add(session: Session, chain: Chain, kind: str, name: str, content: dict[str, Any]) -> None:
    link = add_link(chain.links[-1] if chain.links else None, datetime.now(UTC).isoformat(), kind, name, content)
    chain.links.append(link)
    session.add(Seal(**{each.name: getattr(link, each.name) for each in Seal.__table__.columns}))
    session.flush()
