"""Who had a story first: what its reprints credit, else the earliest."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from monitor.store.stories import Member
from monitor.text.hygiene import fold

_LABEL = re.compile(r"^(?:来源|稿源|转载|转自)\s*:\s*")
_TAIL = re.compile(r"(?:\(.*|[-—–|].*|(?:记者|作者|通讯员).*|(?:客户端|微信公众号|公众号|微信|微博)\S{0,40})$")
_OFFICE = re.compile(r"(?<=.{3})(?:办公厅|办公室|综合司)$")  # that signs for its body
_QUOTED = re.compile(r"[《“\"「]([^《》“”\"「」]{2,30})[》”\"」]")
# What names no outlet: the one itself, or nobody.
_NOBODY = re.compile(
    r"本[网站报刊台社](?:讯|消息|原创|记者|综合)?|原创|(?:来自|转自)?(?:互联网|网络|网上)(?:转载)?|转载|未知|佚名|其[他它]|编辑部?|(?:系统)?管理员|admin",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"[、,;/]|综合|整理")  # 综合人民网、新华网: no one of them is the original


def name_original(members: Sequence[Member], printed: Mapping[str, str], authorities: Collection[str] = ()) -> str:
    """Return the printed name of the outlet that had the story first, of `members`, the earliest first. `printed`: the
    outlets' printed names by spider name; `authorities`: the spiders of government sites. The original may be an outlet
    that is not crawled.

    A document is its issuing body's, whoever put it online first. Else a credit (来源) for another outlet counts; where
    that outlet's own article credits a third, the third is meant. Most credits win. Without one it is the earliest
    article, one that prints 原标题 last: that line marks a reprint.
    """
    if issuer := _issuer(members, printed, authorities):
        return issuer
    own = [canonical_name(printed.get(member.outlet, member.outlet)) for member in members]
    credited = [_credit(member.source) for member in members]
    points = {name: credit for name, credit in zip(own, credited, strict=True) if credit and credit != name}
    votes = Counter(_follow(name, points) for name in points.values())
    if votes:
        most = max(votes.values())
        return next(name for name in votes if votes[name] == most)
    first = min(range(len(members)), key=lambda index: (bool(members[index].original_headline), index))
    return own[first]


def _issuer(members: Sequence[Member], printed: Mapping[str, str], authorities: Collection[str]) -> str:
    """The authority whose document the story is: the one that most pages of authorities name as the issuer, be it an
    outlet or not; else it is named before 关于, or by the other authorities as the source, or alone has it. Where an
    authority credits a paper, the text is the paper's; its own departments are itself."""
    there = [member for member in members if member.outlet in authorities and member.outlet in printed]
    if not there:
        return ""
    bodies = {name: canonical_name(printed[name]) for name in authorities if name in printed}
    named = Counter(
        next((body for body in bodies.values() if _begins(member.issuer, body)), "")
        or canonical_name(_OFFICE.sub("", member.issuer.split()[0]))
        for member in there
        if member.issuer
    )
    if named:
        return max(named, key=lambda body: named[body])
    known = {*_aliases().values(), *map(canonical_name, printed.values())}
    said = {member: credit for member in there if (credit := _credit(member.source)) in known}
    if any(credit not in bodies.values() for credit in said.values()):
        return ""
    for member in members:
        heads = (before for before in [member.headline.partition("关于")[0]] if before != member.headline)
        if body := next((body for before in heads for body in bodies.values() if _begins(before, body)), ""):
            return body
    votes = Counter(said.get(member, bodies[member.outlet]) for member in there)
    return max(votes, key=lambda body: votes[body])


def _begins(issuers: str, body: str) -> bool:
    """Tell whether `body` stands first among the `issuers` before 关于: 国家卫生健康委办公厅 国家数据局综合司."""
    names = [alias for alias, name in _aliases().items() if name == body] or [fold(body)]
    return any(fold(issuers).startswith(name) for name in names)


@lru_cache(maxsize=1024)  # the outlets' names and their sources', asked for each story of a week
def canonical_name(name: str) -> str:
    """Return the one name of an outlet that has several, without a label, a channel or a reporter."""
    whole = _LABEL.sub("", unicodedata.normalize("NFKC", name).strip())
    trimmed = _TAIL.sub("", whole).strip()
    trimmed = _QUOTED.sub(r"\1", trimmed) if _QUOTED.fullmatch(trimmed) else trimmed
    return _aliases().get(fold(whole)) or _aliases().get(fold(trimmed)) or trimmed or whole


def _credit(source: str) -> str:
    name = canonical_name(source)
    known = [part for part in source.split() if fold(canonical_name(part)) in _aliases()]
    nobody = not name or _NOBODY.fullmatch(name) or _SEVERAL.search(unicodedata.normalize("NFKC", source))
    return "" if nobody or len(known) > 1 else name


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
