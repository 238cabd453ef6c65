"""The verdicts on an outlet's run or week: their names, words and order; and what people are told with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.network.failures import NO_ARCHIVE, NO_STORE, TOO_LONG, describe
from monitor.outlet.lists import ListFacts
from monitor.outlet.losses import GONE, Losses

OK, SILENT, THIN, PARTIAL = "ok", "silent", "thin", "partial"
BLOCKED_VERDICT, BROKEN, NOT_RUN = "blocked", "broken", "not-run"
MEANING = {
    OK: "正常",
    SILENT: "无切题",
    THIN: "偏少",
    PARTIAL: "不全",
    BLOCKED_VERDICT: "被拦截",
    BROKEN: "故障",
    NOT_RUN: "未运行",
}
DEFINITIONS = {
    OK: "列表都读出，有切题文章",
    SILENT: "列表都读出，没有切题文章",
    THIN: "窗口内的链接不到自己往期中位数的一半，且相差超出偶然（三倍标准差）；个别列表如此也算",
    PARTIAL: "只看到部分：有列表没有翻完，用完了一次运行的限额，没有读到的文章超过设置 MISSING_AT_MOST 的比例，或少了"
    "一个列表，往期只有它列出的文章超过这个比例（健康栏目的，一篇也算）",
    BLOCKED_VERDICT: "取不到，且多为防爬验证、403、412、429、521 或 robots.txt",
    BROKEN: "有列表读不出、空着、停住不动或标题都是占位文字，别的列表又不见得补得上；一条链接也没有，半数以上文章"
    "取不到或只有通用提取器读得出，程序异常或中途停止，或它的模块装不上",
    NOT_RUN: "本期没有运行过，或没有运行完",
}
WORST_FIRST = (BROKEN, BLOCKED_VERDICT, NOT_RUN, PARTIAL, THIN, SILENT, OK)
SEEN = frozenset((OK, SILENT, THIN))  # verdicts on which the outlet's week can be relied
# Causes that are no page's.
_GENERAL = frozenset(
    ("start", NO_STORE, NO_ARCHIVE, "unfinished", "exception", "lost", "last-rung", "mostly-last-rung", "no-listing")
) | {"no-link", "no-text", "dates", TOO_LONG}
_GONE = frozenset(map(describe, GONE))
_NAMED = 3  # lists in one line; all stand in `scrapy health --lists`


@dataclass
class Findings:
    """What is wrong with a run. `articles` are the articles that failed, by kind; `failed` the names of the lists that
    failed, by kind; `faults` what makes a list that was read as good as unread (kind, words), by name; `thin` the words
    for what is less than usual."""

    lists: Mapping[str, ListFacts]
    articles: Counter[str]
    causes: Counter[str] = field(default_factory=Counter)
    failed: dict[str, set[str]] = field(default_factory=dict)
    faults: dict[str, tuple[str, str]] = field(default_factory=dict)
    thin: list[str] = field(default_factory=list)
    spent: frozenset[str] = frozenset()  # which bounds of a run's budget were reached
    missing: float = 0.0
    losses: Losses = field(default_factory=Losses)
    learned: Counter[str] = field(default_factory=Counter)  # templates, again (pages read again), dropped

    @property
    def cut(self) -> list[ListFacts]:
        """The lists that went on behind the last page that may be asked for."""
        return [facts for facts in self.lists.values() if facts.cut]


def remark(found: Findings) -> list[str]:
    """Return what people are told. That a run was thin is told where nothing explains it."""
    told = found.spent - set(found.articles) - set(found.failed)  # the others are told with their numbers
    causes = [kind for kind in sorted({*found.causes, *told}) if kind in _GENERAL or kind in told]
    notes = [] if found.causes else list(found.thin)
    notes += [describe(kind) for kind in causes]
    if found.missing:
        notes.append(f"约 {found.missing:.0%} 的文章没有读到")
    notes += _told_of_losses(found)
    by_words: dict[str, set[str]] = {describe(kind): set(names) for kind, names in sorted(found.failed.items())}
    for name, (_, words) in sorted(found.faults.items(), key=lambda each: each[1][1]):
        by_words.setdefault(words, set()).add(name)
    for words, names in by_words.items():
        if new := names & found.losses.new:
            what = "请改声明：列表 {}（{}）已经没有" if words in _GONE else "列表 {}（{}）没有读到"
            made_up = "" if found.losses.missing is None else "，其余列表补得上"
            notes.append(what.format(_labels(found, new), words) + made_up)
        if others := names - found.losses.excused:
            notes.append(f"列表 {_labels(found, others)}（{words}）")
    for facts in found.cut:
        how_far = f"，只到 {facts.reached}" if facts.reached else ""
        share = f"，约 {facts.unreached:.0%} 的日子没有列到" if facts.unreached else ""
        notes.append(f"列表 {facts.label}（翻到第 {facts.cut} 页还没有翻完{how_far}{share}）")
    if found.learned["templates"]:
        counts = found.learned["templates"], found.learned["again"]
        notes.append("模板读不出的页面，学到读法 {} 种，重读 {} 页".format(*counts))
    if found.learned["dropped"]:
        notes.append(f"学到的读法有 {found.learned['dropped']} 种已不适用，停用了")
    return notes + [f"文章 {number} 篇（{describe(kind)}）" for kind, number in sorted(found.articles.items())]


def _told_of_losses(found: Findings) -> list[str]:
    """How much of the week was announced, and what else was read for it."""
    losses, notes = found.losses, []
    if losses.felt and losses.missing:
        felt = _labels(found, set(losses.felt))
        notes.append(
            f"部分：约看到一周的 {1 - losses.missing:.0%}，列表 {felt} 往期独有的约 {losses.articles:.0f} 条没有列到"
        )
    elif losses.missing is None and not found.causes:
        what = (
            f"列表 {_labels(found, set(losses.felt))} 没有了" if losses.felt else "声明的列表都没有了，读的是找到的列表"
        )
        notes.append(f"部分：{what}，没有往期可比，缺多少不知道")
    helping = {name for name, facts in found.lists.items() if facts.found and facts.alone > 0}
    if helping:
        alone = sum(found.lists[name].alone for name in helping)
        notes.append(f"另读找到的列表 {_labels(found, helping)}，只在那里的 {alone} 条")
    return notes


def _labels(found: Findings, names: set[str]) -> str:
    labels = sorted(_label(found.lists[name]) if name in found.lists else name for name in names)
    return "、".join(labels[:_NAMED]) + (f" 等 {len(labels)} 个" if len(labels) > _NAMED else "")


def _label(facts: ListFacts) -> str:
    return f"{facts.label} → {facts.led}" if facts.led else facts.label


def rank(verdict: str) -> int:
    """Return how bad `verdict` is, 0 being the best: whether anything of a sound outlet is on topic is no matter of
    how well it was looked at."""
    return 0 if verdict in (OK, SILENT) else WORST_FIRST[::-1].index(verdict)
