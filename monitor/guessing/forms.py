"""Address forms induced from clusters of links, as regular expressions. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from monitor.guessing.clusters import Cluster
from monitor.guessing.shapes import AGAIN, DAY, FOLDERS, MARK, NUMBER, SLUG, WORD, Part, read_shape
from monitor.text.urls import AddressForm

_DIGITS = 5  # of a number that no other section and no other day has; a shorter one may begin anew
_HOSTS = 3  # that are written out; of more there may be others
_REFUSED = 8  # folders of lists that a form names
_FOLDER = r"[A-Za-z_][\w-]*/"


def to_form(
    cluster: Cluster, others: Collection[str] = (), number: int = 0, hosts: Sequence[str] = (), by_day: bool = False
) -> AddressForm:
    """Return the form of a cluster's addresses. `others` are addresses that it must not take, those of lists; `number`
    says how many forms come before it: the keys of a further one have a mark. `hosts` are the outlet's domains.
    `by_day`: its numbers may begin anew each day, as a paper's."""
    shapes = list(cluster.shapes.values())
    columns = list(zip(*(shape.parts for shape in shapes), strict=True))
    queries = list(zip(*(shape.query for shape in shapes), strict=True))
    every = [*columns, *queries]
    at = _find_id(every)
    alone = not by_day and _tells_alone(every, at, cluster)
    writer = _Writer(at, alone, cluster.dated)
    path = "".join(writer.write(place, column) for place, column in enumerate(columns))
    if queries:
        path += r"\?" + "&".join(writer.query(len(columns) + n, column) for n, column in enumerate(queries))
    path = _refusing(path, columns, others)
    paged = alone and not number and not queries and path.endswith(writer.ending) and every[at][0].kind == NUMBER
    key = "{id}" if alone else "-".join("{" + name + "}" for name in writer.names)
    key = f"{chr(ord('a') + number)}-{key}" if number else key
    host = _host([shape.host for shape in shapes], hosts)
    scheme = "https" if _mostly(url.startswith("https:") for url in cluster.titles) else "http"
    end = writer.ending
    if paged and end:
        stem = path.removesuffix(end)
        pattern = rf"^https?://(?P<host>{host})/(?P<path>{stem})(?:[_-]\d{{1,2}})?(?P<end>{end})(?:[?#]|$)"
        return AddressForm(pattern, scheme + "://{host}/{path}{end}", key)
    close = r"/?(?:[?#]|$)" if not queries else r"(?:[&#]|$)"
    return AddressForm(rf"^https?://(?P<host>{host})/(?P<path>{path}){close}", scheme + "://{host}/{path}", key)


def _mostly(said: Iterable[bool]) -> bool:
    all_said = list(said)
    return 2 * sum(all_said) > len(all_said)


def _find_id(columns: Sequence[Sequence[Part]]) -> int:
    """Which part tells one article from another: the one with the most values, of equals the last."""
    variety = [
        len({part.text for part in column}) if column[0].kind in (NUMBER, MARK, SLUG) else 0 for column in columns
    ]
    return max(range(len(columns)), key=lambda place: (variety[place], place))


def _tells_alone(columns: Sequence[Sequence[Part]], at: int, cluster: Cluster) -> bool:
    """Whether the id is one article's alone: it is long, and no two of the links share it that have other titles."""
    ids = columns[at]
    if ids[0].kind == NUMBER and min(len(_value(part)) for part in ids) < _DIGITS:
        return False
    of: defaultdict[str, set[str]] = defaultdict(set)
    for part, title in zip(ids, cluster.titles.values(), strict=True):
        of[_value(part)].add(title)
    return sum(len(titles) > 2 for titles in of.values()) <= 0.02 * len(of)


def _value(part: Part) -> str:
    return part.text.rpartition("=")[2]


class _Writer:
    """Writes the parts of addresses as a regular expression; `names` are the groups in which they differ."""

    def __init__(self, at: int, alone: bool, dated: bool) -> None:
        self._at, self._alone, self._dated = at, alone, dated
        self.names: list[str] = []
        self._year = -1  # the place of a year that is a folder
        self.ending = ""  # what follows the id, if the address ends with it

    def write(self, place: int, column: Sequence[Part]) -> str:
        """One part of a path."""
        kind, texts = column[0].kind, [part.text for part in column]
        if kind == WORD:
            written = _word(texts)
            self.ending = written if place == self._at + 1 else ""
            return written
        if kind == DAY:
            return self._day(texts)
        if kind == AGAIN:
            return r"\d{8}"
        if kind == FOLDERS:
            return self._folders(texts)
        if place == self._at:
            self.names.append("id")
            return f"(?P<id>{_values(texts)})"
        if len(set(texts)) == 1 and len(texts) > 1:
            pattern = self._of_time(place, texts[0])
            return self._named(place, pattern) if pattern else re.escape(texts[0])
        return self._named(place, _values(texts))

    def _of_time(self, place: int, text: str) -> str:
        """The pattern of a folder that is of a year, or a month, though all that was seen is of one; empty for none."""
        if re.fullmatch(r"20[12]\d(?:0[1-9]|1[0-2])?", text):
            self._year = place
            return rf"20\d{{{len(text) - 2}}}"
        beside = 0 <= self._year < place <= self._year + 2
        return r"\d{1,2}" if beside and re.fullmatch(r"0?[1-9]|1[0-2]", text) else ""

    def query(self, place: int, column: Sequence[Part]) -> str:
        """One value behind the question mark."""
        name = column[0].text.partition("=")[0]
        values = [_value(part) for part in column]
        if column[0].kind == WORD:
            return re.escape(column[0].text)
        if place == self._at:
            self.names.append("id")
            return rf"{re.escape(name)}=(?P<id>{_values(values)})"
        return (
            rf"{re.escape(name)}=[\w-]*" if self._alone else rf"{re.escape(name)}={self._named(place, _values(values))}"
        )

    def _named(self, place: int, pattern: str) -> str:
        if self._alone:
            return pattern
        name = f"n{place}"
        self.names.append(name)
        return f"(?P<{name}>{pattern})"

    def _day(self, texts: Sequence[str]) -> str:
        text = texts[0]
        if not self._dated:
            return re.sub(r"\{\w\}", lambda _: r"\\d+", text) if "{y}{m}" not in text else _plain_day(text)
        self.names += [] if self._alone else ["y", "m", "d"]
        wide = r"\d{2}" if "{m}{d}" in text or "{y}{m}" in text else r"\d{1,2}"
        last = r"\d{2}" if "{m}{d}" in text or ("{y}{m}" in text) else r"\d{1,2}"
        return text.replace("{y}", r"(?P<y>20\d{2})").replace("{m}", f"(?P<m>{wide})").replace("{d}", f"(?P<d>{last})")

    def _folders(self, texts: Sequence[str]) -> str:
        if len(set(texts)) == 1 and len(texts) > 1:
            return re.escape(texts[0]).replace("/", "/")
        pattern = f"(?:{_FOLDER})*"
        if self._alone:
            return pattern
        self.names.append(name := f"in{len(self.names)}")
        return f"(?P<{name}>{pattern})"


def _plain_day(text: str) -> str:
    return text.replace("{y}", r"20\d{2}").replace("{m}", r"\d{2}").replace("{d}", r"\d{2}")


def _word(texts: Sequence[str]) -> str:
    kinds = sorted(set(texts))
    return r"\.s?html?" if len(kinds) > 1 or re.fullmatch(r"\.s?html?", kinds[0]) else re.escape(kinds[0])


def _values(texts: Sequence[str]) -> str:
    """The values of a part, by their letters and length: of numbers a little shorter, for they grow."""
    least = min(map(len, texts))
    if all(text.isdecimal() for text in texts):
        return rf"\d{{{max(least - 1, _DIGITS - 1)},}}" if least >= _DIGITS else r"\d+"
    if all(re.fullmatch(r"[0-9a-f]+", text) for text in texts):
        return rf"[0-9a-f]{{{least},}}" if least >= 16 else "[0-9a-f]+"
    if all(re.fullmatch(r"[0-9A-Za-z]+", text) for text in texts):
        return rf"[0-9A-Za-z]{{{max(least - 2, 6)},}}"
    return r"[\w-]{8,}"


def _refusing(path: str, columns: Sequence[Sequence[Part]], others: Collection[str]) -> str:
    """`path` without what would take addresses of lists: by their folders, as few as they are."""
    if not columns or columns[0][0].kind != FOLDERS:
        return path
    taken = [url for url in others if re.match(rf"https?://[^/]+/{path}(?:[?#]|$)", url)]
    own = {part.text for part in columns[0]}
    folders = Counter(shape.parts[0].text for url in taken if (shape := read_shape(url)))
    names = [name for name, _ in folders.most_common() if name not in own]
    if not names:
        return path
    if len(names) <= _REFUSED:
        return f"(?!{'|'.join(map(re.escape, names))})" + path
    literal = "|".join(map(re.escape, sorted(own)))
    return path.replace(f"(?:{_FOLDER})*", f"(?:{literal})", 1)


def _host(met: Sequence[str], domains: Sequence[str]) -> str:
    counted = Counter(met)
    if len(counted) <= _HOSTS:
        names = "|".join(re.escape(host).replace(r"\-", "-") for host in sorted(counted))
        return names if len(counted) == 1 else f"(?:{names})"
    domain = next((name for name in domains if all(f".{host}".endswith(f".{name}") for host in counted)), "")
    return rf"(?:[a-z0-9-]+\.)*{re.escape(domain)}" if domain else f"(?:{'|'.join(map(re.escape, sorted(counted)))})"
