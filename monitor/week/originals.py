"""Who had a story first: what its reprints credit, else the earliest."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from monitor.store.stories import Member
from monitor.text.hygiene import fold

_LABEL = re.compile(r"^(?:来源|稿源|转载|转自)\s*:\s*")
_TAIL = re.compile(r"(?:\(.*|[-—–|].*|(?:记者|作者|通讯员).*|(?:客户端|微信公众号|公众号|微信|微博)\S{0,40})$")
_SEVERAL = re.compile(r"[、,;/]|综合|整理")  # 综合人民网、新华网: no one of them is the original


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
    """Return the one name of an outlet that has several, without a label, a channel or a reporter."""
    whole = _LABEL.sub("", unicodedata.normalize("NFKC", name).strip())
    trimmed = _TAIL.sub("", whole).strip()
    return _aliases().get(fold(whole)) or _aliases().get(fold(trimmed)) or trimmed or whole


def _credit(source: str) -> str:
    name = canonical_name(source)
    known = [part for part in source.split() if fold(canonical_name(part)) in _aliases()]
    return "" if not name or _SEVERAL.search(unicodedata.normalize("NFKC", source)) or len(known) > 1 else name


def _follow(name: str, points: Mapping[str, str]) -> str:
    seen = {name}
    while (further := points.get(name)) and further not in seen:
        seen.add(further)
        name = further
    return name


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    table = tomllib.loads((files("monitor.week") / "outlet_names.toml").read_text("utf-8"))["aliases"]
    return {fold(alias): name for name, others in table.items() for alias in (name, *others)}
