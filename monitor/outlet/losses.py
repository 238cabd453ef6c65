"""What a list that fell away costs the week: a pure function from what the others announce, now and before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median
from typing import Any

from monitor.outlet.faults import Past
from monitor.outlet.lists import ListFacts

# Articles that an outlet took back: one or two are daily bread, more are a sign.
_TAKEN_BACK = ("not-found", "redirected", "http-404", "http-410")
_PARDONED = 2
# Kinds of failure by which a list is not there any more; all others may be gone tomorrow, or hide what is there.
GONE = frozenset(("http-404", "http-410", "redirected"))
_SIGMAS = 2  # standard deviations of a count, about its square root, below which a week is no smaller than usual
_HALF = 0.5  # share of a week without which the outlet as a whole is broken
_FELT = 1  # articles of a health section that only it had: each is likely one for the bulletin


@dataclass(frozen=True)
class Looked:
    """What discovery did in a run: whether it came to an end (a front page answered, nothing promising was left), and
    how many health sections with articles of the window it met."""

    complete: bool = False
    health: int = 0


@dataclass(frozen=True)
class Losses:
    """`excused` are the lists that are gone and not missed, `felt` those whose articles may be missing, `new` those of
    the excused that were still there in the window before. `missing` is the share of the week's articles that may be
    missing, 0 if none is; None if it cannot be told. `articles` are their number, where it can."""

    excused: frozenset[str] = frozenset()
    felt: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()
    missing: float | None = 0.0
    articles: float = 0.0

    @property
    def explained(self) -> frozenset[str]:
        """The lists whose failure does not break the outlet: they are not missed, or it is known how much they are, and
        that is less than half of the week."""
        return self.excused | self.felt if 0 < (self.missing or 0) <= _HALF else self.excused


def losses_of_run(
    count: Mapping[str, Any],
    failed: Mapping[str, Collection[str]],
    faults: Mapping[str, tuple[str, str]],
    lists: Mapping[str, ListFacts],
    past: Sequence[Past],
    days: int,
    at_most: float,
) -> Losses:
    """Return what the lists cost that gave nothing at all in a run with the counters `count` (without their prefix):
    those that `failed` (kind → names) without an answer, and those that a fault makes as good as unread (name → kind,
    words). One that is optional has no say unless it was seen to have had articles of its own, or is a health section
    that is gone for certain."""
    kinds = {name: kind for kind, names in failed.items() for name in names}
    dead = {name: kind for name, kind in kinds.items() if name not in lists or not lists[name].answers}
    dead |= {name: kind for name, (kind, _) in faults.items()}

    def counts(name: str, kind: str) -> bool:
        if f"listing/failed/{name}:{kind}" in count or (name in faults and not lists[name].optional):
            return True
        return bool(_promise(name, past, days)) or (kind in GONE and _is_health(name, lists))

    wanted = count.get("links/in_window", 0) - count.get("gate/stopped", 0) - count.get("gate/hints", 0)
    looked = Looked(bool(count.get("discovery/complete")), count.get("discovery/health", 0))
    counted = {name: kind for name, kind in dead.items() if counts(name, kind)}
    return weigh_losses(counted, lists, past, days, wanted, looked, at_most)


def weigh_losses(
    dead: Mapping[str, str],
    lists: Mapping[str, ListFacts],
    past: Sequence[Past],
    days: int,
    wanted: int,
    looked: Looked,
    at_most: float,
) -> Losses:
    """Return what the lists in `dead` (name → kind of failure) cost a week of which `days` have come, in which the
    outlet's `lists` announced `wanted` articles that the title gate let through.

    The question is whether articles may be missing, not whether an address still answers: an outlet renames a
    section, and the front page and the rolling news go on announcing what stands in it. So each dead list is held
    against what **only it** announced before (`ListFacts.alone`, the median of the windows in which it answered),
    less what its successors among the found lists (`ListFacts.successor`: they announce what it used to) have
    announced alone in this run; a found list that is none adds to the week, but makes up for nothing. To this comes
    what all lists together lack of their usual number, if that is more than two standard deviations: two lists that
    stood in for each other have nothing alone, and are missed only when both are gone. Where no list announces
    anything of the window, nothing is excused. A loss of at most `at_most` of the week is none, but in a health
    section every article counts.

    Without a past nothing says what a list had. It is excused if it is gone for certain (GONE), if discovery has looked
    at all that the outlet's own pages lead to, and if other lists announce articles of the window; of a health section
    one of those must be of health. Where that is all that is known, and every declared list is gone, `missing` is None:
    what was found may be all, or half.

    Limits. A section that moved where no page leads is not found, and without a past not missed. A list is judged by
    the gate's words: what it would have announced under a title without any is counted as no loss. A list that has been
    gone for longer than the windows that are remembered has no past any more.
    """
    living = [facts for name, facts in lists.items() if name not in dead and facts.in_window]
    found = [facts for facts in living if facts.found and facts.alone > 0]
    regained = sum(facts.alone for facts in found if facts.successor)
    # What other found lists have is more than was ever looked for. A probe asks for fewer articles than lists have.
    wanted = max(0, wanted - sum(facts.alone for facts in found if not facts.successor))
    promises = {name: _promise(name, past, days) if living else None for name in dead}
    known = {name: number for name, number in promises.items() if number is not None}
    unknown = {name for name in dead if name not in known}
    unseen = {name for name in unknown if not _is_replaced(name, dead[name], lists, living, looked)}
    own = sum(known.values())
    left = max(0.0, own - regained)
    loss = max(left, _lacking(past, days, wanted)) if dead else 0.0
    missing = loss / (loss + wanted) if loss else 0.0
    health = {name for name, number in known.items() if number >= _FELT and _is_health(name, lists)}
    felt = (
        {name for name, number in known.items() if number} if missing > at_most or (health and left >= _FELT) else set()
    )
    if missing > at_most and not felt:  # nothing alone, but together they are missed
        felt = set(known)
    firm = {name for name, facts in lists.items() if not facts.optional}
    nothing_declared = bool(firm) and firm <= set(dead) and bool(unknown - unseen)
    excused = frozenset(set(dead) - felt - unseen)
    return Losses(
        excused=excused,
        felt=frozenset(felt | unseen),
        new=frozenset(name for name in excused if not _was_dead(name, past)),
        missing=None if unseen or (nothing_declared and not felt) else missing if felt else 0.0,
        articles=loss if felt else 0.0,
    )


def share_unread(read: int, failed: Counter[str]) -> float:
    """Return the share of articles that could not be read, of these and those that were `read`, or are known from an
    earlier run. `failed` counts them by kind."""
    gone = sum(failed[kind] for kind in _TAKEN_BACK)
    missing = failed.total() - (gone if gone <= _PARDONED else 0)
    return missing / (read + failed.total()) if missing else 0.0


def _promise(name: str, past: Sequence[Past], days: int) -> float | None:
    """How many articles only this list would have announced in `days`, by its past; None if that says nothing."""
    former = [(each.lists[name], each.days) for each in past if name in each.lists]
    rates = [facts.alone / come for facts, come in former if facts.answers and facts.alone >= 0 and come]
    return median(rates) * days if rates else None


def _lacking(past: Sequence[Past], days: int, wanted: int) -> float:
    """How many articles all lists together lack of what is usual, if it is more than chance."""
    rates = [each.wanted / each.days for each in past if each.seen and each.days]
    usual = median(rates) * days if rates else 0.0
    return usual - wanted if usual - wanted > _SIGMAS * sqrt(usual) else 0.0


def _is_replaced(
    name: str, kind: str, lists: Mapping[str, ListFacts], living: Sequence[ListFacts], looked: Looked
) -> bool:
    others = looked.health or any(facts.health for facts in living) if _is_health(name, lists) else living
    return kind in GONE and looked.complete and bool(others)


def _is_health(name: str, lists: Mapping[str, ListFacts]) -> bool:
    return name in lists and lists[name].health


def _was_dead(name: str, past: Sequence[Past]) -> bool:
    """Tell whether the list was asked in the window before and did not answer: then it was told."""
    return bool(past) and name in past[0].lists and not past[0].lists[name].answers
