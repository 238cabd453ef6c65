"""What the letters of symbol fonts show in Word, from the side of what is shown; a way of the proof's own, and no
reader's."""

from __future__ import annotations

_GREEK = "αβγδεζηθικλμνξοπρςστυφχψω"
_TYPED = "abgdezhqiklmnxoprVstufcyw"  # where the font Symbol has them
_OF_SYMBOL = "ϑϕϖ−≅≤∞↔←↑→↓°±≥×∝•÷≠≡≈…∩∪∈∠√⋅⇒∑"
_AT = bytes.fromhex("4a6a762d40a3a5abacadaeafb0b1b3b4b5b7b8b9babbbcc7c8ced0d6d7dee5")
_FONTS: dict[str, dict[int, str]] = {
    "symbol": {
        **{ord(typed): shown for typed, shown in zip(_TYPED, _GREEK, strict=True)},
        **{ord(typed) - 32: shown.upper() for typed, shown in zip(_TYPED, _GREEK, strict=True) if typed != "V"},
        **dict(zip(_AT, _OF_SYMBOL, strict=True)),
    },
    "wingdings": {
        **dict(zip(bytes.fromhex("6c6e6f717576a1a8abd8dfe0e1e2fbfcfdfe"), "●■□❑◆❖○□★➢←→↑↓✗✓☒☑", strict=True)),
        **dict(zip((*range(0x81, 0x8B), *range(0x8C, 0x96)), "①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿", strict=True)),
    },
    "wingdings 2": dict(zip(bytes.fromhex("4f505152a3"), "✗✓☒☑□", strict=True)),
}  # fmt: skip


def symbol(font: str | None, code: str | None) -> str:
    """Return what a sign (`w:sym`) shows: the place `code` of a `font`, hexadecimal; empty where nobody knows."""
    if not code or len(code) > 5 or set(code) - set("0123456789abcdefABCDEF"):
        return ""
    place = int(code, 16)
    known = _FONTS.get((font or "").lower())
    if known:
        return known.get(place % 0x100 if place >= 0xF000 else place, "")
    return "" if 0xD800 <= place < 0xF900 or place > 0xFFFFF else chr(place)
