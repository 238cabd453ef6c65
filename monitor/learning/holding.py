"""When a learned template no longer holds."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.learning.induction import FEWEST


@dataclass
class Tally:
    """What became of one template in one run: pages that it read, and those of them under another headline than the
    listed title."""

    answered: int = 0
    disagreed: int = 0


def holds(tally: Tally, reached: int) -> bool:
    """Tell whether a learned template may be used in the next run too; `reached` are the pages of this run that neither
    an own template nor a platform's took, and so came to the learned ones.

    It is dropped if it read FEWEST pages or more under other headlines than the lists announced, and these are more
    than half of what it read: it takes something else for the headline, or takes pages that are not its own. And it is
    dropped if FEWEST pages or more reached it and it read none: the site has changed. Fewer pages say nothing, so
    neither a thin week nor a run in which own templates read everything drops it. A template that is dropped too early,
    as that of a rare kind of page, costs little: five pages teach it again, under the same name.
    """
    if tally.disagreed >= FEWEST and tally.disagreed * 2 > tally.answered:
        return False
    return tally.answered > 0 or reached < FEWEST
