"""GB18030 and Big5: nearly every pair of bytes is some character in both, and labels lie."""

from __future__ import annotations

import time

import pytest

from monitor.text.encoding import detect_encoding

TRADITIONAL = "互聯網醫院接診逾百萬人次，影像雲平臺已經上線，檢查檢驗結果可以互認。衛生署表示，電子病歷系統將在年內擴大到全部公立醫院，市民不必重複拍片。"
SIMPLIFIED = "互联网医院接诊逾百万人次，影像云平台已经上线，检查检验结果可以互认。卫生健康委表示，电子病历系统将在年内扩大到全部公立医院，市民不必重复拍片。"
NAMES = "欧阳修、司马迁、诸葛亮、令狐冲、慕容复、皇甫嵩、尉迟恭、澹台灭明、赫连勃勃、呼延灼、端木赐、轩辕剑、独孤求败、宇文泰。"
PAGE = "<html><head>{}<title>{}</title></head><body><p>{}</p></body></html>"


def read(text: str, encoding: str, label: str | None, meta: str = "") -> str:
    body = PAGE.format(meta, text[:12], text).encode(encoding)
    kind = f"text/html; charset={label}" if label else None
    return body.decode(detect_encoding(body, kind), "replace")


@pytest.mark.parametrize(
    "label", [None, "big5", "Big5-HKSCS", "cp950", "x-x-big5", "gbk", "utf-8", "iso-8859-1", "nonsense"]
)
@pytest.mark.parametrize("meta", ["", "<meta charset=gb2312>", "<meta charset='big-5'>", "<meta charset=utf-8>"])
@pytest.mark.parametrize(
    ("text", "encoding"), [(TRADITIONAL, "big5"), (SIMPLIFIED, "gb18030"), (TRADITIONAL, "gb18030")]
)
def test_a_wrong_label_or_none_costs_no_text(text: str, encoding: str, label: str | None, meta: str) -> None:
    assert text in read(text, encoding, label, meta)


@pytest.mark.parametrize(
    "text",
    [NAMES * 3, SIMPLIFIED[:15], "①②③④⑤⑥⑦⑧⑨⑩" * 9, "ＡＢＣ１２３" * 20, "あいうえお" * 20, "镕喆堃淼犇羴鱻麤" * 9],
)
def test_where_nothing_is_sure_it_is_gb(text: str) -> None:
    for label in (None, "gb2312", "utf-8"):
        assert text in read(text, "gb18030", label)


def test_a_long_page_takes_no_longer_than_it_is_long() -> None:
    def taken(times: int) -> float:
        began = time.process_time()
        detect_encoding(b"\xb9q" * times, None)
        return time.process_time() - began

    assert taken(2_000_000) < 8 * taken(500_000) + 0.2
