from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse, Response

from monitor.network.wholeness import TrueEncodingMiddleware
from monitor.text.encoding import detect_encoding
from monitor.text.hygiene import damage, fold, tidy

SENTENCE = "云州省卫生健康委负责人陶喆介绍，全民健康信息平台已覆盖全部县级医院，检查检验结果实现互认。"


def test_tidy_folds_blanks_and_drops_what_cannot_be_seen() -> None:
    assert tidy("\u3000\u3000记者陈\u00a0某\u3000蓝\u200b某\n\u202e\x07 ") == "记者陈 某 蓝某"
    assert tidy(None) == ""


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("影像云\n平台", "影像云平台"), ("影像云\r\n\t  平台，\n“互认”\n项目", "影像云平台，“互认”项目"), ("云 \n \n 平台", "云平台"),
        ("AI\n辅助", "AI 辅助"), ("覆盖\n96\n家", "覆盖 96 家"), ("“so”\n“on”", "“so” “on”"), ("서울\n병원", "서울 병원"),
        ("记者 陈某\u3000蓝某", "记者 陈某 蓝某"), ("云\n\u3000\u3000平台", "云 平台"), ("云\u00a0平台", "云 平台"),
    ],
)  # fmt: skip
def test_a_line_end_between_two_wide_characters_is_none(source: str, line: str) -> None:
    assert tidy(source) == line


@pytest.mark.parametrize("number", [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF])
def test_what_is_no_character_is_dropped(number: int) -> None:
    assert tidy(f"云{chr(number)}州") == "云州"


@pytest.mark.parametrize("mark", ["\ufff9", "\ufffb", "\ufffc"])
def test_so_is_what_stands_for_a_picture_or_parts_a_reading(mark: str) -> None:
    assert tidy(f"云{mark}州") == "云州"
    assert tidy(f"\u3000{mark}") == tidy(mark) == ""


def test_fold_compares_without_width_blanks_and_quotes() -> None:
    assert fold("“ＡＩ＋”医疗 《指南》") == fold("AI+医疗指南")
    blanks = "".join(character for character in map(chr, range(0x110000)) if character.isspace())
    assert fold(f"云{blanks}台") == "云台"
    assert fold(f"云{blanks}台", lines=True) == "云\n台"


@pytest.mark.parametrize("label", ["gb2312", "utf-8", "iso-8859-1", "big5", "nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_bytes_decide_whatever_the_label(encoding: str, label: str) -> None:
    body = f'<html><head><meta charset="{label}"></head><body><p>{SENTENCE}</p></body></html>'.encode(encoding)
    assert SENTENCE in body.decode(detect_encoding(body, f"text/html; charset={label}"))


FOOTER = "版权所有云州日报社违法和不良信息举报电话传播视听节目许可证"


@pytest.mark.parametrize(("page", "fragment"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
@pytest.mark.parametrize("label", ["utf-8", "gbk"])
def test_of_two_encodings_in_one_page_both_are_read(page: str, fragment: str, label: str) -> None:
    pieces = [f"<p>{SENTENCE}</p>".encode(page), f"<div>{FOOTER * 12}</div><i>平台</i><b>联通</b>".encode(fragment)]
    for body in (b"<html>" + pieces[0] + pieces[1], b"<html>" + pieces[1] + pieces[0]):
        text = HtmlResponse(
            "https://a.cn/", body=body, encoding=detect_encoding(body, f"text/html; charset={label}")
        ).text
        assert SENTENCE in text
        assert FOOTER in text
        assert "<i>平台</i><b>联通</b>" in text


def test_a_line_of_another_encoding_inside_the_article_is_read() -> None:
    body = f"<html><p>{SENTENCE}</p>".encode() + "<p>责任编辑李木</p>".encode("gbk")
    assert "责任编辑李木" in body.decode(detect_encoding(body), "replace")


def test_a_cut_character_is_lost_alone() -> None:
    body = f'<html><meta content="{SENTENCE}'.encode()[:-1] + f'"><p>{SENTENCE}</p>'.encode()
    assert body.decode(detect_encoding(body), "replace").count("\ufffd") == 1


@pytest.mark.parametrize("times", [1, 5])
@pytest.mark.parametrize(("page", "fragment"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
@pytest.mark.parametrize("head", [True, False])
def test_a_fragment_in_another_encoding_costs_the_article_nothing(
    page: str, fragment: str, times: int, head: bool
) -> None:
    pieces = [f"<p>{SENTENCE * times}</p>".encode(page), f"<div>{FOOTER}</div>".encode(fragment)]
    body = b"<html><body>" + b"".join(pieces[::-1] if head else pieces) + b"</body></html>"
    for label in ("utf-8", "gbk"):
        assert SENTENCE in body.decode(detect_encoding(body, f"text/html; charset={label}"), "replace")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf_16_is_known_without_a_mark(encoding: str) -> None:
    body = f"<html><p>{SENTENCE}</p></html>".encode(encoding)
    assert SENTENCE in body.decode(detect_encoding(body))


def test_a_byte_order_mark_decides() -> None:
    body = b"\xef\xbb\xbf" + f'<meta charset="gbk">{SENTENCE}'.encode()
    assert detect_encoding(body) == "utf-8"


def test_gb2312_labels_are_read_as_gb18030() -> None:
    body = '<meta charset="gb2312">陶喆㐂'.encode("gb18030")
    assert "陶喆㐂" in body.decode(detect_encoding(body))


def test_the_middleware_relabels_text_and_leaves_other_responses() -> None:
    wrong = HtmlResponse(
        "http://x.cn/", body=SENTENCE.encode("gb18030"), headers={"Content-Type": "text/html; charset=utf-8"}
    )
    middleware = TrueEncodingMiddleware()
    fixed = middleware.process_response(None, wrong)
    assert isinstance(fixed, HtmlResponse)
    assert fixed.text == SENTENCE
    picture = Response("http://x.cn/a.jpg", body=b"\xff\xd8")
    assert middleware.process_response(None, picture) is picture


def test_damage_sees_lost_characters_and_utf8_read_as_gbk() -> None:
    assert damage(SENTENCE) == 0
    assert 0 < damage(SENTENCE[:-1] + "\ufffd") < 0.05
    wrong = (SENTENCE * 2).encode().decode("gb18030", "ignore")
    assert damage(wrong) == 1.0
    sound = SENTENCE * 40
    assert damage(sound + wrong * 60 + sound) == 1.0, "in the middle of a long text too"
    assert damage((SENTENCE * 2).encode().decode("latin-1")) == 1.0
    assert (
        damage("衛生健康資訊平臺已經涵蓋全部縣級醫院電子病歷互聯互通".encode("big5").decode("gb18030", "replace") * 2)
        > 0.02
    )
    assert damage("DeepSeek与AI辅助诊断（CDSS）覆盖café等3家医院，2025年12月完成。") == 0
    assert damage("") == 0


@pytest.mark.parametrize(
    "emoji",
    ["\U0001f469\u200d\u2695\ufe0f", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f3f3\ufe0f\u200d\U0001f308"],
)
def test_a_joiner_makes_one_of_two_emoji_and_nothing_of_two_words(emoji: str) -> None:
    assert tidy(f"护士{emoji}在线") == f"护士{emoji}在线"
    assert tidy("护\u200d士\u200d") == "护士"
    assert tidy(f"\u200d{emoji}\u200d在线") == f"{emoji}在线"
