"""The numbers that Word counts itself (一、, 1., （1）): they stand in no text of the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from docx.oxml.ns import qn

_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


def chinese(number: int) -> str:
    """Return a number as lists count in Chinese: 十二, 二十."""
    if not 0 < number < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for sign, value in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


# ISO/IEC 29500-1, 17.18.59 (ST_NumberFormat); one that is not here counts in figures.
_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "decimalEnclosedCircle": lambda number: chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number),
    "decimalEnclosedCircleChinese": lambda number: chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


class Numbers:
    """Counts the lists of a document, paragraph by paragraph in its order."""

    def __init__(self, document: Any) -> None:
        self._styles = {each.get(qn("w:styleId")): each for each in document.styles.element.iter(qn("w:style"))}
        root = _numbering(document)
        elements = list(root) if root is not None else []
        self._abstract = {each.get(qn("w:abstractNumId")): each for each in elements if _is(each, "w:abstractNum")}
        self._lists = {each.get(qn("w:numId")): each for each in elements if _is(each, "w:num")}
        self._counts: dict[str, dict[int, int]] = {}  # abstract list → level → number
        self._begun: set[tuple[str, int]] = set()

    def before(self, paragraph: Any) -> str:
        """Return what Word prints before the next paragraph, empty if it counts none or has a bullet."""
        number, level = self._place(paragraph)
        entry = self._lists.get(number)
        abstract = _value(entry, "w:abstractNumId") if entry is not None else None
        if entry is None or abstract is None or abstract not in self._abstract:
            return ""
        counts = self._counts.setdefault(abstract, {})
        override = next(
            (each for each in entry.iter(qn("w:lvlOverride")) if each.get(qn("w:ilvl")) == str(level)), None
        )
        restart = _value(override, "w:startOverride")
        if restart is not None and (number, level) not in self._begun:
            counts.pop(level, None)
        self._begun.add((number, level))
        counts[level] = (
            counts[level] + 1 if level in counts else _whole(restart or self._of_level(abstract, level, "w:start"))
        )
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if self._of_level(abstract, level, "w:numFmt") in ("bullet", "none"):
            return ""
        text = self._of_level(abstract, level, "w:lvlText") or ""
        text = re.sub("%([1-9])", lambda found: self._count(abstract, counts, int(found[1]) - 1), text)
        return text + " " if re.search("[0-9a-zA-Z.)]$", text) else text

    def _count(self, abstract: str, counts: dict[int, int], level: int) -> str:
        number = counts.get(level, 1)
        return _FORMS.get(self._of_level(abstract, level, "w:numFmt") or "", str)(number)

    def _of_level(self, abstract: str, level: int, name: str) -> str | None:
        for each in self._abstract[abstract].iter(qn("w:lvl")):
            if each.get(qn("w:ilvl")) == str(level):
                return _value(each, name)
        return None

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list and the level of a paragraph, by itself or by its style; an empty list for none."""
        for properties in self._properties(paragraph):
            found = properties.find(qn("w:numPr"))
            if found is not None and _value(found, "w:numId") is not None:
                return _value(found, "w:numId") or "", _whole(_value(found, "w:ilvl") or "0", 0)
        return "", 0

    def _properties(self, paragraph: Any) -> Iterator[Any]:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return
        yield properties
        style, seen = _value(properties, "w:pStyle"), set[str]()
        while style is not None and style in self._styles and style not in seen:
            seen.add(style)
            of_style = self._styles[style].find(qn("w:pPr"))
            if of_style is not None:
                yield of_style
            style = _value(self._styles[style], "w:basedOn")


def _numbering(document: Any) -> Any:
    """The root of the part that says how lists count, None if the file has none."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _is(element: Any, name: str) -> bool:
    return bool(element.tag == qn(name))


def _value(element: Any, name: str) -> str | None:
    found = element.find(qn(name)) if element is not None else None
    value = found.get(qn("w:val")) if found is not None else None
    return str(value) if value is not None else None


def _whole(text: str | None, default: int = 1) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,4}", text) else default
