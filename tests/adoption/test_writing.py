"""A new outlet is written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from adopting import adopt, look
from newcomers import TUNED, Newcomer

from monitor.adoption import writing
from monitor.adoption.module import write_module
from monitor.adoption.pages import cases_of
from monitor.adoption.writing import Case, write_outlet
from monitor.exceptions import MonitorError
from monitor.outlet.spider import OutletSpider

DAY = date(2025, 12, 12)
Given = tuple[str, type[OutletSpider], list[Case]]


@pytest.fixture(scope="module")
def given() -> Given:
    outlet = Newcomer(TUNED[0])
    adopted, spider = adopt(outlet)
    return write_module(adopted.declaration), spider, cases_of(look(outlet), spider)


def _write(root: Path, given: Given) -> None:
    text, spider, cases = given
    (root / "spiders").mkdir(exist_ok=True)
    write_outlet(root / "spiders" / "yunzhou.py", text, root / "tests" / "pages" / "yunzhou", spider, cases, DAY)


def _files(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_pages_stand_with_what_is_read_and_nobody_has_confirmed_it(tmp_path: Path, given: Given) -> None:
    _write(tmp_path, given)
    assert "spiders/yunzhou.py" in _files(tmp_path)
    cases = [json.loads(path.read_text("utf-8")) for path in (tmp_path / "tests/pages/yunzhou").glob("*.json")]
    assert {case["kind"].partition(":")[0] for case in cases} == {"article", "listing"}
    assert {case["confirmed"] for case in cases} == {False}
    assert all({"article_body", "links"} & case["expect"].keys() for case in cases)
    with pytest.raises(MonitorError, match="已有 yunzhou.py"):
        _write(tmp_path, given)


@pytest.mark.parametrize("killed_in", ["strip", "read_case", "save_case", "write_file"])
def test_what_is_killed_leaves_nothing(
    tmp_path: Path, given: Given, monkeypatch: pytest.MonkeyPatch, killed_in: str
) -> None:
    real: Callable[..., object] = getattr(writing, killed_in)
    left = [1 if killed_in != "write_file" else 0]

    def dies(*args: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(writing, killed_in, dies)
    with pytest.raises(KeyboardInterrupt):
        _write(tmp_path, given)
    assert not _files(tmp_path)


def test_what_a_killed_process_left_is_cleared_and_what_was_looked_at_is_kept(tmp_path: Path, given: Given) -> None:
    stage = tmp_path / "tests" / ".adopt.999999999"
    stage.mkdir(parents=True)
    (stage / "half.html").write_text("<p>")
    pages = tmp_path / "tests" / "pages" / "yunzhou"
    pages.mkdir(parents=True)
    (pages / "a.json").write_text('{"confirmed": false}')
    _write(tmp_path, given)
    assert not stage.exists()
    assert not (pages / "a.json").exists()
    (tmp_path / "spiders" / "yunzhou.py").unlink()
    (pages / "b.json").write_text("{}")
    with pytest.raises(MonitorError, match="核对过"):
        _write(tmp_path, given)
    assert (pages / "b.json").exists()
