"""Outlets by the name of their spider, or as they are printed."""

from __future__ import annotations

import pytest
from scrapy.utils.project import get_project_settings

from monitor.exceptions import MonitorError
from monitor.outlet import registry
from monitor.outlet.registry import load_outlets, pick_outlets

SETTINGS = get_project_settings()


def test_an_outlet_is_known_by_either_name() -> None:
    assert [*pick_outlets(SETTINGS, ["人民网", " xinhuanet", "央广网"])] == ["people", "xinhuanet", "cnr"]
    assert [*pick_outlets(SETTINGS, ["people", "人民网"])] == ["people"], "once"


def test_each_outlet_is_known_as_it_is_printed() -> None:
    outlets = load_outlets(SETTINGS)
    assert [*pick_outlets(SETTINGS, [each.outlet for each in outlets.values()])] == [*outlets]


def test_a_name_that_several_are_printed_as_is_no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    two = {name: type(name, (), {"outlet": "云州日报"}) for name in ("yz_web", "yz_paper")}
    monkeypatch.setattr(registry, "load_outlets", lambda settings: two)
    with pytest.raises(MonitorError, match="“云州日报”有 2 家：yz_web、yz_paper"):
        pick_outlets(SETTINGS, ["云州日报"])
    assert [*pick_outlets(SETTINGS, ["yz_paper"])] == ["yz_paper"]


@pytest.mark.parametrize(
    ("name", "told"), [("人民", "people（人民网）"), ("cnrr", "cnr（央广网）"), ("", "没有写明媒体")]
)
def test_a_name_of_none_is_told_with_the_nearest(name: str, told: str) -> None:
    with pytest.raises(MonitorError, match=told):
        pick_outlets(SETTINGS, [name])
