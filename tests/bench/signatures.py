"""Which signature leads to the reprints: recall of candidates among the pairs that the rule accepts, rows an article, and
time a text.

    pip install rensa datasketch && python tests/bench/signatures.py
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

import datasketch  # noqa: E402
import rensa  # noqa: E402
from reprint_corpus import make  # noqa: E402

from monitor.reprints import Text, is_one_story  # noqa: E402


def by_rensa(size: int) -> Callable[[Text], Iterable[Any]]:
    def sign(text: Text) -> Iterable[Any]:
        signature = rensa.RMinHash(size, 42)
        signature.update(list(text.known))
        return enumerate(signature.digest())

    return sign


def by_datasketch(size: int) -> Callable[[Text], Iterable[Any]]:
    def sign(text: Text) -> Iterable[Any]:
        signature = datasketch.MinHash(num_perm=size)
        signature.update_batch([shingle.encode() for shingle in text.known])
        return enumerate(map(int, signature.hashvalues))

    return sign


def main() -> None:
    corpus = make(3000, 300)
    texts = [Text("\n".join(made.paragraphs)) for made in corpus]
    stories: dict[int, list[int]] = defaultdict(list)
    for number, made in enumerate(corpus):
        stories[made.story].append(number)
    told = (pair for story in stories.values() for pair in combinations(story, 2))
    pairs = [(one, other) for one, other in told if is_one_story(texts[one], texts[other])]
    print("signature           rows   recall      ms")
    for name, sign in (
        ("xxhash, one in 16", Text.sample), ("rensa 32", by_rensa(32)), ("rensa 64", by_rensa(64)),
        ("datasketch 32", by_datasketch(32)), ("datasketch 64", by_datasketch(64)),
    ):  # fmt: skip
        started = time.perf_counter()
        signed: list[Collection[Any]] = [set(sign(text)) for text in texts]
        seconds = time.perf_counter() - started
        recall = sum(bool(set(signed[one]) & set(signed[other])) for one, other in pairs) / len(pairs)
        rows = sum(map(len, signed)) / len(signed)
        print(f"{name:18}  {rows:5.1f}  {recall:.4f}  {1000 * seconds / len(texts):6.2f}")


if __name__ == "__main__":
    main()
