"""How a printed text and a shown one are compared: every character, but for blanks and what nobody sees."""

from __future__ import annotations

import re

from monitor.text.hygiene import STAND_INS, written

_BLANK = re.compile(
    "[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ue5e5\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+"
)
_BEYOND = re.compile("[\U00010000-\U0010ffff]")  # of each plane the last two places are no characters (Unicode 23.7)
# Figures that a page raises by its markup and print by their own characters (10<sup>2</sup>, 10²), degrees of Word's.
_RAISED = STAND_INS | str.maketrans(
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎０１２３４５６７８９°–−", "0123456789+-=()ni0123456789+-=()0123456789o--"
)
_SENTENCE = re.compile("[。！？]”?$")
_NOTICE = re.compile(
    "(?:原标题|原题|版权声明|免责声明|声明|相关阅读|相关链接|延伸阅读|推荐阅读)[:：]"
)  # no part of a text
_MARKS = "_-|｜丨—–－·•>»/"  # between a headline and the names of its site
_SENTENCE_LENGTH = 15  # characters; a line that is shorter may be a button


def plain(text: str) -> str:
    """Return `text` as it is compared here: every character, but for blanks and what nobody sees."""
    text = written(text)  # before what it stands for is taken out
    seen = _BEYOND.sub(lambda found: "" if ord(found[0]) & 0xFFFE == 0xFFFE else found[0], _BLANK.sub("", text))
    return seen.translate(_RAISED)


def is_sentence(line: str) -> bool:
    """Tell whether a line reads like a sentence of a text."""
    return len(line) >= _SENTENCE_LENGTH and _SENTENCE.search(line) is not None and not _NOTICE.match(line)


def begins_or_ends(title: str, headline: str) -> bool:
    """Tell whether a title is a headline and, behind or before it and a mark, something else."""
    if not headline or len(title) <= len(headline):
        return False
    begins = title.startswith(headline) and title[len(headline)] in _MARKS
    return begins or (title.endswith(headline) and title[-len(headline) - 1] in _MARKS)
