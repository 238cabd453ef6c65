"""The sample week: fresh, big enough, and full of what real weeks bring."""

from __future__ import annotations

import gzip
import io
import sys
from collections import Counter

import pytest
from conftest import PROJECT, SAMPLE_WEEK
from scrapy.utils.project import get_project_settings

from monitor.outlet.registry import regular_outlets

sys.path.insert(0, str(PROJECT / "tests" / "sample_week"))
import build


def test_the_kept_archive_is_what_the_script_makes() -> None:
    stream = io.BytesIO()
    build.write(stream)
    kept = gzip.decompress(SAMPLE_WEEK.read_bytes())
    assert gzip.decompress(stream.getvalue()) == kept, "run: python tests/sample_week/build.py"


def test_it_is_a_week_of_all_outlets() -> None:
    stories = build.load()
    assert len(stories) >= 60
    per_outlet = Counter(story.outlet for story in stories)
    assert set(per_outlet) == set(regular_outlets(get_project_settings())), "those on trial have not been seen"
    assert min(per_outlet.values()) >= 4
    assert {story.day for story in stories} == {
        day.fromordinal(n)
        for day in [build.WINDOW.since]
        for n in range(build.WINDOW.since.toordinal(), build.WINDOW.until.toordinal() + 1)
    }


@pytest.mark.parametrize("trap", ["twin", "query"])
def test_the_traps_are_in_it(trap: str) -> None:
    assert any(getattr(story, trap) for story in build.load())
