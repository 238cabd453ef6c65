"""What an editor asks for on the command line, beside the choices: words read as operations, nothing looked up yet."""

from __future__ import annotations

import argparse
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from monitor.bulletin import Entry
from monitor.editing.edits import Kind
from monitor.editing.events import ADD, EDIT, MOVE, REMOVE, RENEW, STAY, UNDO
from monitor.exceptions import MonitorError
from monitor.text.markdown import Paragraph, Picture, read

_ARTICLE = r"\s*(?P<article>[0-9]{1,18})"
_BLOCK = rf"{_ARTICLE}\s*[:：]\s*(?P<block>[0-9]{{1,4}})\s*"
_EDITS = {
    "title": (Kind.HEADLINE, rf"{_ARTICLE}\s*[:：](?P<after>.+)", "81:新标题"),
    "cut": (Kind.CUT, _BLOCK, "81:3"),
    "correct": (Kind.CORRECT, rf"{_BLOCK}[:：](?P<before>.+)=>(?P<after>.+)", "81:3:错字=>对字"),
    "hide": (Kind.PICTURE, _BLOCK, "81:4"),
    "caption": (Kind.CAPTION, rf"{_BLOCK}[:：](?P<after>.*)", "81:4:新图注"),
    "note": (Kind.NOTE, rf"{_ARTICLE}\s*[:：](?P<after>.+)", "81:编者按的话"),
    "preface": (Kind.PREFACE, r"(?P<after>.+)", "本期导语"),
}
_HELP = {
    "title": "改题", "cut": "删去一段（段号见 --show）", "correct": "更正一段里的字，须写 --reason",
    "hide": "不登一张图片", "caption": "改图注", "note": "文前加编者按", "preface": "写本期导语",
}  # fmt: skip
NEWEST = "newest"


@dataclass(frozen=True)
class Operation:
    """One thing to be done. `id` is an article, of UNDO an event (0: the editor's newest); `place` is that of a MOVE,
    from 1, of a SWAP the article whose place it takes, of a REMARK the event of which it speaks (0: none), and `after`
    its words, of an UNDO 1 if what the event took the place of is not to stand again; the rest is an EDIT's, `before`
    given for a correction alone. Of what is done to an article's topic the action is ON or OFF."""

    action: str
    id: int = 0
    place: int = 0
    kind: Kind = Kind.NOTE
    block: int = 0
    before: str = ""
    after: str = ""


def add_editing_options(parser: argparse.ArgumentParser) -> None:
    """Add what changes an issue beside the choice of its articles; each may be given several times."""
    parser.add_argument("--editor", metavar="NAME", help="谁做的，一并记录；默认环境变量 MONITOR_EDITOR")
    parser.add_argument("--add", metavar="31", action="append", default=[], help="加选一篇，别的不动")
    parser.add_argument("--remove", metavar="31", action="append", default=[], help="取消一篇的选用，别的不动")
    parser.add_argument("--move", metavar="31:1", action="append", default=[], help="把一篇移到第几位")
    for name, (_, _, example) in _EDITS.items():
        parser.add_argument(f"--{name}", metavar=example, action="append", default=[], help=_HELP[name])
    parser.add_argument("--show", metavar="81", help="列出一篇的各段，段前是段号，不写周报")
    parser.add_argument("--stay", metavar="81", action="append", default=[], help="原文有更新：仍用改动过的那一版")
    parser.add_argument("--renew", metavar="81", action="append", default=[], help="原文有更新：放弃改动，用新版")
    parser.add_argument("--undo", nargs="?", const=NEWEST, metavar="N", help="撤销自己最近的一次，或记录里的第 N 条")
    parser.add_argument("--final", action="store_true", help="写出并定稿：以后的 weekly 只抓取，不改写")
    parser.add_argument("--reopen", action="store_true", help="撤回定稿")


def read_operations(opts: argparse.Namespace) -> list[Operation]:
    """Return what the options ask for, a taking back first. Raises MonitorError for words that cannot be read."""
    found = []
    if opts.undo is not None:
        found.append(Operation(UNDO, 0 if opts.undo == NEWEST else _number(opts.undo, "--undo")))
    found += [
        Operation(action, _number(word, f"--{action}")) for action in (RENEW, STAY) for word in getattr(opts, action)
    ]
    found += [Operation(ADD, _number(word, "--add")) for word in opts.add]
    found += [Operation(REMOVE, _number(word, "--remove")) for word in opts.remove]
    for word in opts.move:
        match = re.fullmatch(rf"{_ARTICLE}\s*[:：]\s*(?P<place>[1-9][0-9]{{0,2}})\s*", word)
        if not match:
            raise MonitorError(f"--move “{word:.60}”不对，应写作 编号:位置，例如 --move 31:1。")
        found.append(Operation(MOVE, int(match["article"]), int(match["place"])))
    for name, (kind, pattern, example) in _EDITS.items():
        for word in getattr(opts, name):
            match = re.fullmatch(pattern, word, re.DOTALL)
            if not match:
                raise MonitorError(f"--{name} “{word:.60}”不对，例如 --{name} {example}。")
            given = match.groupdict()
            found.append(
                Operation(
                    EDIT,
                    int(given.get("article") or 0),
                    kind=kind,
                    block=int(given.get("block") or 0),
                    before=given.get("before") or "",
                    after=given.get("after") or "",
                )
            )
    return found


def _number(word: str, name: str) -> int:
    if not re.fullmatch(r"\s*[0-9]{1,18}\s*", word):
        raise MonitorError(f"{name} “{word:.60}”不对，应为一个编号。")
    return int(word)


def refuse_idle(operations: Sequence[Operation], picked: Collection[int], shown: Collection[int]) -> None:
    """Raise MonitorError for an article that is to be moved and is not in the issue, or to a place that the issue has
    not, or whose choice is to be taken back and nobody chose it: most likely a number is mistyped. `picked` are the
    editors' choices, `shown` what would be printed. What is taken back before may change both: then nothing is said."""
    chosen, here = set(picked), {*picked, *shown}
    for each in operations:
        if each.action == UNDO:
            return
        if each.action == MOVE and each.id not in here:
            raise MonitorError(f"编号 {each.id} 不在入选里，没有移动；要它，先加选：--add {each.id}。什么也没有改。")
        if each.action == MOVE and each.place > len(here):
            raise MonitorError(
                f"--move {each.id}:{each.place}：本期只有 {len(here)} 篇入选，没有这个位置。什么也没有改。"
            )
        if each.action == REMOVE and each.id not in chosen:
            automatic = f"是自动入选的，没有选用可取消；不要它，用 --drop {each.id}"
            why = automatic if each.id in here else "没有人选用，不用取消"
            raise MonitorError(f"编号 {each.id} {why}。什么也没有改。")
        if each.action in (ADD, MOVE):
            chosen.add(each.id)
            here.add(each.id)


def stands_at(operation: Operation, reading: Entry) -> str:
    """Return what stands in `reading` at the place of an edit."""
    if operation.kind is Kind.HEADLINE:
        return reading.headline
    blocks = read(reading.body)
    block = blocks[operation.block - 1] if 0 < operation.block <= len(blocks) else None
    match operation.kind, block:
        case Kind.CUT, Paragraph(text):
            return text
        case Kind.PICTURE, Picture(url):
            return url
        case Kind.CAPTION, Picture(_, caption):
            return caption
    return operation.before
