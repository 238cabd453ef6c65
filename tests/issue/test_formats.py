"""The formats of an issue are named as people name them; one that is unknown is refused."""

from __future__ import annotations

import pytest
from scrapy.utils.project import get_project_settings

from monitor.exceptions import MonitorError
from monitor.issue.writing import read_formats


def test_a_format_may_be_written_as_people_write_it() -> None:
    settings = get_project_settings()
    for given, formats in (
        ("md,html", ["md", "html"]),
        ("MD，.docx、Json", ["md", "docx", "json"]),
        (".html,HTML", ["html"]),
    ):
        assert read_formats(settings, given) == formats
    for given in ("word", "md,,html", "..md", ""):
        with pytest.raises(MonitorError, match="没有“.*”这种格式；现有：md"):
            read_formats(settings, given)
    settings.set("BULLETIN_EXPORTERS", {"MD": "exports.markdown.render"})
    with pytest.raises(MonitorError, match="没有“md”这种格式"):
        read_formats(settings, "md")
