"""Credits that name no outlet, and names in marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from monitor.store.stories import Member, _when
from monitor.week.originals import canonical_name, name_original

NAMES = {"yunzhou": "云州日报", "shiwan": "石湾网"}


def member(outlet: str, source: str, day: int) -> Member:
    return Member(day, 1, outlet, source, "云州市影像云平台启用", "", date(2026, 12, day), None, str(day))


def test_what_names_nobody_is_no_original() -> None:
    for nobody in ("本网", "来源：本站", "本报讯", "本站原创", "网络", "互联网", "来自网络", "网络转载", "来源：未知", "佚名", "转载", "编辑部", "Admin", "其他"):  # fmt: skip
        first, second = member("yunzhou", nobody, 8), member("shiwan", "", 9)
        assert name_original([first, second], NAMES) == "云州日报", nobody
        assert name_original([member("shiwan", "", 8), member("yunzhou", nobody, 9)], NAMES) == "石湾网", nobody


def test_what_only_sounds_so_is_one() -> None:
    for name in ("本溪日报", "网络安全报", "互联网医疗杂志", "原创力文档", "管理世界", "其乐新闻", "本地宝"):
        assert name_original([member("yunzhou", name, 8), member("shiwan", "", 9)], NAMES) == name


def test_an_outlet_is_the_same_in_marks() -> None:
    for written in ("《石湾网》", "“石湾网”", "“石湾网”微信公众号", "来源：《石湾网》"):
        assert canonical_name(written) == "石湾网"
    assert canonical_name("《石湾网》《云州日报》") == "《石湾网》《云州日报》"


def test_midnight_is_no_clock_time() -> None:
    """A site that keeps days alone writes 00:00:00; its reprints would come before the article that they copy."""
    at = [replace(member(name, "", 8), published_time=clock) for name, clock in (
        ("shiwan", time(0, 0)), ("yunzhou", time(0, 5)), ("cnr", time(23, 59, 59)), ("people", None),
    )]  # fmt: skip
    assert [each.outlet for each in sorted(at, key=_when)] == ["yunzhou", "cnr", "people", "shiwan"]
    later = replace(member("gmw", "", 7), published_time=time(0, 0))
    assert sorted([*at, later], key=_when)[0] is later, "the day counts first"
