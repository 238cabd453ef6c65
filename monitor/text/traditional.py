"""Traditional characters, which reprints from 港澳台 have: made simplified, so that terms and texts meet; and whether
bytes are in Big5, the encoding that pages there had."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Hong Kong's forms of characters that "t2s" knows by Taiwan's form alone, each as that one: the characters by which
# OpenCC's "hk2s" goes beyond it. The other differences of "hk2s" are of phrases.
_HONG_KONG = {"衞": "衛", "粧": "妝", "敍": "敘", "枱": "檯", "糭": "糉"}

# The commonest characters of Chinese, of which every text has some in a hundred, and a text that is read in the wrong
# one of two encodings next to none.
_COMMON = "的一是不在有人和年月日了大中上为以国个这會会國為個這醫医院生於时時來来發发学學業业地出行市公全电電信平"
_PAIRS = re.compile(rb"(?:[\x81-\xfe][@-~\x80-\xfe]){2,200}")
_RUNS = 200  # of a page that are read in both
_TWO = {"gb18030": "big5hkscs", "big5hkscs": "gb18030"}
_FEW, _MANY = 0.02, 0.06  # shares of them among Chinese characters
_ENOUGH = 40  # such characters
_HAN = re.compile("[\u4e00-\u9fff]")


def simplify(text: str) -> str:
    """Return `text` in simplified characters, by OpenCC's dictionary; simplified text comes back as it is."""
    return _converter().convert(_as_in_taiwan(text)) if _traditional().search(text) else text


def _as_in_taiwan(text: str) -> str:
    for here, there in _HONG_KONG.items():
        text = text.replace(here, there)
    return text


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    from opencc import OpenCC  # here: what only asks the store compares no texts

    return OpenCC("t2s")


@lru_cache(maxsize=1)
def _traditional() -> re.Pattern[str]:
    """Every character that the dictionary changes: a look for them is a tenth of what a conversion costs."""
    characters = [chr(number) for number in range(0x4E00, 0xA000)]
    simplified = _converter().convert("\n".join(characters)).split("\n")
    changed = (one for one, other in zip(characters, simplified, strict=True) if one != other)
    return re.compile(f"[{''.join((*changed, *_HONG_KONG))}]")


@lru_cache(maxsize=64)  # a search asks for those of its words at each text that it has found
def spellings(text: str) -> tuple[str, ...]:
    """Return `text` as it is written, in simplified and in traditional characters, Hong Kong's too, each once."""
    from opencc import OpenCC

    simplified = simplify(text)
    # Its phrases take 26 MiB, and 60 ms to load: not kept for the few words that are ever searched for.
    traditional = OpenCC("s2t").convert(simplified)
    in_hong_kong = traditional.translate({ord(there): here for here, there in _HONG_KONG.items()})
    return tuple(dict.fromkeys((text, simplified, traditional, in_hong_kong)))


def gb_or_big5(body: bytes, name: str) -> str:
    """Return `name`, or the other of GB18030 and Big5 where a page that is labelled wrongly, or not at all, has next to
    no common character in the one and many in the other: nearly every pair of bytes is some character in both."""
    if name not in _TWO:
        return name
    other = _TWO[name]
    sample = b"".join(each[0] for each in islice(_PAIRS.finditer(body), _RUNS))
    return other if _commonness(sample, name) < _FEW and _commonness(sample, other) > _MANY else name


def _commonness(sample: bytes, encoding: str) -> float:
    han = _HAN.findall(sample.decode(encoding, "ignore"))
    return sum(each in _COMMON for each in han) / len(han) if len(han) >= _ENOUGH else _FEW
