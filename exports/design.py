"""How the printed bulletin looks: the one source of sizes, faces and spaces for HTML, PDF and Word.

The house's layout is read from where the lines and pages of five real issues end: 30 characters a line in what the
office writes, 35 in what the outlets wrote, 28 or 29 such lines a page. That is 四号 and 小四 on Word's own page, its
measure made whole: 420 pt hold both. Faces, the red head, and how a page is numbered follow GB/T 9704—2012, for of the
issues only the text is known. The official layout follows that standard in all: 5.2 (margins, 三号仿宋, 22 lines of 28
characters), 7.2 (the head), 7.3 (headlines and levels), 7.5 (page numbers). All lengths are points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from exports.parts import Kind

PAGE = (595.3, 841.9)  # A4
MILLIMETRE = 72 / 25.4
RED = "C00000"
RULE = 1.5  # the red line under the head
UNDER_RULE = 16.0
PAGE_NUMBER = ("— ", " —")
PIXEL = 0.75  # of a picture, as a browser shows it: 1/96 inch
HIGHEST = 400.0  # of a picture: the screenshot of a telephone leaves room for text


@dataclass(frozen=True)
class Face:
    """A typeface as Word calls it, what else may stand for it, the best first, and the kind to which it belongs."""

    name: str
    instead: tuple[str, ...]
    generic: str = "serif"


SONG = Face("方正小标宋简体", ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "Noto Serif CJK SC", "STSong", "SimSun"))
HEI = Face("黑体", ("SimHei", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei"), "sans-serif")
KAI = Face("楷体", ("KaiTi", "FZKai-Z03S", "Kaiti SC", "STKaiti", "Noto Serif CJK SC", "SimSun"))
FANG = Face("仿宋", ("FangSong", "FZFangSong-Z02S", "STFangsong", "Noto Serif CJK SC", "SimSun"))
FIGURES = Face("宋体", ("SimSun", "NSimSun", "Noto Serif CJK SC", "STSong"))
FACES = (SONG, HEI, KAI, FANG, FIGURES)


@dataclass(frozen=True)
class Look:
    """How the paragraphs of one kind are set. `leading` from line to line; `align` as CSS says it; `left` of all lines
    and `indent` of the first one against them in characters; `spacing` added to each character; `keeps` to the
    paragraph that follows."""

    face: Face = FANG
    size: float = 12
    leading: float = 24
    align: str = "left"
    left: float = 0
    indent: float = 0
    before: float = 0
    after: float = 0
    spacing: float = 0
    bold: bool = False
    red: bool = False
    keeps: bool = False


_office = partial(Look, size=14, leading=28)
# Lines that hold an address or but one line are never justified: it would tear them apart at their blanks.
_HOUSE: dict[Kind, Look] = {
    Kind.TITLE: Look(SONG, 26, 42, "center", bold=True, red=True, keeps=True),
    Kind.NUMBER: _office(align="center", before=4, after=8, keeps=True),
    Kind.PUBLISHER: _office(),
    Kind.DAY: _office(align="right"),  # on the publisher's line, over the red one
    Kind.HEADING: _office(HEI, before=12, keeps=True),
    Kind.INTRODUCTION: _office(align="justify", indent=2),
    Kind.CONTENTS: _office(left=1.5, indent=-1.5, keeps=True),
    Kind.OUTLET: _office(left=1.5),
    Kind.ARTICLE: _office(HEI, before=20, keeps=True),
    Kind.LABEL: _office(keeps=True),
    Kind.LINK: _office(),
    Kind.HEADLINE: _office(HEI, align="center", before=8, keeps=True),
    Kind.DATELINE: Look(KAI, align="center", keeps=True),
    Kind.DECK: Look(KAI, align="center", keeps=True),
    Kind.TEXT: Look(align="justify", indent=2),
    Kind.SUBHEAD: Look(indent=2, bold=True, keeps=True),
    Kind.PICTURE: Look(align="center", before=6, after=3),
    Kind.CAPTION: Look(KAI, 10.5, 18, "center", after=9),
}

# 28 characters of 16 points are wider than the standard's 156 mm: each gives way by a quarter of a point.
_official = partial(Look, size=16, leading=28, spacing=-0.25)
_OFFICIAL: dict[Kind, Look] = {
    Kind.TITLE: Look(SONG, 30, 42, "center", before=35 * MILLIMETRE, bold=True, red=True, keeps=True),
    Kind.NUMBER: _official(align="center", before=28, after=8, keeps=True),
    Kind.PUBLISHER: _official(spacing=0),
    Kind.DAY: _official(align="right", spacing=0),
    Kind.HEADING: _official(HEI, indent=2, keeps=True),
    Kind.INTRODUCTION: _official(align="justify", indent=2),
    Kind.CONTENTS: _official(left=3.5, indent=-1.5, keeps=True),
    Kind.OUTLET: _official(left=3.5),
    Kind.ARTICLE: _official(KAI, left=3.5, indent=-1.5, before=14, keeps=True),
    Kind.LABEL: _official(indent=2, keeps=True),
    Kind.LINK: _official(indent=2),
    Kind.HEADLINE: Look(SONG, 22, 34, "center", before=14, after=6, keeps=True),
    Kind.DATELINE: _official(KAI, align="center", keeps=True),
    Kind.DECK: _official(KAI, align="center", keeps=True),
    Kind.TEXT: _official(align="justify", indent=2),
    Kind.SUBHEAD: _official(indent=2, bold=True, keeps=True),
    Kind.PICTURE: Look(align="center", before=6, after=3),
    Kind.CAPTION: Look(KAI, 12, 20, "center", after=8),
}


@dataclass(frozen=True)
class Layout:
    """A page and what stands on it: its four margins; the looks of its kinds of paragraphs; its `number`, whose line
    ends `foot` above the paper's edge, in the middle or, if `outside`, right on odd and left on even pages."""

    top: float
    right: float
    bottom: float
    left: float
    looks: Mapping[Kind, Look]
    number: Look
    foot: float
    outside: bool = False

    @property
    def measure(self) -> float:
        """The width of the text."""
        return PAGE[0] - self.left - self.right


# 73 points above the text and below it leave 29 lines.
HOUSE = Layout(73, 87.65, 73, 87.65, _HOUSE, Look(align="center"), 36.5)
# The number's dashes are 7 mm under the text, its line begins so much of its own height above them.
OFFICIAL = Layout(
    37 * MILLIMETRE, 26 * MILLIMETRE, 35 * MILLIMETRE, 28 * MILLIMETRE, _OFFICIAL,
    Look(FIGURES, 14, 16, left=1), 28 * MILLIMETRE - 8, outside=True,
)  # fmt: skip
LAYOUTS = {"house": HOUSE, "official": OFFICIAL}  # by the names of BULLETIN_LAYOUT
