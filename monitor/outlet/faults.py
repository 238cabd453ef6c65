"""What is wrong with a list that was read: it is empty, its titles are none, it stands still, it did not end.

Each list is held against its own past. The thresholds are few and wide: a list that is told wrongly each week is soon
not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, pairwise
from math import sqrt
from statistics import median

from monitor.network.failures import describe
from monitor.outlet.lists import ListFacts

DAYS = 5  # of a window must have come: a Saturday says nothing of a week
_HALF = 0.5  # share of titles above which a list's are none, of what is usual below which it is thin
_RUNS = 3  # earlier windows that it takes to say what is usual
_SIGMAS = 3  # standard deviations of a count, which is about its square root
_MAD = 1.4826  # from the median of deviations to a standard deviation
# Days: three windows without an article. The longest holidays are of nine days, and what is slower by nature shows so
# in its past.
STILL_AT_MOST = 21
_PATIENCE = 2  # times the longest pause of its own that a list may stand still, but no longer than so many days
_LONGEST = 90
# Articles of a list that may be called still without having been seen to move: a channel whose list stands elsewhere
# shows three or four old links in its frame.
_ENOUGH = 5
_SAME = 2  # windows with the very same articles before this one


@dataclass(frozen=True)
class Past:
    """What an earlier run of the outlet, for another window, found: article links in the window, its days that had
    come, its lists by the sources' names. Of one that was not `seen` only the lists that were read are of use."""

    links: int
    days: int
    lists: Mapping[str, ListFacts] = field(default_factory=dict)
    seen: bool = True
    wanted: int = 0  # of the links those that the title gate let through


def expected(rates: Sequence[tuple[int, int]], days: int) -> tuple[float, float]:
    """Return the count that earlier windows (count, days) promise for `days`, and its standard deviation: by chance, or
    as the past itself has it if that is more. Both are 0 if the past is too short to promise anything."""
    daily = [count / come for count, come in rates if come >= DAYS]
    if len(daily) < _RUNS or days < DAYS:
        return 0.0, 0.0
    usual = median(daily)
    spread = _MAD * median(abs(each - usual) for each in daily)
    return usual * days, max(sqrt(usual * days), spread * days)


def is_thin(found: int, usual: float, deviation: float) -> bool:
    """Tell whether `found` is less than half of what is `usual`, by more than chance."""
    return found < _HALF * usual and usual - found > _SIGMAS * deviation


def find_fault(
    name: str, facts: ListFacts, past: Sequence[Past], days: int, asleep: bool = False
) -> tuple[str, str] | None:
    """Return what makes a list as good as unread, as a kind and in Chinese; None if nothing does. `past` are earlier
    windows, the latest first; `asleep` says that all lists of the outlet stand still."""
    former = [each.lists[name] for each in past if name in each.lists]
    if facts.unanswered:
        kind = "foreign" if facts.foreign else "dropped"
        return kind, describe(kind)
    if facts.answers and not facts.links:
        return "no-links", "一条文章链接也没有"
    if facts.empty and not facts.lenient:
        return "no-links", f"问了 {facts.answers} 处，{facts.empty} 处一条文章链接也没有"
    if facts.hollow > _HALF * facts.titled:
        return "hollow", f"{facts.hollow} 条链接的标题都是“{facts.hollow_title[:20]}”"
    pause = _longest_pause(former)
    if (facts.links >= _ENOUGH or pause or asleep) and stands_still(facts, min(_PATIENCE * pause, _LONGEST)):
        return "frozen", f"停在 {facts.newest}，{facts.still} 天没有新文章"
    if facts.links and not facts.newest and [each.digest for each in former[:_SAME]] == [facts.digest] * _SAME:
        return "frozen", f"文章与前 {_SAME} 期一模一样"
    usual, deviation = usual_of(name, past, days)
    if not facts.in_window and facts.answers and is_thin(0, usual, deviation):
        return "frozen", f"窗口内没有文章，往期同长约 {usual:.0f} 条"
    return None


def stands_still(facts: ListFacts, patience: int = 0) -> bool:
    """Tell whether the newest article of a list is older than any list's may be, and than `patience` (days)."""
    return bool(facts.newest) and facts.still > max(STILL_AT_MOST, patience)


def usual_of(name: str, past: Sequence[Past], days: int) -> tuple[float, float]:
    """Return the number of articles of a list that its past promises for `days` of a window, and its deviation."""
    former = [(each.lists[name], each.days) for each in past if name in each.lists]
    return expected([(facts.in_window, come) for facts, come in former if facts.answers], days)


def _longest_pause(former: Sequence[ListFacts]) -> int:
    """Days between two of the newest articles that were met one after the other, the latest window being the first: a
    list that never moved has none, so that it does not excuse itself, nor does one that went back."""
    newest = accumulate((date.fromisoformat(each.newest) for each in reversed(former) if each.newest), max)
    return max(((later - sooner).days for sooner, later in pairwise(newest)), default=0)
