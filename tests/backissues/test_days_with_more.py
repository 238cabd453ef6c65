"""Days with a weekday, an hour, a word before them or an author beside them, in the window and over a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from past_issue import CONTENTS, COVER, HEADLINES, INTRODUCTION, TEXTS, URLS, article, is_told, lines, read, text_file

from monitor.text.markdown import plain_text

WINDOW = "2025年5月3日到2025年5月9日"
DATELINE = "2025-05-06 来源：央广网"


def replaced(former: str, new: str) -> list[str]:
    text = "\n".join(lines())
    assert former in text
    return text.replace(former, new).split("\n")


@pytest.mark.parametrize(
    "window",
    [
        "5月3日（周六）—5月9日（周五）",
        "5月3日（星期六）至5月9日（星期五）",
        "2025年5月3日（周六）到2025年5月9日（周五）",
        "2025年5月3日（周六）—9日（周五）",
        "2025年5月3日(六)至5月9日(五)",
        "5月3日周六到5月9日周五",
        "5月3日 星期六 至 5月9日 星期五",
        "2025年5月3日起至2025年5月9日止",
        "2025年5月3日0时至2025年5月9日24时",
        "2025年5月3日 00:00—2025年5月9日 24:00",
        "2025年5月3日−5月9日",
        "2025年5月3日－5月9日",
        "2025.5.3-2025.5.9",
        "2025/05/03～05/09",
        "5月3日～9日",
    ],
)
def test_a_window_with_weekdays_and_hours(tmp_path: Path, window: str) -> None:
    assert is_told(read(text_file(tmp_path, replaced(WINDOW, window))))


@pytest.mark.parametrize("day", ["2025年5月9日（周五）", "2025年5月9日 星期五", "2025-05-09（星期五）"])
def test_a_cover_with_a_weekday(tmp_path: Path, day: str) -> None:
    assert is_told(read(text_file(tmp_path, replaced("\n2025年5月9日\n本期", f"\n{day}\n本期"))))


@pytest.mark.parametrize(
    "dateline",
    [
        "发布时间：2025-05-06 来源：央广网",
        "发布时间：2025-05-06 08:30:12",
        "发布日期：2025年5月6日",
        "发表时间：2025-05-06 08:30 来源：央广网",
        "时间：2025-05-06 来源：央广网",
        "来源：央广网 发布时间：2025-05-06 08:30",
        "来源：央广网　时间：2025-05-06",
        "来源：央广网 | 2025-05-06 08:30",
        "2025-05-06 08:30 | 来源：央广网",
        "2025年5月6日 星期二 来源：央广网",
        "2025-05-06（周二）来源：央广网",
        "2025-05-06 08:30 星期二",
        "2025年5月6日08时30分 来源：央广网",
        "2025-05-06 来源：央广网 作者：许闻笛",
        "2025-05-06 作者：许闻笛 来源：央广网",
        "来源：央广网 作者：许闻笛 2025-05-06",
        "作者：许闻笛 来源：央广网 2025-05-06 08:30",
        "来源：央广网 作者：许闻笛 发布时间：2025-05-06",
        "来源：央广网 记者：许闻笛 通讯员：周明 2025-05-06 08:30",
        "2025-05-06 08:30 央广网",
        "央广网 2025-05-06",
        "2025-05-06 来源：央广网 浏览次数：118",
        "（2025-05-06 来源：央广网）",
        "发布时间：2025-05-06\n来源：央广网",
        "来源：央广网\n发布时间：2025-05-06",
        "来源：央广网\n2025-05-06 08:30",
    ],
)
def test_a_date_line_with_more(tmp_path: Path, dateline: str) -> None:
    assert is_told(read(text_file(tmp_path, replaced(DATELINE, dateline))))


@pytest.mark.parametrize(
    "said",
    [
        "时间：2025年5月6日",
        "会议时间：2025年5月6日",
        "时间：2025年5月6日 地点：云州市人民医院",
        "2025年5月6日，云州市“心电一张网”上线",
        "2025年5月6日 云州 晴",
        "截稿时间：2025年5月7日",
        "报名：2025年5月7日",
        "央广网记者 2025年5月7日 于云州",
        "2025年5月6日 地点：云州市人民医院",
    ],
)
def test_words_of_a_text_are_no_date_line(tmp_path: Path, said: str) -> None:
    """The text has no date line of its own; what stands at its beginning stays."""
    given = article(0)
    given[5:6] = [said]
    past = read(text_file(tmp_path, [*COVER, *INTRODUCTION, *CONTENTS, "二、具体内容", *given, *article(1)]))
    assert plain_text(past.entries[0].body).split("\n") == [said, *TEXTS[0]]
    assert past.entries[0].day is None
    assert past.notes == ("第 13 行：第 1 篇没有日期",)


def test_a_line_of_the_source_that_a_text_ends_with_stays(tmp_path: Path) -> None:
    past = read(text_file(tmp_path, replaced(DATELINE, f"来源：云州发布\n{DATELINE}")))
    assert plain_text(past.entries[0].body).split("\n") == ["来源：云州发布", *TEXTS[0]]
    assert (past.entries[0].headline, past.entries[0].url) == (HEADLINES[0], URLS[0])
