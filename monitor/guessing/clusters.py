"""Links of one shape taken together: they are articles' if most are as long as headlines. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from monitor.guessing.shapes import Shape, read_shape

_HEADLINE = 9  # characters: what is shorter is the name of a section, of a place, of a person
_FEW = 3  # links from which addresses of one shape are looked at as articles'
_MOSTLY = 0.5  # share of a shape's links that have the length of headlines
_ALL = 0.9  # share of a folder's links that are short, where it is one of lists


@dataclass(frozen=True)
class Cluster:
    """Links of one shape: address → title, and what each address is made of."""

    titles: Mapping[str, str]
    shapes: Mapping[str, Shape]
    dated: bool = True

    @property
    def size(self) -> int:
        """How many links there are with the length of a headline."""
        return sum(map(is_headline, self.titles.values()))

    def without_days(self) -> Cluster:
        """The same, of addresses whose day is not that of publication."""
        return Cluster(self.titles, self.shapes, dated=False)


def is_headline(title: str) -> bool:
    """Tell whether the words of a link have the length of a headline."""
    return len(title) >= _HEADLINE


def clusters(links: Mapping[str, str]) -> list[Cluster]:
    """Return the clusters among `links` (address → title) that may be articles, the largest first."""
    grouped: defaultdict[str, dict[str, Shape]] = defaultdict(dict)
    for url in links:
        if shape := read_shape(url):
            grouped[shape.signature][url] = shape
    found = []
    for shapes in grouped.values():
        own = _without_lists(shapes, links)
        long = sum(is_headline(links[url]) for url in own)
        if long >= _FEW and long >= _MOSTLY * len(own):
            found.append(Cluster({url: links[url] for url in own}, own))
    return sorted(found, key=lambda each: -each.size)


def _without_lists(shapes: Mapping[str, Shape], links: Mapping[str, str]) -> dict[str, Shape]:
    """Those of a shape whose folders are not folders of lists."""
    by_folder: defaultdict[str, list[bool]] = defaultdict(list)
    for url, shape in shapes.items():
        by_folder[shape.folders].append(is_headline(links[url]))
    lists = {name for name, long in by_folder.items() if sum(long) < (1 - _ALL) * len(long)}
    return {url: shape for url, shape in shapes.items() if shape.folders not in lists}
