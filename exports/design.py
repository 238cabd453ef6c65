"""How the printed bulletin looks: the one source of sizes, faces and spaces for HTML, PDF and Word.

Read from where the lines and pages of five real issues end: 30 characters a line in what the office writes, 35 in what
the outlets wrote, 28 or 29 such lines a page. That is 四号 and 小四 on Word's own page, its measure made whole: 420 pt
hold both. Faces, the red head, and how a page is numbered follow GB/T 9704—2012, for of the issues only the text is
known. All lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from exports.parts import Kind

PAGE = (595.3, 841.9)  # A4
MEASURE = 420.0  # the text's width
TOP = 73.0  # the margin above the text and below it, which leaves 29 lines
SIDE = (PAGE[0] - MEASURE) / 2
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
FACES = (SONG, HEI, KAI, FANG)


@dataclass(frozen=True)
class Look:
    """How the paragraphs of one kind are set. `leading` from line to line; `align` as CSS says it; `left` of all lines
    and `indent` of the first one against them in characters; `keeps` to the paragraph that follows."""

    face: Face = FANG
    size: float = 12
    leading: float = 24
    align: str = "left"
    left: float = 0
    indent: float = 0
    before: float = 0
    after: float = 0
    bold: bool = False
    red: bool = False
    keeps: bool = False


_office = partial(Look, size=14, leading=28)
# Lines that hold an address or but one line are never justified: it would tear them apart at their blanks.
LOOKS: dict[Kind, Look] = {
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
