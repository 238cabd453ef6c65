"""Pages whose bytes are not what they say: two encodings in one page, a mark that is wrong, UTF-16 without one."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse, TextResponse

from monitor.network.wholeness import TrueEncodingMiddleware
from monitor.text.encoding import detect_encoding

SENTENCE = "云州省卫生健康委负责人陶喆介绍，全民健康信息平台已覆盖全部县级医院，检查检验结果实现互认。"
MARK = b"\xef\xbb\xbf"


def read(body: bytes) -> TextResponse:
    response = TrueEncodingMiddleware().process_response(None, HtmlResponse("https://a.cn/", body=body))
    assert isinstance(response, TextResponse)
    return response


# Of 武汉 the second byte and the two that follow would be a character in UTF-8, and so they would of 年，.
def test_a_page_in_gb_is_in_gb_whatever_its_characters_would_be_elsewhere() -> None:
    page = "".join(f"<li>2019年，</li><b>武汉</b><i>{SENTENCE[n:]}</i>\n<td>武汉健康网</td>" for n in range(40))
    for mark in (b"", MARK):
        assert read(mark + page.encode("gb18030")).text == page
    assert detect_encoding(page.encode("gb18030")) == "gb18030"


@pytest.mark.parametrize("mark", [b"", MARK])
def test_a_headline_in_the_other_encoding_is_read_however_long_the_page(mark: bytes) -> None:
    page = f"<title>@</title><b>武汉</b><i>2019年，</i><p>{SENTENCE * 60}</p><p>张三 · 李四 café</p>"
    titles = (
        ("", "影像云平台接入九十六家医院", ""), ("", "影像云平台接入九十六家医院", "_云州网"),
        ("云州健康网新闻中心 - ", "影像云平台", " - 首页"),
    )  # fmt: skip
    for own, other in (("utf-8", "gb18030"), ("gb18030", "utf-8")):
        for before, title, behind in titles:
            inserted = before.encode(own) + title.encode(other) + behind.encode(own)
            found = read(mark + page.replace("é", "e").encode(own).replace(b"@", inserted)).text
            assert found == page.replace("é", "e").replace("@", f"{before}{title}{behind}")


def test_a_cut_character_takes_none_beside_it_along() -> None:
    broken = [f"{SENTENCE}·{SENTENCE}".encode().replace("平".encode(), cut) for cut in (b"\xe5", b"\xe5\xb9")]
    body = b"<p>" + b"</p><p>".join(broken) + b"</p><i>" + "武汉".encode("gb18030") + b"</i>"
    expected = f"{SENTENCE}·{SENTENCE}".replace("平", "\ufffd")
    assert read(body).text == f"<p>{expected}</p><p>{expected}</p><i>武汉</i>"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_in_a_document_too(encoding: str) -> None:
    for text in (f'{{"title": "{SENTENCE}"}}', f"\r\n<html><p>{SENTENCE}</p></html>", f"# a {SENTENCE}"):
        assert text.encode(encoding).decode(detect_encoding(text.encode(encoding))) == text
    assert detect_encoding(f"a\0b\0{SENTENCE}".encode()) == "utf-8"


def test_a_page_in_hz_is_known_whether_it_says_so_or_not() -> None:
    said = SENTENCE.replace("陶喆", "林木")  # 喆 is not in GB2312
    for label in ("", "hz-gb-2312", "gb2312"):
        page = f'<meta charset="{label}"><title>影像云平台</title>\n<p>{said}</p>\n<a href="/~user/">96</a>'
        body = page.encode("hz").replace(b"/~~user/", b"/~user/")
        assert read(body).text == page.replace("/~user/", "/\ufffduser/")
        assert (
            read(page.encode("hz").replace(b"~}\n", b"\n").replace(b"\n", b"\r\n")).text.splitlines()
            == page.splitlines()
        )


def test_a_page_in_ascii_or_utf_8_with_braces_behind_tildes_is_none_in_hz() -> None:
    for page in ("<p>~{ab~} ~{hello~}</p>", f"<p>{SENTENCE}</p>" + "~{abcdefgh~}" * 20, "~{a b~}" * 50):
        assert read(page.encode()).text == page


@pytest.mark.parametrize("word", ["李小木", "李木", "（完）", "云州县医院", "云州县：李木", "影像云"])
def test_a_word_in_utf_8_between_tags_of_a_page_in_gb_is_read(word: str) -> None:
    page = f"<p>{SENTENCE * 20}</p><p>@</p><p>2019年，武汉。</p>"
    assert read(page.encode("gb18030").replace(b"@", word.encode())).text == page.replace("@", word)


# Traditional characters that GB2312 lacks, names of three, and characters of the second level alone between tags.
@pytest.mark.parametrize(
    "word", ["鋁合金", "鄭州市", "溆浦县", "澧县", "陈喆", "㸆鸡块", "鐵嶺縣", "骉犇羴", "錦州", "淏"]
)
def test_a_word_that_stands_alone_in_a_page_in_gb_is_in_gb(word: str) -> None:
    page = f"<p>{SENTENCE}</p>" + f"<b>{word}</b> 1 " * 9
    assert read(page.encode("gb18030")).text == page


def test_halves_of_a_pair_that_were_written_in_utf_8_each_are_one_character() -> None:
    page = f"<p>{SENTENCE}</p><p>院长陈𠮷说：😀好。</p>"
    halves = "".join(each if each < "\U00010000" else _halves(each) for each in page)
    assert read(halves.encode("utf-8", "surrogatepass")).text == page
    assert read(f"<p>{SENTENCE}\ud83d</p>".encode("utf-8", "surrogatepass")).text == f"<p>{SENTENCE}\ufffd</p>"


def _halves(character: str) -> str:
    pair = character.encode("utf-16-be")
    return "".join(chr(int.from_bytes(pair[place : place + 2])) for place in (0, 2))
