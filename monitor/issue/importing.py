"""Past issues into the store: what was printed before this system kept it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from monitor.backissues.issue import PastIssue
from monitor.bulletin import NO_PHOTO, Entry
from monitor.editing.events import fold
from monitor.exceptions import MonitorError
from monitor.issue_calendar import Issue
from monitor.items import ArticleItem
from monitor.proof.record import as_printed
from monitor.store.articles import IMPORTED, find_article, save
from monitor.store.choices import PICK, Decision, add_choice, find_events
from monitor.store.issues import Printed, find_issues, save_issue
from monitor.store.models import Article, PrintedIssue
from monitor.text.hygiene import text_digest, unified
from monitor.text.markdown import Picture, plain_text, read
from monitor.text.urls import Address
from monitor.topic.score import rule_digest, score

_REASON = "由往期导入"
Claim = Callable[[str], tuple[str | None, Address]]  # an address → the spider's name, if an outlet claims it, and it
Seen = Callable[[Entry], tuple[object, ...]]


@dataclass
class Imported:
    """What became of past issues: those that are stored now, those that were, and why the others are not."""

    changed: list[PastIssue] = field(default_factory=list)
    unchanged: list[PastIssue] = field(default_factory=list)
    refused: list[MonitorError] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many issues the store holds as they were told."""
        return len(self.changed) + len(self.unchanged)


def import_issues(
    session: Session, told: Iterable[tuple[Path, PastIssue]], claim: Claim, replace: bool = False
) -> Imported:
    """Store past issues, each with its file, one by one: one that is refused leaves nothing behind and holds up no
    other."""
    done = Imported()
    for path, past in told:
        try:
            with session.begin_nested():
                changed = _save(session, past, claim, replace, _told if path.suffix.lower() == ".json" else _shown)
        except MonitorError as error:
            done.refused.append(MonitorError(f"{path}：{error}"))
        else:
            (done.changed if changed else done.unchanged).append(past)
    return done


def _save(session: Session, past: PastIssue, claim: Claim, replace: bool, seen: Seen) -> bool:
    """Store a past issue and, where the store does not hold them, its articles; tell whether that changed anything.
    `seen` is what its form has of an entry. Raises MonitorError where that would `replace` what an editor chose, or
    what was printed here: its link in the chain would no longer be of what is recorded."""
    choices = find_events(session, past.issue.number)
    articles = [_article(session, entry, past.issue, claim) for entry in past.entries]
    ids = [article.id for article in articles]
    chosen = fold(choices).picks
    former = next(iter(find_issues(session, past.issue.number)), None)
    # One that was printed here is told by no file better than by its record, whoever chose its articles.
    here = former is not None and former.frame is not None and not replace
    different = _differences(former, past, ids, seen if here else None) if former else []
    if former and (here or list(chosen) == ids) and not different:
        return False
    decided = fold(choices) != Decision() and any(each.reason != _REASON for each in choices)
    if list(chosen) != ids and decided and not replace:  # what was printed was somebody's choice
        raise MonitorError(
            f"{past.issue}有编辑的取舍（scrapy bulletin {past.issue.number} --history 列出），与文件不同；"
            "这一期没有导入。要以文件为准，加 --replace，原来的取舍仍在记录里。"
        )
    if here:
        raise MonitorError(
            f"{past.issue}是这里写出的，文件与写出的不同（{'、'.join(different)}）；这一期没有导入。"
            "要以文件为准，加 --replace，verify 从此会说这一期的记录与链不符。"
        )
    save_issue(session, past.issue, past.entries, [Printed(each.id, each.version) for each in articles])
    if list(chosen) != ids:
        add_choice(session, past.issue.number, PICK, ids, _REASON)
    return True


def _differences(former: PrintedIssue, past: PastIssue, ids: Sequence[int], seen: Seen | None) -> list[str]:
    """Return in Chinese what the store holds otherwise than the issue is told, entry by entry; of one that was printed
    here, otherwise as it is `seen` in its form."""
    issue = past.issue
    if (former.day, former.since, former.until) != (issue.date, issue.window.since, issue.window.until):
        return ["日期"]
    if ids != [each.article_id for each in former.entries]:
        return ["篇目"]
    pairs = zip(map(as_printed, former.entries), past.entries, strict=True)
    return [f"《{kept.headline}》" for kept, told in pairs if kept != told and not (seen and seen(kept) == seen(told))]


def _told(entry: Entry) -> tuple[object, ...]:
    """What JSON tells of an entry: all of it."""
    return tuple(unified(str(each)) for each in astuple(entry))


def _shown(entry: Entry) -> tuple[object, ...]:
    """What every other form shows of an entry: most have but lines for its kicker, subheads and captions."""
    original = f"原标题：{entry.original_headline}" if entry.original_headline else ""
    blocks = [block.caption if isinstance(block, Picture) else block.text for block in read(entry.body)]
    lines = ("".join(unified(each).split()) for each in (entry.kicker, entry.subtitle, original, *blocks))
    text = [line for line in lines if line and line != NO_PHOTO]
    return entry.headline, entry.outlet, entry.day, entry.note, text


def _article(session: Session, entry: Entry, issue: Issue, claim: Claim) -> Article:
    spider, address = claim(entry.url)
    outlet = spider or entry.outlet
    if known := find_article(session, outlet, address.key):
        return known
    text = plain_text(entry.body)
    judged = score(entry.headline, text)
    item = ArticleItem(
        url=address.url, outlet=outlet, key=address.key, addresses=[address.url, entry.url], headline=entry.headline,
        date_published=entry.day, date_rule="printed", article_body=entry.body, reader=IMPORTED, flags=[_REASON],
        kicker=entry.kicker, subtitle=entry.subtitle, original_headline=entry.original_headline,
        text_digest=text_digest(text), score=judged.value, grade=judged.grade, reasons=list(judged.reasons),
        scored_by=rule_digest(),
    )  # fmt: skip
    return save(session, item, issue.window.until)
