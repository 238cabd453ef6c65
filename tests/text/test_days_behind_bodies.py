"""A body whose name ends in 会 is no meeting: the day behind it in the line of a source is that of publication."""

from __future__ import annotations

from datetime import date

from monitor.text.dates import Standing, read_moment, sightings

BODIES = (
    "云州市卫生健康委员会",
    "云州市医学会",
    "中国医院协会",
    "云州市总工会",
    "云州市红十字会",
    "云州市工商业联合会",
    "云州高新区管委会",
    "云州市人大常委会",
)


def test_the_day_behind_a_credited_body_is_the_lines() -> None:
    """来源：…委员会 2026-12-10 was taken for the day of a meeting, and the article had none."""
    for body in BODIES:
        for line in ("来源：{} 2026-12-10", "来源： {}　2026年12月10日 09:30　浏览：12", "{} 2026-12-10 阅读 10", "稿源：{}2026-12-10"):  # fmt: skip
            moment = read_moment(line.format(body))
            assert moment and moment.day == date(2026, 12, 10), line.format(body)


def test_that_of_a_meeting_and_of_a_signature_is_not() -> None:
    for line in (
        "来源：云州市卫生信息化座谈会 2026-12-10", "浏览：12 发布会 2026年12月10日", "记者 大会 2026-12-10", "编辑：会议 2026-12-10",
        "云州市卫生健康委员会 2026年12月10日", "云州市医学会2026年12月10日", "来源：云州市医学会 2026年12月10日至12日",
    ):  # fmt: skip
        assert [each.standing for each in sightings(line)] == [Standing.OTHER] * len(sightings(line)), line
        assert read_moment(line) is None, line
