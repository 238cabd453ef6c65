"""The parts of a bulletin in the order of the real issues (format.md): every form is made from these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from monitor.bulletin import NO_PHOTO, Bulletin, Entry, Photo
from monitor.text.markdown import Picture, Subhead, read


class Kind(Enum):
    """What a part is."""

    TITLE = auto()
    NUMBER = auto()
    PUBLISHER = auto()
    DAY = auto()
    HEADING = auto()
    INTRODUCTION = auto()
    CONTENTS = auto()  # an entry of the 目录: headline, place
    OUTLET = auto()  # the line under it: outlet, place
    ARTICLE = auto()  # the heading of an article: headline, place
    LABEL = auto()  # what the office says of it
    LINK = auto()
    HEADLINE = auto()  # the same again, over the text
    DATELINE = auto()
    DECK = auto()  # 引题, 副题, 原标题
    TEXT = auto()
    SUBHEAD = auto()
    PICTURE = auto()  # its caption as text, and the photo
    CAPTION = auto()  # the same caption, printed under it


@dataclass(frozen=True)
class Part:
    """One paragraph of the bulletin, plain text. `place` of an article from 1, `url` of a link."""

    kind: Kind
    text: str
    place: int = 0
    url: str = ""
    photo: Photo | None = None

    @property
    def is_web(self) -> bool:
        """Whether `url` may be clicked: what was imported may hold any."""
        return self.url.lower().startswith(("http://", "https://"))


def read_parts(bulletin: Bulletin) -> Iterator[Part]:
    """Yield the parts of `bulletin` in printing order."""
    issue, window = bulletin.issue, bulletin.issue.window
    yield Part(Kind.TITLE, bulletin.frame.title)
    yield Part(Kind.NUMBER, f"（第{issue.numeral}期）")
    yield Part(Kind.PUBLISHER, bulletin.frame.publisher)
    yield Part(Kind.DAY, chinese_day(issue.date))
    yield Part(Kind.HEADING, "本期导语：")
    days = {"since": chinese_day(window.since), "until": chinese_day(window.until)}
    yield Part(Kind.INTRODUCTION, bulletin.frame.introduction.format(count=len(bulletin.entries), **days))
    if bulletin.preface:
        yield Part(Kind.TEXT, bulletin.preface)
    yield Part(Kind.HEADING, "一、信息目录")
    for place, entry in enumerate(bulletin.entries, 1):
        yield Part(Kind.CONTENTS, entry.headline, place)
        yield Part(Kind.OUTLET, f"（{entry.outlet}）", place)
    yield Part(Kind.HEADING, "二、具体内容")
    for place, entry in enumerate(bulletin.entries, 1):
        yield from _article(place, entry, bulletin.photos)


def _article(place: int, entry: Entry, photos: Mapping[str, Photo]) -> Iterator[Part]:
    yield Part(Kind.ARTICLE, entry.headline, place)
    yield Part(Kind.LABEL, f"来源：{entry.outlet}")
    yield Part(Kind.LINK, "链接：", url=entry.url)
    if entry.note:
        yield Part(Kind.TEXT, f"编者按：{entry.note}")
    yield Part(Kind.LABEL, "主要内容：")
    yield Part(Kind.HEADLINE, entry.headline)
    source = f"来源：{entry.outlet}"
    yield Part(Kind.DATELINE, f"{entry.day.isoformat()} {source}" if entry.day else source)
    for line in (entry.kicker, entry.subtitle, entry.original_headline and f"原标题：{entry.original_headline}"):
        if line:
            yield Part(Kind.DECK, line)
    for block in read(entry.body):
        if isinstance(block, Picture):
            photo = photos.get(block.url)
            yield Part(Kind.PICTURE, block.caption, photo=photo) if photo else Part(Kind.CAPTION, NO_PHOTO)
            if block.caption:
                yield Part(Kind.CAPTION, block.caption)
        else:
            yield Part(Kind.SUBHEAD if isinstance(block, Subhead) else Kind.TEXT, block.text)


def chinese_day(day: date) -> str:
    """Return a day as the bulletin prints it."""
    return f"{day.year}年{day.month}月{day.day}日"
