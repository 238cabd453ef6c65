"""Whatever reads a line of a stranger's text: it raises nothing, and gives back one plain line."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hostile_inputs import FRAGMENTS, PROSE, WORDS
from hypothesis import given
from hypothesis import strategies as st
from tried import hostile

from monitor.markup.caption import Mark, is_caption, is_credited
from monitor.reading.credits import is_credit, read_editor, read_original_headline, take_editor, take_original_headline
from monitor.reading.headline import take_headline
from monitor.reading.notices import kind_of_page
from monitor.text.bylines import read_author
from monitor.text.dates import best_moment, read_moment
from monitor.text.hygiene import damage, printable, tidy
from monitor.text.markdown import Block, Paragraph, Picture, escape, plain_text, read, unescape, write
from monitor.text.sources import read_source, source_name
from monitor.text.titles import continues, is_cut, is_site, without_site
from monitor.text.traditional import simplify
from monitor.topic.score import score

_CREDITS = st.lists(
    st.one_of(
        st.sampled_from(
            ["来源", "：", ":", "记者", "通讯员", "作者", "编辑", "责编", "责任编辑", "摄", "文", "图", "/", "｜", "|", "、", "，", "（", "）", "(", ")", "【", "】", "[", "]", "原标题", "本报", "讯", "电", "日", "网", "社", "据", "转自", "李木", "欧阳云", "张", "2025-12-10", "·", "—", "-", "_", "…", " ", "\u3000", "\n", "\t"]
        ),
        st.sampled_from(FRAGMENTS),
    ),
    max_size=30,
).map("".join)  # fmt: skip
_LINES = st.one_of(WORDS, _CREDITS)


@hostile("dates", 300)
@given(
    st.one_of(
        st.text(
            alphabet="0123456789年月日时分秒:：-/. \u3000前昨今天刚小〇一二三十廿点半上下午星期周TZ+年發布", max_size=40
        ),
        _LINES,
    )
)
def test_dates(text: str) -> None:
    for reference in (None, date(2025, 12, 12), date(1, 1, 1), date(9999, 12, 31)):
        for moment in (read_moment(text, reference), best_moment([text, *PROSE[:1]], reference)):
            assert moment is None or 1 <= moment.day.year <= 9999


@hostile("credits", 300)
@given(_LINES, _LINES)
def test_credits_sources_titles_and_captions(text: str, other: str) -> None:
    text, other = tidy(text), tidy(other)
    found = [
        read_author([text, other]), read_editor(text), read_source(text), source_name(text), read_original_headline(text),
        without_site(text, [other]), simplify(text),
    ]  # fmt: skip
    assert found == [tidy(printable(each)) for each in found]
    flags: list[Any] = [
        is_credit(text), is_credited(text), is_cut(text), is_site(text, [other]), continues(text, other),
        *(is_caption(text, mark, len(other), bool(other)) for mark in Mark),
    ]  # fmt: skip
    assert all(isinstance(flag, bool) for flag in flags)
    blocks: list[Block] = [Paragraph(text), Picture("https://x.cn/a.jpg", other), Paragraph(other)]
    for kept, taken in (take_editor(blocks), take_original_headline(blocks), take_headline(blocks, text)):
        assert taken == tidy(taken)
        remaining = iter(blocks)
        assert all(block in remaining for block in kept), "nothing is put in, nothing moved"


@hostile("texts", 200)
@given(_LINES, st.lists(_LINES, max_size=4))
def test_texts_are_tidied_escaped_and_scored(headline: str, lines: list[str]) -> None:
    for text in (headline, *lines):
        assert tidy(tidy(text)) == tidy(text) == printable(tidy(text))
        assert unescape(escape(text)) == tidy(text)
        assert 0 <= damage(tidy(text)) <= 1
    body = write(map(Paragraph, lines))
    assert plain_text(body) == "\n".join(filter(None, map(tidy, lines)))
    assert write(read(body)) == body
    judged = score(headline, plain_text(body))
    assert judged.value == judged.value
    kind_of_page(tidy(headline), body)


@pytest.mark.hostile
@pytest.mark.parametrize("text", FRAGMENTS)
def test_each_fragment_alone(text: str) -> None:
    assert read(write([Paragraph(text)])) == ([Paragraph(tidy(text))] if tidy(text) else [])
