"""Hygiene of Chinese text: blanks, invisible characters, mojibake."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256
from html import unescape

# Bidirectional controls and zero-width characters carry no text but can turn a line round or split a word; half of a
# surrogate pair, which JSON can hold, can be stored nowhere; the last two places of each plane and U+FDD0–FDEF are no
# characters (Unicode 23.7), and XML forbids U+FFFE and U+FFFF.
_NO_TEXT = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
# A joiner between two emoji makes one of them (Unicode TR 51, 2.3).
_EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff"
_UNSEEN = re.compile(
    f"[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc{_NO_TEXT}]"
    f"|\u200d(?![{_EMOJI}])|(?<![{_EMOJI}\ufe0f])\u200d"
)
_OBJECT = "\ufffc"  # where a picture stood in what was pasted; Python takes it for printable, and no font has it
_FOREIGN_TO_TEXT = re.compile(f"[{_NO_TEXT}]")
# Those of the further planes apart: a class with any of them takes ten times as long.
_FURTHER = re.compile("[\U00010000-\U0010ffff]")
_PLANES = range(0x10000, 0x110000, 0x10000)
_UNSEEN_FURTHER = re.compile("[" + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in _PLANES) + "]")
# A line end in the source is no blank between two wide characters, whatever blanks are around it (CSS Text 3, 4.1.3;
# Hangul keeps it). The marks that Chinese shares with Latin are wide beside a wide one.
_WIDE_ONES = "\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
_SHARED = "“”‘’…—·"
_ENDS = "\r\n\u2028\u2029"
_LINE_END = re.compile(
    rf"(?<=[{_WIDE_ONES}])[ \t\f]*[{_ENDS}][ \t\f{_ENDS}]*(?=[{_WIDE_ONES}{_SHARED}])"
    rf"|(?<=[{_SHARED}])[ \t\f]*[{_ENDS}][ \t\f{_ENDS}]*(?=[{_WIDE_ONES}])"
    rf"|(?<=[{_WIDE_ONES}][{_SHARED}])[ \t\f]*[{_ENDS}][ \t\f{_ENDS}]*(?=[{_SHARED}][{_WIDE_ONES}])"
)
# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets), and so neither a Word file nor a feed: controls,
# halves of a surrogate pair, U+FFFE and U+FFFF. (Negated classes that reach beyond U+FFFF take 15 ms to compile.)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TWICE = re.compile(
    r"&(?:nbsp|e[nm]sp|[lr][ds]quo|[mn]dash|hellip|middot|quot|apos|amp|[lg]t|times|bull|deg|#\d{2,5}|#x[0-9a-f]{2,5});",
    re.IGNORECASE,
)
_CJK = re.compile("[\u4e00-\u9fff]+")
# Kangxi's radicals are compatible with the characters; of the supplement only these look like one (Unicode 18.1).
_RADICALS = {place: unicodedata.normalize("NFKC", chr(place)) for place in range(0x2F00, 0x2FD6)} | str.maketrans(
    "⺎⺓⺝⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "兀幺月母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
)
# What Python's gb18030 and many an old CMS put into the private area, where no font has it: characters to which the
# standards of 2005 and 2022 gave places of their own (WHATWG Encoding, index gb18030; the last six: GB 18030-2022).
_PRIVATE = str.maketrans(
    "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue7c7"
    "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864\ue816\ue817\ue818\ue831\ue83b\ue855",
    "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19\u1e3f"
    "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb\U00020087\U00020089\U000200cc\U000215d7\U0002298f\U000241fe",
)
STAND_INS = _RADICALS | _PRIVATE
_STAND_IN = re.compile("[\u2e80-\u2fd5\ue78d-\ue864]")
PRIVATE_BLANK = "\ue5e5"  # 0xA3A0 of GBK, a blank in every browser (WHATWG Encoding) and a box in print
_SAMPLE = 500  # characters at the beginning, in the middle and at the end of a text that are looked at
_OFTEN = 120  # characters; a page's title and its lines are compared with each other again and again
_ENOUGH = 20  # Chinese characters below which nothing is concluded
# What UTF-8 read as Latin-1, or Big5 read as GBK, is full of: accented letters, kana, private characters.
_FOREIGN = re.compile("[\u00c0-\u00ff\u3040-\u30ff\ue000-\uf8ff]+")
_MOJIBAKE = 0.2  # Chinese characters after turning back against those before; 0.67 for mojibake, 0 for sound text
# NFKC is the dearest step of scoring. Han characters, ASCII and the usual marks are their own form or have a known
# one; most texts are in it then, and of the others only what is left is handed to it.
_WIDE = (*zip("，：；（）！？", ",:;()!?", strict=True), ("…", "..."))
_COMPATIBLE = re.compile("[^\u4e00-\u9fff\x00-\x7f。、“”‘’《》「」『』—\\s]+")
_ACCENT = re.compile("[\u0300-\u036f]")  # joins the letter before it, which is no part of such a run
_QUOTES = "“”‘’\"'「」『』《》"
_MARKS = f"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff{_QUOTES}"
_PARTNERS = dict(zip("”’」』）》】)", "“‘「『（《【(", strict=True))
_PAIRED = re.compile("[”’」』）)》】“‘「『（(《【]")
_UNCOMPARED = re.compile(f"[\\s{_MARKS}]+")
# The blanks of `\s` but the line end, written out: a class of its own is looked for eight times as fast.
_BLANKS_IN_LINE = "\t\x0b-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_UNCOMPARED_IN_LINE = re.compile(f"[{_BLANKS_IN_LINE}{_MARKS}]+")


def tidy(text: str | None) -> str:
    """Return `text` as one line: invisible and control characters gone, each run of blanks (U+3000 and U+00A0
    included, for Python's `\\s` holds them) one space, a line end between two wide characters nothing, nothing at the
    ends. `None` gives an empty string."""
    text = (text or "").strip()
    if not text:
        return ""
    if text.isprintable() and _OBJECT not in text:  # else what is unseen, and every blank but the space, is not
        return " ".join(text.split()) if "  " in text else text
    text = _UNSEEN.sub("", text).replace(PRIVATE_BLANK, " ")
    if _FURTHER.search(text):
        text = _UNSEEN_FURTHER.sub("", text)
    if any(end in text for end in _ENDS):
        text = _LINE_END.sub("", text)
    return " ".join(text.split())


def written(text: str) -> str:
    """Return `text` with references of HTML that were escaped twice (`&amp;ldquo;`, `&amp;nbsp;`) as what their editor
    meant: a browser shows them letter by letter."""
    return _TWICE.sub(_meant, text) if "&" in text else text


def _meant(reference: re.Match[str]) -> str:
    character = unescape(reference[0])
    return reference[0] if "\ufffd" in character else character


def unified(text: str) -> str:
    """Return `text` with what stands for characters as these, or nobody finds a word that is spelt with it: radicals
    (⼈, ⻅: PDF files copy so) and places of the private area."""
    return text.translate(STAND_INS) if _STAND_IN.search(text) else text


def printable(text: str) -> str:
    """Return `text` without the characters that no XML can hold, and so no form of a bulletin."""
    return _UNPRINTABLE.sub("", text)


def foreign_mark(text: str) -> str:
    """Return the first character of `text` that no text holds (a control, half of a surrogate pair, what Unicode says
    is no character), which `tidy` takes out; empty if there is none."""
    found = _FOREIGN_TO_TEXT.search(text) or _UNSEEN_FURTHER.search(text)
    return found[0] if found else ""


def excerpt(text: str, most: int) -> str:
    """Return at most `most` characters from the beginning of `text`, and …… where it goes on, without a mark whose
    partner is left out: a closing quote alone, or one that is never closed."""
    head, open_ones, torn = text[:most], list[int](), set[int]()
    for found in _PAIRED.finditer(head):
        place, opening = found.start(), _PARTNERS.get(found[0])
        if not opening:
            open_ones.append(place)
        elif open_ones and head[open_ones[-1]] == opening:
            open_ones.pop()
        else:
            torn.add(place)
    torn |= set(open_ones)
    return "".join(mark for place, mark in enumerate(head) if place not in torn) + ("……" if len(text) > most else "")


def fold(text: str, lines: bool = False) -> str:
    """Return `text` in the form in which two copies are compared: NFKC, without blanks, quotes and book marks,
    lower case; with `lines`, the line ends stay. Topic terms are matched and digests are taken on this form."""
    return _fold_again(text, lines) if len(text) <= _OFTEN else _fold(text, lines)


def _fold(text: str, lines: bool) -> str:
    for wide, narrow in _WIDE:
        text = text.replace(wide, narrow)
    if unicodedata.is_normalized("NFKC", text):
        pass
    elif _ACCENT.search(text):
        text = unicodedata.normalize("NFKC", text)
    else:
        text = _COMPATIBLE.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
    joined = text.replace("\n", "")
    if not joined.isprintable():
        return (_UNCOMPARED_IN_LINE if lines else _UNCOMPARED).sub("", text).casefold()
    # Of all blanks and unseen characters the space alone is printable.
    text = text if lines else joined
    for mark in f" {_QUOTES}":
        text = text.replace(mark, "")
    return text.casefold()


_fold_again = lru_cache(maxsize=4096)(_fold)


def text_digest(text: str) -> str:
    """Return the digest that two copies of a text share."""
    return sha256(fold(text).encode()).hexdigest()


def damage(text: str) -> float:
    """Return the share (0–1) of `text` that was lost in decoding: replacement characters against all characters,
    or 1.0 for text that was read in a wrong encoding. UTF-8 read as GBK, turned back into bytes, is Chinese in UTF-8,
    while the bytes of sound Chinese text are next to nothing there; other mistakes show in Latin letters or kana."""
    if not text:
        return 0.0
    middle = len(text) // 2
    sample = text if len(text) < 3 * _SAMPLE else text[:_SAMPLE] + text[middle : middle + _SAMPLE] + text[-_SAMPLE:]
    turned_back = _chinese(sample.encode("gb18030", "ignore").decode("utf-8", "ignore"))
    chinese = _chinese(sample) if turned_back > _MOJIBAKE * _ENOUGH else 0
    if chinese > _ENOUGH and turned_back > _MOJIBAKE * chinese:
        return 1.0
    if len(sample) > _ENOUGH and _count(_FOREIGN, sample) > _MOJIBAKE * len(sample):
        return 1.0
    return text.count("\ufffd") / len(text)


def _chinese(text: str) -> int:
    return _count(_CJK, text)


def _count(runs: re.Pattern[str], text: str) -> int:
    """How many characters lie in `runs` of them: there are far fewer runs."""
    return sum(map(len, runs.findall(text)))
