"""Words that lead to no list are whole ones: an association and a research institute hold sso and search."""

from __future__ import annotations

import pytest

from monitor.discovery.leads import _may_be_list


@pytest.mark.parametrize(
    "url",
    [
        "http://www.assoc.example/yw/", "http://www.research-x.example/yw/", "http://share.x.example/yw/", "http://about.x.example/yw/",
        "http://x.example/association/yw/", "http://x.example/lesson/", "http://x.example/research/yw/",
    ],
)  # fmt: skip
def test_what_may_be_a_list(url: str) -> None:
    assert _may_be_list(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://sso.x.example/a/", "http://passport.x.example/", "http://x.example/login", "http://x.example/userlogin.html", "http://x.example/search/",
        "http://x.example/about/", "http://x.example/aboutus.html", "http://x.example/share/1", "http://x.example/user/1", "http://search.x.example/",
    ],
)  # fmt: skip
def test_what_is_none(url: str) -> None:
    assert not _may_be_list(url)
