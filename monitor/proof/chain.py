"""A chain of hashes: each link says what a file or an issue was when it was written, and holds the hash before it.

Who changes, removes or moves one must change all behind it, and the last hash, which may lie elsewhere (SECURITY.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest
from typing import Any

from monitor.files import digest_of

ARCHIVE, ISSUE, PRUNED = "archive", "issue", "pruned"  # kinds of links
_NOTHING = "0" * 64  # before the first link


@dataclass(frozen=True)
class Link:
    """`number` from 1; `made_at` UTC, ISO 8601; `name` of the WARC file in the archive, or the issue's number;
    `content` what was written: hashes, SHA-256 in hexadecimal digits; `hash` that of all else."""

    number: int
    made_at: str
    kind: str
    name: str
    content: dict[str, Any]
    previous: str
    hash: str

    @property
    def right_hash(self) -> str:
        """The hash that the link must bear."""
        return digest_json({name: value for name, value in asdict(self).items() if name != "hash"})

    def line(self) -> str:
        """Return the link as a line of the copy."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def digest_json(value: Any) -> str:
    """Return the SHA-256 of a JSON value, whatever the order of its names."""
    return digest_of(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


def add_link(last: Link | None, made_at: str, kind: str, name: str, content: dict[str, Any]) -> Link:
    """Return the link behind `last`."""
    number, previous = (last.number + 1, last.hash) if last else (1, _NOTHING)
    link = Link(number, made_at, kind, name, content, previous, "")
    return Link(**{**asdict(link), "hash": link.right_hash})


def read_line(line: str) -> Link | None:
    """Return the link that a line of the copy holds, None if it is none."""
    try:
        link = Link(**json.loads(line))
        return link if isinstance(link.content, dict) and isinstance(link.number, int) else None
    except (ValueError, TypeError, RecursionError):
        return None


def walk(links: Sequence[Link]) -> Iterator[str]:
    """Yield what is wrong with the chain in the store, in Chinese, link by link."""
    previous, due = _NOTHING, 1
    for link in links:
        if link.number > due:
            yield f"链少了第 {due}{f'—{link.number - 1}' if link.number - 1 > due else ''} 条"
        elif link.number < due:
            yield f"链的次序乱了：第 {link.number} 条在第 {due} 条该在的地方"
        if link.hash != link.right_hash:
            hashes = f"散列应为 {link.right_hash[:16]}，记的是 {link.hash[:16]}"
            yield f"链的第 {link.number} 条（{tell(link)}）内容被改过：{hashes}"
        if link.previous != previous and link.number <= due:
            yield f"链的第 {link.number} 条（{tell(link)}）不接前一条：前一条被改写或换过，应接 {previous[:16]}"
        previous, due = link.hash, link.number + 1


def compare(links: Sequence[Link], lines: Sequence[str]) -> Iterator[str]:
    """Yield where the copy beside the files is not the chain in the store."""
    copies = [read_line(line) for line in lines]
    if len(copies) < len(links) and copies == list(links[: len(copies)]):
        yield f"链的副本只到第 {len(copies)} 条，库里有 {len(links)} 条：写出时中断过，或副本被删短"
        return
    if len(copies) > len(links) and copies[: len(links)] == list(links):
        yield f"库里的链只到第 {len(links)} 条，副本有 {len(copies)} 条：库里的被删过"
        return
    for place, (link, copy) in enumerate(zip_longest(links, copies), 1):
        if link != copy:
            theirs = tell(copy) if copy else "没有" if place > len(copies) else "读不出"
            yield f"库与副本的第 {place} 条不同：库里是{tell(link) if link else '没有'}，副本是{theirs}"


def tell(link: Link) -> str:
    """Return in Chinese what a link is of."""
    what = {ARCHIVE: "存档 {}", PRUNED: "到期删除的存档 {}", ISSUE: "第{}期"}.get(link.kind, "{}").format(link.name)
    return f"{what}，{link.made_at[:19]}"


def tell_head(links: Sequence[Link]) -> str:
    """Return the line by which a centre deposits the chain elsewhere."""
    last = links[-1]
    return f"zhoubao chain {last.number} {last.made_at[:19]}Z sha256 {last.hash}"
