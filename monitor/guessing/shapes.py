"""The shape of an address: which of its parts are a day, numbers, names of folders, and which the same in all. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from monitor.text.urls import LONGEST, host_of, tidied

# Kinds of parts. A mark is what a number or a word cannot be: long, of letters and digits; a slug is a title in Latin
# letters.
FOLDERS, DAY, AGAIN, NUMBER, MARK, SLUG, WORD = "D", "T", "S", "N", "X", "L", "W"
_DAY = re.compile(
    r"(?<!\d)(?P<y>20\d\d)(?:(?P<s>[-_/])(?P<m>\d{1,2})(?P<t>[-_/]?)(?P<d>\d\d)"
    r"|(?P<s1>[-_/])(?P<m1>\d{1,2})(?P<t1>[-_/])(?P<d1>\d)"
    r"|(?P<m2>\d\d)(?P<t2>[-_/]?)(?P<d2>\d\d))(?:(?!\d)|(?<=\d{8})(?=\d{4,12}(?!\d)))"
)
_UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_PART = re.compile(rf"(?P<x>{_UUID}|[0-9A-Za-z]{{8,}})|(?P<n>\d+)|(?P<w>[A-Za-z]+|[^0-9A-Za-z]+)")
_CHANGES = re.compile(r"(?<=\d)(?=[A-Za-z])|(?<=[A-Za-z])(?=\d)")
_HEX = re.compile(r"[0-9a-f]{20,}")
_ENDING = re.compile(r"\.(?:s?html?|jhtml|aspx?|php|jspx?|do)$")
_SLUG = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+){2,}")
_COUNTED = re.compile(r"[A-Za-z]+(?:[-_][A-Za-z]+)?[-_]\d{5,}")  # newsDetail_forward_123456: a name with a number
_FOLDER = re.compile(r"[A-Za-z_][\w-]*")
_TELLING = re.compile(r"\d|[0-9A-Za-z-]{8,}")  # what tells one article from the others of its day


@dataclass(frozen=True)
class Part:
    """One part of an address: its kind, and what stands there. Of a day the text is a format: `{y}-{m}/{d}`; of a value
    behind a question mark it begins with the name: `id=12`."""

    kind: str
    text: str


@dataclass(frozen=True)
class Shape:
    """An address by its parts; `day` is the one that it tells. Addresses with one `signature` are of one kind."""

    host: str
    parts: tuple[Part, ...]
    day: date | None
    query: tuple[Part, ...] = ()

    @property
    def signature(self) -> str:
        """What is the same in all addresses of one kind."""
        path = "".join(_sign(part) for part in self.parts)
        return path + "?" + "&".join(_sign_query(part) for part in self.query) if self.query else path

    @property
    def folders(self) -> str:
        """The names of its folders."""
        return "/".join(part.text for part in self.parts if part.kind == FOLDERS)


def read_shape(url: str) -> Shape | None:
    """Return the shape of `url`; None where nothing in it could tell one article from another."""
    if len(url) > LONGEST or not (host := host_of(url)):
        return None
    split = urlsplit(tidied(url))
    path = split.path.lstrip("/")
    parts, day = _read_path(path)
    query = tuple(_read_query(split.query)) if split.query else ()
    telling = any(part.kind in (NUMBER, MARK, SLUG) for part in parts)
    if query and (telling or not any(part.kind in (NUMBER, MARK) for part in query)):
        query = ()  # of an address that tells in its path the rest counts who came from where
    return Shape(host, tuple(parts), day, query) if telling or query else None


def _sign(part: Part) -> str:
    if part.kind == WORD:
        return re.sub(r"\.s?html?$", ".html", part.text)
    return f"<{part.text}>" if part.kind == DAY else f"<{part.kind}>"


def _sign_query(part: Part) -> str:
    return part.text if part.kind == WORD else f"{part.text.partition('=')[0]}=<{part.kind}>"


def _read_query(query: str) -> Iterator[Part]:
    for name, value in parse_qsl(query, keep_blank_values=True):
        kind = NUMBER if value.isdecimal() and value.isascii() else MARK if _is_mark(value) else WORD
        yield Part(kind, f"{name}={value}")


def _read_path(path: str) -> tuple[list[Part], date | None]:
    for found in _DAY.finditer(path):
        behind = path[found.end() :]
        if (day := _day_of(found)) and _TELLING.search(_ENDING.sub("", behind)):
            before = path[: found.start()]
            parts = [*_read(before, True), Part(DAY, _format_of(found)), *_read_behind(behind, day)]
            return _joined(parts), day
    return _joined([*_read(path, False)]), None


def _joined(parts: list[Part]) -> list[Part]:
    """Folders that follow one another are one part."""
    joined: list[Part] = []
    for part in parts:
        if part.kind == FOLDERS and joined and joined[-1].kind == FOLDERS:
            part = Part(FOLDERS, joined.pop().text + part.text)
        joined.append(part)
    return joined


def _day_of(found: re.Match[str]) -> date | None:
    month, day = (found[name] or found[f"{name}1"] or found[f"{name}2"] for name in ("m", "d"))
    try:
        return date(int(found["y"]), int(month), int(day))
    except ValueError:
        return None


def _format_of(found: re.Match[str]) -> str:
    if found["m2"]:
        return "{y}{m}" + found["t2"] + "{d}"
    return "{y}" + (found["s"] or found["s1"]) + "{m}" + (found["t"] or found["t1"] or "") + "{d}"


def _read_behind(text: str, day: date) -> Iterator[Part]:
    """The parts behind a day, which may be told a second time."""
    before, told, behind = text.partition(f"{day:%Y%m%d}")
    if told and not behind[:1].isdecimal() and not before[-1:].isdecimal() and re.search(r"\d", behind):
        yield from _read(before, True, within=True)
        yield Part(AGAIN, told)
        yield from _read(behind, False, within=True)
    else:
        yield from _read(text, False, within=True)


def _read(text: str, open_end: bool, within: bool = False) -> Iterator[Part]:
    """The parts of a piece of a path. `open_end`: its last word goes on behind it; `within`: its first one began before
    it."""
    *folders, last = text.split("/")
    for number, folder in enumerate(folders):
        is_last = not (last or open_end) and number == len(folders) - 1  # as WordPress closes each address
        if is_last and _is_slug(folder):
            yield from [Part(SLUG, folder), Part(WORD, "/")]
        elif number == 0 and within:
            yield from _read_word(folder)
            yield Part(WORD, "/")
        elif _FOLDER.fullmatch(folder) and not _is_mark(folder):
            yield Part(FOLDERS, folder + "/")
        else:
            yield from _read_word(folder)
            yield Part(WORD, "/")
    if last:
        yield from _read_word(last, not open_end and not (within and not folders))


def _read_word(word: str, is_file: bool = False) -> Iterator[Part]:
    stem = _ENDING.sub("", word)
    if is_file and _is_slug(stem):
        yield Part(SLUG, stem)
        word = word[len(stem) :]
    pending = ""
    for found in _PART.finditer(word):
        if found["x"] and not _is_mark(found["x"]):
            for piece in re.findall(r"\d+|[A-Za-z]+", found["x"]):
                if piece.isdecimal():
                    yield from [Part(WORD, pending)] if pending else []
                    yield Part(NUMBER, piece)
                    pending = ""
                else:
                    pending += piece
        elif found["w"]:
            pending += found["w"]
        else:
            yield from [Part(WORD, pending)] if pending else []
            yield Part(MARK if found["x"] else NUMBER, found[0])
            pending = ""
    if pending:
        yield Part(WORD, pending)


def _is_slug(word: str) -> bool:
    """Tell whether `word` is a title in Latin letters, as long as a headline's."""
    if len(word) < 12 or not _SLUG.fullmatch(word) or _COUNTED.fullmatch(word) or re.fullmatch(_UUID, word):
        return False
    return sum(map(str.isalpha, word)) > len(word) * 0.6


def _is_mark(word: str) -> bool:
    """Tell whether `word` is made by a machine: letters and digits in turn."""
    if re.fullmatch(_UUID, word):
        return True
    if not re.fullmatch(r"[0-9A-Za-z]{8,}", word) or word.isdecimal():
        return False
    return bool(_HEX.fullmatch(word)) or (len(_CHANGES.findall(word)) >= 2 and sum(map(str.isdecimal, word)) >= 2)
