"""What became of every link that a run listed: nothing that an outlet announced is lost without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from monitor.listing.source import Link

ASKED = "asked"  # its page was asked for; at the close of a run none is left so
INTERRUPTED = "interrupted"  # the run was stopped before its page came
AT_MOST = "at-most"  # not asked for: ARTICLES_AT_MOST others were
OUTSIDE = "outside"  # its address, or the list, says a day outside the window
GATE = "gate"  # the title gate stopped it
OTHER_DAY = "other-day"  # its page says a day outside the window
NO_TEXT = "no-text"
NO_NEWS = "no-news"  # an advertisement, a notice, a page of pictures or a film
LOST = "lost"  # a stage failed on it
STORED = "stored"
KNOWN = "known"  # stored by an earlier run, and not asked for again
DROPPED = "dropped/"  # never sent, or never answered to the spider; followed by the kind
FAILED = "failed/"  # followed by the kind (monitor.network.failures)


@dataclass
class Sighting:
    """A listed link, the name of the source that listed it first, and what became of it."""

    link: Link
    source: str
    outcome: str
    chance: float | None = None  # that it is on topic, where the gate stopped it


class Ledger:
    """The links of one run by their articles' keys."""

    def __init__(self) -> None:
        self.sightings: dict[str, Sighting] = {}
        self.hints: set[str] = set()  # keys of the links that the title gate let through on a hint

    def enter(self, link: Link, source: str, outcome: str) -> None:
        """Enter a link when it is first met."""
        self.sightings.setdefault(link.address.key, Sighting(link, source, outcome))

    def outcome(self, key: str) -> str:
        """Return what became of a link, empty if it was not met."""
        return self.sightings[key].outcome if key in self.sightings else ""

    def is_stopped(self, key: str) -> bool:
        """Tell whether the title gate stopped a link."""
        return self.outcome(key) == GATE

    def is_wanted(self, key: str) -> bool:
        """Tell whether the title gate let a link through for what its title says, and not on a hint alone."""
        return not self.is_stopped(key) and key not in self.hints

    def settle(self, key: str, outcome: str, chance: float | None = None) -> None:
        """Say what became of a link, and with what `chance` (0–1) it was on topic where that decided; of an article
        that was not listed nothing is kept."""
        if key in self.sightings:
            self.sightings[key].outcome, self.sightings[key].chance = outcome, chance

    def close(self, finished: bool, foreign: Callable[[str], bool], spent: str = "") -> Counter[str]:
        """Settle what is still asked for at the close of a run, and return how many links were dropped, by kind. Where
        a bound of its budget was reached, they failed by that (`spent`, a kind of failure). Where the run has
        `finished`, all requests were answered, so something in between has dropped these without a word (Scrapy's
        offsite and other filters do): "foreign" if its address is (`foreign` tells), else "dropped"."""
        dropped: Counter[str] = Counter()
        for each in self.sightings.values():
            if each.outcome != ASKED:
                continue
            if spent:
                each.outcome = f"{FAILED}{spent}"
                dropped[spent] += 1
                continue
            if not finished:
                each.outcome = INTERRUPTED
                continue
            kind = "foreign" if foreign(each.link.url) or foreign(each.link.address.url) else "dropped"
            each.outcome = f"{DROPPED}{kind}"
            dropped[kind] += 1
        return dropped
