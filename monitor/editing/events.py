"""What editors did to an issue, as events that are added and never changed, and the one fold by which every reader of
them sees the same issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from monitor.editing.edits import Edit
from monitor.exceptions import EditError
from monitor.text.zone import shanghai

PICK, DROP, TOP, RESET = "pick", "drop", "top", "reset"
EDIT, STAY, RENEW = "edit", "stay", "renew"  # an edit; of an article that changed since: print the old version, the new
UNDO, FINAL, REOPEN = "undo", "final", "reopen"
CARRY = "carry"  # nobody's: that edits were printed over a later version, noted when it was
ADD, MOVE, REMOVE, SWAP = "add", "move", "remove", "swap"  # what a PICK does to the list; without one it replaces it
JUDGE, ON, OFF = "judge", "on", "off"  # that an article is on topic, or off; the judgement itself counts in every issue
REMARK = "remark"  # words to the other editors on an article, or on an event: they change nothing
NAMES = {
    PICK: "选用", DROP: "不用", TOP: "篇数", RESET: "恢复自动", EDIT: "改动", STAY: "仍用旧版", RENEW: "改用新版",
    CARRY: "改动移到新版", UNDO: "撤销", FINAL: "定稿", REOPEN: "撤回定稿", ADD: "加选", MOVE: "移动",
    REMOVE: "取消选用", SWAP: "换用", ON: "切题", OFF: "不切题", REMARK: "备注",
}  # fmt: skip
_EVERYTHING = "everything"
_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Laid:
    """An edit laid over one version of an article (0 and 0: of the whole issue)."""

    article: int
    version: int
    edit: Edit


@dataclass(frozen=True)
class Event:
    """One thing that `editor` did. `ids` are article ids; of TOP the number, of UNDO the id of the event that is taken
    back. `op` says what a PICK or a JUDGE does, of which version STAY and RENEW speak, on which event a REMARK is; the
    words of a REMARK are its `reason`."""

    id: int
    action: str
    ids: tuple[int, ...] = ()
    op: Mapping[str, Any] = field(default_factory=dict)
    editor: str = ""
    reason: str = ""
    made_at: datetime = _UNKNOWN
    laid: Laid | None = None

    @property
    def name(self) -> str:
        """What was done, in Chinese."""
        return NAMES[self.op.get("do", self.action)]

    @property
    def touches(self) -> frozenset[str]:
        """What it changes."""
        if self.action == RESET:
            return frozenset((_EVERYTHING,))
        if self.laid:
            return frozenset((f"{self.laid.article} {self.laid.edit.block or self.laid.edit.kind}",))
        if self.action == REMARK:
            return frozenset()
        if self.action == JUDGE:
            return frozenset(f"topic {each}" for each in self.ids)
        if self.action in (STAY, RENEW):
            return frozenset(f"version {each}" for each in self.ids)
        if self.action in (PICK, DROP):
            whole = {"order"} if self.action == PICK and not self.op else set()
            return frozenset({str(each) for each in self.ids_meant} | whole)
        return frozenset((self.action,))

    @property
    def ids_meant(self) -> tuple[int, ...]:
        """The articles that it speaks of, of a SWAP the one that is taken first: `ids` of an ADD or MOVE is the whole
        list that comes of it."""
        return tuple(int(self.op[name]) for name in ("id", "for") if name in self.op) or self.ids


@dataclass(frozen=True)
class Decision:
    """What all events of an issue come to: ids to print first and in this order, ids not to print, how many, the edits,
    articles of which an old version (first) is printed though they have this one (second), who closed it."""

    picks: tuple[int, ...] = ()
    dropped: frozenset[int] = frozenset()
    top: int | None = None
    edits: tuple[Laid, ...] = ()
    stays: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    final: Event | None = None


def standing(events: Sequence[Event]) -> list[Event]:
    """Return those of `events`, the oldest first, that are not taken back; one that takes back is none of them."""
    undone: set[int] = set()
    for event in reversed(events):
        if event.action == UNDO and event.id not in undone:
            undone.update(event.ids)
    return [event for event in events if event.id not in undone and event.action != UNDO]


def remarks(events: Sequence[Event]) -> dict[int, list[Event]]:
    """Return the remarks that stand, the oldest first, by the article of which they speak."""
    found: dict[int, list[Event]] = {}
    for event in standing(events):
        for article in event.ids if event.action == REMARK else ():
            found.setdefault(article, []).append(event)
    return found


def judgements(events: Sequence[Event]) -> dict[int, bool | None]:
    """Return what `events`, the oldest first, make of the topic of each article that they judge; None: judged by none
    that stands."""
    live = {event.id for event in standing(events)}
    found: dict[int, bool | None] = {}
    for event in (each for each in events if each.action == JUDGE):
        if event.id in live:
            found[event.ids[0]] = event.op["do"] == ON
        else:
            found.setdefault(event.ids[0], event.op["before"])
    return found


def fold(events: Sequence[Event]) -> Decision:
    """Return what `events` come to, in their order: a PICK replaces the list or changes it, and takes back a drop of
    its articles; drops add up and take back picks; a RESET forgets both and the number, not the edits. No event
    fails: one that moves what is gone brings it back."""
    picks: tuple[int, ...] = ()
    dropped: set[int] = set()
    top: int | None = None
    edits: list[Laid] = []
    stays: dict[int, tuple[int, int]] = {}
    final: Event | None = None
    for event in standing(events):
        if event.action == PICK:
            picks = _picked(picks, event)
            dropped -= set(event.ids_meant) & set(picks)
        elif event.action == DROP:
            picks = tuple(each for each in picks if each not in event.ids)
            dropped |= set(event.ids)
        elif event.action == TOP:
            top = event.ids[0]
        elif event.action == RESET:
            picks, dropped, top = (), set(), None
        elif event.action == STAY:
            stays[event.ids[0]] = (int(event.op["version"]), int(event.op["against"]))
        elif event.action == RENEW:
            edits = [each for each in edits if each.article not in event.ids or each.version >= event.op["version"]]
            stays.pop(event.ids[0], None)
        elif event.action in (FINAL, REOPEN):
            final = event if event.action == FINAL else None
        elif event.laid:
            edits.append(event.laid)
    return Decision(picks, frozenset(dropped), top, tuple(edits), stays, final)


def newest_of(events: Sequence[Event], editor: str) -> Event:
    """Return the newest event of `editor` that stands. Raises EditError if there is none, or if a later one of somebody
    else rests on it."""
    live = standing(events)
    own = [event for event in live if event.editor == editor and event.action not in (FINAL, REOPEN, CARRY)]
    if not own:
        raise EditError(f"没有可以撤销的：{editor or '命令行'}在本期没有还算数的取舍和改动。")
    for later in live[live.index(own[-1]) + 1 :]:
        if later.editor != editor and _rests(later, own[-1]):
            raise EditError(f"{told(later)} 在此之后改过（{later.name}），请用 --history 查编号，逐条 --undo 编号。")
    return own[-1]


def _rests(later: Event, event: Event) -> bool:
    needs = later.touches | ({str(later.laid.article)} if later.laid else set())
    return bool(needs & event.touches) or _EVERYTHING in later.touches | event.touches


def told(event: Event) -> str:
    """Return who did `event` and when (Beijing time), in Chinese."""
    return f"{event.editor or '命令行'} {shanghai(event.made_at):%m月%d日 %H:%M}"


def _picked(picks: tuple[int, ...], event: Event) -> tuple[int, ...]:
    match event.op:
        case {"do": "add", "id": int(article)}:
            return picks if article in picks else (*picks, article)
        case {"do": "move" | "swap", "id": int(article), "place": int(place)}:
            shown = (*picks, *(each for each in event.op.get("with", ()) if each not in picks))
            rest = [each for each in shown if each not in (article, event.op.get("for"))]
            return (*rest[: place - 1], article, *rest[place - 1 :])
        case {"do": "remove", "id": int(article)}:
            return tuple(each for each in picks if each != article)
    return event.ids
