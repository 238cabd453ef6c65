"""What became of every link that a run listed: nothing that an outlet announced is lost without a word."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.listing.source import Link

ASKED = "asked"  # its page was asked for, and no more is known: the run was stopped
OUTSIDE = "outside"  # its address says a day outside the window
GATE = "gate"  # the title gate stopped it
OTHER_DAY = "other-day"  # its page says a day outside the window
NO_TEXT = "no-text"
LOST = "lost"  # a stage failed on it
STORED = "stored"
KNOWN = "known"  # stored by an earlier run, and not asked for again
FAILED = "failed/"  # followed by the kind (monitor.network.failures)


@dataclass
class Sighting:
    """A listed link, the name of the source that listed it first, and what became of it."""

    link: Link
    source: str
    outcome: str


class Ledger:
    """The links of one run by their articles' keys."""

    def __init__(self) -> None:
        self.sightings: dict[str, Sighting] = {}

    def enter(self, link: Link, source: str, outcome: str) -> None:
        """Enter a link when it is first met."""
        self.sightings.setdefault(link.address.key, Sighting(link, source, outcome))

    def outcome(self, key: str) -> str:
        """Return what became of a link, empty if it was not met."""
        return self.sightings[key].outcome if key in self.sightings else ""

    def settle(self, key: str, outcome: str) -> None:
        """Say what became of a link; of an article that was not listed nothing is kept."""
        if key in self.sightings:
            self.sightings[key].outcome = outcome
