"""Traditional characters, which reprints from 港澳台 have: made simplified, so that terms and texts meet."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Hong Kong's forms of characters that "t2s" knows by Taiwan's form alone, each as that one: the characters by which
# OpenCC's "hk2s" goes beyond it. The other differences of "hk2s" are of phrases.
_HONG_KONG = {"衞": "衛", "粧": "妝", "敍": "敘", "枱": "檯", "糭": "糉"}


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
