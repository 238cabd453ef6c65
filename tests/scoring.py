"""How far a read text agrees with a gold text."""

import re
from collections import Counter

MARKUP = re.compile(r"!\[.*?\]\(\S*?\)|^\*\*|\*\*$", re.MULTILINE)


def characters(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s+", "", text))


def body_f1(read: str, gold: str) -> float:
    """Character F1 (multisets, blanks aside); pictures with their captions are not text,
    nor is what makes a subhead."""
    found, wanted = characters(MARKUP.sub("", read)), characters(gold)
    total = sum(found.values()) + sum(wanted.values())
    return 2 * sum((found & wanted).values()) / total if total else 1.0
