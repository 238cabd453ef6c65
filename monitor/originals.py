"""Who had a story first: what its reprints credit, else the earliest."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from monitor.store.stories import Member
from monitor.text import fold

_TAIL = re.compile(r"(?:[-－—–|].*|\(.*\)|客户端|微信公众号|微信|微博|公众号)$")
_SEVERAL = re.compile(r"[、,;；/]|综合|整理")  # 综合人民网、新华网: no one of them is the original


def name_original(members: Sequence[Member], printed: Mapping[str, str]) -> str:
    """Return the printed name of the outlet that had the story first, of `members`, the earliest first. `printed`: the
    outlets' printed names by spider name. The original may be an outlet that is not crawled.

    A credit (来源) for another outlet counts; where that outlet's own article credits a third, the third is meant. Most
    credits win. Without one it is the earliest article, one that prints 原标题 last: that line marks a reprint.
    """
    own = [canonical_name(printed.get(member.outlet, member.outlet)) for member in members]
    credited = [_credit(member.source) for member in members]
    points = {name: credit for name, credit in zip(own, credited, strict=True) if credit and credit != name}
    votes = Counter(_follow(name, points) for name in points.values())
    if votes:
        most = max(votes.values())
        return next(name for name in votes if votes[name] == most)
    first = min(range(len(members)), key=lambda index: (bool(members[index].original_headline), index))
    return own[first]


def canonical_name(name: str) -> str:
    """Return the one name of an outlet that has several."""
    folded = fold(name)
    trimmed = fold(_TAIL.sub("", name.strip()))
    return _aliases().get(folded) or _aliases().get(trimmed) or _TAIL.sub("", name.strip()) or name.strip()


def _credit(source: str) -> str:
    return "" if not source or _SEVERAL.search(source) else canonical_name(source)


def _follow(name: str, points: Mapping[str, str]) -> str:
    seen = {name}
    while (further := points.get(name)) and further not in seen:
        seen.add(further)
        name = further
    return name


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    table = tomllib.loads((files("monitor") / "outlet_names.toml").read_text("utf-8"))["aliases"]
    return {fold(alias): name for name, others in table.items() for alias in (name, *others)}
