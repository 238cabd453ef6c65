"""Traditional characters, which reprints from 港澳台 have: made simplified, so that terms and texts meet."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


def simplify(text: str) -> str:
    """Return `text` in simplified characters, by OpenCC's dictionary; simplified text comes back as it is."""
    return _converter().convert(text) if _traditional().search(text) else text


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
    return re.compile(f"[{''.join(changed)}]")


@lru_cache(maxsize=64)  # a search asks for those of its words at each text that it has found
def spellings(text: str) -> tuple[str, ...]:
    """Return `text` as it is written, in simplified and in traditional characters, each once."""
    from opencc import OpenCC

    simplified = simplify(text)
    # Its phrases take 26 MiB, and 60 ms to load: not kept for the few words that are ever searched for.
    return tuple(dict.fromkeys((text, simplified, OpenCC("s2t").convert(simplified))))
