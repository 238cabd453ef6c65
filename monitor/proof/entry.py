"""The proof of one printed article: it is exactly what the recorded edits make of the page, read again from the
archive, and the page shows every line of it, whole and in order, to eyes that are not the reader's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from monitor.bulletin import Entry
from monitor.editing.edits import NAMES, Edit, Kind, apply
from monitor.exceptions import EditError
from monitor.issue_calendar import Window
from monitor.proof.differences import tell_differences
from monitor.proof.rereading import Reread, Rereader
from monitor.reading.guards import is_credible
from monitor.reading.template import Template
from monitor.store.models import Evidence
from monitor.text.markdown import Picture, read
from monitor.text.zone import shanghai
from monitor.witness.comparing import plain
from monitor.witness.views import Views

_LEFT_OUT = frozenset((Kind.CUT, Kind.PICTURE))


class Verdict(Enum):
    """What an entry is found to be; only the first two are proven."""

    AS_READ = "照登"
    EDITED = "有改动（已记录）"
    CHANGED = "读法已变"  # as it was read when it was printed; today's reader reads the page otherwise
    OLD = "旧记录"  # printed before all was kept; what was kept holds
    IMPORTED = "由往期导入"  # no page of it was ever archived
    FALSE = "不成立"


@dataclass(frozen=True)
class Claim:
    """What was printed, or is about to be, and what it is to be proven by: `pages` in their order, the `spider` that
    read them, the recorded `edits`. `window` is that of the issue. `old`: kicker, subtitle and 原标题 were not kept."""

    entry: Entry
    edits: tuple[Edit, ...]
    spider: str
    pages: tuple[Evidence, ...]
    window: Window | None
    stored: Entry | None = None  # the version that was printed, as the store has it
    partial: bool = False
    imported: bool = False
    old: bool = False
    learned: tuple[Template, ...] = ()  # the template by which it was read, if nobody wrote that


@dataclass(frozen=True)
class Proof:
    """A verdict, and one line for each thing that does not hold."""

    verdict: Verdict
    findings: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()  # the names of those that were recorded, where they hold

    @property
    def proven(self) -> bool:
        """Whether it may be said that the page says so."""
        return self.verdict in (Verdict.AS_READ, Verdict.EDITED)


def prove(claim: Claim, rereader: Rereader) -> Proof:
    """Return what `claim` is found to be. It is proven if and only if it is what the edits make of the page as it is
    read today, and the page shows it."""
    if not claim.pages:
        return Proof(Verdict.IMPORTED) if claim.imported else Proof(Verdict.FALSE, ("没有存档记录",))
    again, problems = rereader.read(claim.pages, claim.spider, claim.partial, claim.learned)
    if again is None:
        return Proof(Verdict.FALSE, problems)
    names = rereader.names(claim.spider)
    name = claim.entry.outlet if claim.entry.outlet in names else names[0]
    reading = _dated(again.entry(name), again, claim)
    try:
        expected = _nearest(claim, reading)
    except EditError as error:
        return Proof(Verdict.FALSE, (*problems, f"记录的改动与存档页面对不上：{error}"))
    differences = tuple(tell_differences(claim.entry, expected))
    if differences and _was_read_so(claim, again):
        assert claim.stored is not None
        unseen = tuple(_unseen(claim.stored, claim, again))
        return Proof(Verdict.FALSE if problems or unseen else Verdict.CHANGED, (*problems, *differences, *unseen))
    unseen = () if differences else tuple(_unseen(reading, claim, again))
    if found := (*problems, *differences, *unseen):
        return Proof(Verdict.FALSE, found)
    verdict = Verdict.OLD if claim.old else Verdict.EDITED if claim.edits else Verdict.AS_READ
    return Proof(verdict, edits=tuple(NAMES[edit.kind] for edit in claim.edits))


def _dated(reading: Entry, again: Reread, claim: Claim) -> Entry:
    """A day that cannot be is not printed (pipelines.window)."""
    fetched = shanghai(claim.pages[0].fetched_at).date()
    if claim.entry.day or not reading.day or not claim.window:
        return reading
    if is_credible(reading.day, again.item.reader, claim.window, fetched):
        return reading
    return replace(reading, day=None)


def _nearest(claim: Claim, reading: Entry) -> Entry:
    """What the edits make of `reading`, told to the reader or not, as the setting was then."""
    made = [apply(claim.edits, reading, marked) for marked in (True, False)]
    if claim.old:
        kept = {name: getattr(claim.entry, name) for name in ("kicker", "subtitle", "original_headline", "note")}
        made = [replace(each, **kept) for each in made]
    return made[1] if claim.entry == made[1] else made[0]


def _was_read_so(claim: Claim, again: Reread) -> bool:
    """Tell whether the entry is what was read when it was stored, and that reading another than today's."""
    noted, stored = claim.pages[0].reading, claim.stored
    if stored is None or not stored.digest == noted != again.entry("").digest:
        return False
    try:
        return claim.entry == _nearest(claim, replace(stored, outlet=claim.entry.outlet))
    except EditError:
        return False


def _unseen(reading: Entry, claim: Claim, again: Reread) -> Iterator[str]:
    """Yield what of `reading` the page does not show; what an edit leaves out need not be seen."""
    pages = Views(again.bodies)
    kept = apply([edit for edit in claim.edits if edit.kind in _LEFT_OUT], reading, marked=False)
    for text, name in ((kept.headline, "标题"), (kept.kicker, "引题"), (kept.subtitle, "副题")):
        if text and not pages.has_line(text):
            yield f"{name}：读作“{text}”，页面上没有这一行"
    if kept.original_headline and not pages.has_original(kept.original_headline):
        yield f"原标题：读作“{kept.original_headline}”，页面上没有这样说"
    if kept.day and not pages.has_day(kept.day, *(page.url for page in claim.pages)):
        yield f"日期：读作 {kept.day}，页面和网址都没有这一天"
    left_out = _texts_left_out(reading, claim.edits)
    for number, block in enumerate(read(kept.body), 1):
        if isinstance(block, Picture):
            if block.url and not pages.has_picture(block.url):
                yield f"第 {number} 段：读作图片 {block.url}，页面上没有"
            if block.caption and not pages.has_line(block.caption):
                yield f"第 {number} 段：读作图注“{block.caption}”，页面上没有这一行"
        elif wrong := pages.find_paragraph(block.text, left_out):
            yield f"第 {number} 段：读作“{block.text:.48}”，{wrong}"


def _texts_left_out(reading: Entry, edits: Sequence[Edit]) -> frozenset[str]:
    captions = (block.caption for block in read(reading.body) if isinstance(block, Picture))
    return frozenset(map(plain, (*captions, *(edit.before for edit in edits if edit.kind is Kind.CUT))))
