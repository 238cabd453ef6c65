"""A paper's issue that an interface answers: a day without one, and an interface that changed."""

from __future__ import annotations

import json
from datetime import date

import pytest
from scrapy import Request
from scrapy.http import TextResponse

from monitor.exceptions import LayoutChanged, NoIssue
from monitor.listing.issue import DAY
from monitor.listing.source import Listing
from spiders.jfdaily_jfrb import JfdailyJfrb

(SOURCE,) = JfdailyJfrb.sources
URL = "https://www.jfdaily.com/journal/2026-03-01/getJournalPage.do?page=01&code=jfrb"


def read(answer: object) -> Listing:
    request = Request(URL, meta={DAY: date(2026, 3, 1)})
    response = TextResponse(URL, body=json.dumps(answer).encode(), encoding="utf-8", request=request)
    return SOURCE.read(response, JfdailyJfrb.identify)


def test_a_row_that_lacks_its_number_costs_no_other() -> None:
    rows = [{"title": "没有编号"}, "x", {"id": 7, "title": "影像云上线"}]
    found = read({"success": True, "object": {"pagelist": [{"pnumber": "02"}, {"pname": "评论"}], "articlelist": rows}})
    assert [(link.title, str(link.address.day)) for link in found.links] == [("影像云上线", "2026-03-01")]
    assert [request.url for request in found.deeper] == [URL.replace("page=01", "page=02")]


def test_a_day_without_an_issue_is_said_by_the_interface_alone() -> None:
    with pytest.raises(NoIssue):
        read({"success": False, "errorinfo": "no issue"})


@pytest.mark.parametrize(
    "answer",
    [
        {"success": True, "object": {}},
        {"success": True, "object": {"pagelist": [], "articlelist": [{"number": 7, "title": "影像云上线"}]}},
        [],
    ],
)
def test_an_interface_that_changed_is_no_empty_issue(answer: object) -> None:
    with pytest.raises(LayoutChanged):
        read(answer)
