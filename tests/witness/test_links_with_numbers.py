"""A link that is all of its line is so with a number before it, outside the link or within."""

from __future__ import annotations

from lxml import html

from monitor.witness.doubt import _is_link_alone


def test_a_number_may_stand_before_a_link_or_in_it() -> None:
    title = "云州市医院上线新系统，居民看病更方便。"
    for line, alone in (
        (f"<li><a href=/1>{title}</a></li>", True), (f"<li>1. <a href=/1>{title}</a></li>", True), (f"<li><a href=/1>1. {title}</a></li>", True),
        (f"<li>· <a href=/1>{title}</a></li>", True), ("<li><a href=/1>1.5亿元投向县医院。</a></li>", True), (f"<li>据<a href=/1>{title}</a></li>", False),
    ):  # fmt: skip
        assert _is_link_alone(html.fragment_fromstring(line)[0]) is alone, line
