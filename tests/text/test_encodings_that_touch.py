"""Words in UTF-8 and in GB2312 that touch, without a tag between them, and in attributes."""

from __future__ import annotations

import pytest

from monitor.text.encoding import detect_encoding

SENTENCE = "云州市卫生健康委员会宣布全市影像云平台上线，九十六家医院接入，群众不必重复检查。"
AROUND = (
    ('<img src="a.jpg" alt="', '">'), ('<p><img alt="', '">图中是平台</p>'), ("<p>全市的平台", "。</p>"), ("<p>", "已经上线，群众很方便。</p>"),
    ("<p>全市医院在", "今年全部接入平台。</p>"), ("<p>全市 ", " 平台上线</p>"), ("<script>var t='", "';</script>"), ("<p>", "</p>"),
)  # fmt: skip


def read(*parts: tuple[str, str], meta: str) -> str:
    body = f"<html><head><meta charset={meta}></head><body>".encode()
    body += b"".join(text.encode(encoding) for text, encoding in parts)
    return body.decode(detect_encoding(body), "replace")


@pytest.mark.parametrize("meta", ["gbk", "utf-8"])
@pytest.mark.parametrize("words", ["医学影像云平台", "检查结果互认平台建设", "武汉大学人民医院"])
@pytest.mark.parametrize(("own", "other"), [("utf-8", "gb2312"), ("gb2312", "utf-8")])
def test_both_are_read(own: str, other: str, words: str, meta: str) -> None:
    for before, behind in AROUND:
        text = f"<p>{SENTENCE}</p><p>{SENTENCE[::-1]}</p>{before}"
        whole = f"{text}{words}{behind}<p>{SENTENCE}</p>"
        assert read((text, own), (words, other), (f"{behind}<p>{SENTENCE}</p>", own), meta=meta).endswith(whole), before


def test_a_short_word_in_gb2312_touches_utf_8() -> None:
    for words in ("云州", "影像云"):
        text = f"<p>{SENTENCE}</p><p>全市医院在"
        assert words in read((text, "utf-8"), (words, "gb2312"), ("今年全部接入平台。", "utf-8"), meta="utf-8")


def test_what_is_cut_in_utf_8_is_lost_and_makes_no_other_word() -> None:
    for cut in (1, 2):
        broken = SENTENCE.encode()[:-30] + "互".encode()[:cut] + SENTENCE.encode()[-30:]
        body = b"<html><body><p>" + SENTENCE.encode() + b"</p><p>" + broken + b"</p>"
        found = body.decode(detect_encoding(body), "replace")
        assert SENTENCE[:-10] + "\ufffd" in found and found.count("\ufffd") == 1


def test_text_in_one_encoding_stays_as_it_is() -> None:
    rare = "楹柏滢淏烨煜琪珂瑜瑾璇璐曦昊昕晟晨晖旸暄浠涵淳淇溪滟潇澜濛泠沐洛珺琳琰琬" * 20
    for text in (SENTENCE * 20, rare):
        for encoding in ("utf-8", "gbk"):
            assert read((f"<p>{text}</p>", encoding), meta="gbk").endswith(f"<p>{text}</p>")
