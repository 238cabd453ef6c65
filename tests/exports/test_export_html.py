from __future__ import annotations

import io
import json
from base64 import b64decode
from pathlib import Path

import lxml.html
import pytest
from conftest import Scrapy
from hostile_lines import HOSTILE
from made_issue import bulletin, entry, seeds
from PIL import Image

from exports import html
from exports import json as machine
from monitor.bulletin import NO_PHOTO, Entry, Photo
from monitor.text.hygiene import tidy
from monitor.text.markdown import Paragraph, Picture, Subhead, write

_ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "div",
    "h1",
    "h2",
    "h3",
    "p",
    "a",
}


def page(entries: list[Entry]) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html.render(bulletin(653, entries)).decode())


def lines(root: lxml.html.HtmlElement) -> list[str]:
    return [
        tidy(node.text_content()) for node in root.iter("h1", "h2", "h3", "h4", "p") if node.getparent() is not None
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_runs_nothing_and_stays_text(text: str) -> None:
    made = page([entry(headline=text, outlet=text, body=write([Paragraph(text)]), kicker=text)])
    assert {node.tag for node in made.iter() if isinstance(node.tag, str)} <= _ALLOWED
    assert not [name for node in made.iter() for name in node.attrib if name.startswith("on")]
    assert lines(made).count(tidy(text)) >= 3
    assert len(made.findall(".//h3")) == 1


def test_the_contents_jump_to_the_articles() -> None:
    made = page([entry(headline="第一篇"), entry(headline="第二篇")])
    links = list(made.iterfind(".//div[@role='list']//a"))
    assert [link.text_content() for link in links] == ["第一篇", "第二篇"]
    targets = [made.get_element_by_id(link.get("href", "").removeprefix("#")) for link in links]
    assert [target.text_content() for target in targets] == ["1. 第一篇", "2. 第二篇"]


def test_nothing_numbers_the_contents_once_more() -> None:
    """LibreOffice, Word and pandoc number a list whatever its style says: 1.1. 第一篇."""
    made = page([entry(headline="第一篇"), entry(headline="第二篇")])
    assert list(made.iter("ol", "ul", "li")) == []
    assert [row for row in lines(made) if row.endswith("篇")][:2] == ["1. 第一篇", "2. 第二篇"]


def test_an_address_that_is_none_of_the_web_cannot_be_clicked() -> None:
    made = page([entry(url="javascript:alert(1)"), entry(url="HTTPS://x.cn/a")])
    assert [link.get("href") for link in made.iterfind(".//p[@class='link']/a")] == ["HTTPS://x.cn/a"]
    assert "链接：javascript:alert(1)" in lines(made)


def test_a_picture_is_within_the_file_or_a_note_stands_for_it() -> None:
    body = write([Paragraph("甲。"), Picture("https://x.cn/a.jpg", "图为“乙”"), Paragraph("丙。")])
    photos = {"https://x.cn/a.jpg": Photo("images/a.jpg", b"jpeg")}
    made = lxml.html.document_fromstring(html.render(bulletin(653, [entry(body=body)], photos)).decode())
    (image,) = made.iter("img")
    assert (image.get("src"), image.get("alt")) == ("data:image/jpeg;base64,anBlZw==", "图为“乙”")
    assert lines(made)[-4:] == ["甲。", "", "图为“乙”", "丙。"]
    without = page([entry(body=body)])
    assert not list(without.iter("img"))
    assert lines(without)[-4:] == ["甲。", NO_PHOTO, "图为“乙”", "丙。"]
    assert "https://x.cn/a.jpg" not in html.render(bulletin(653, [entry(body=body)])).decode(), "no broken link"


def test_a_long_picture_stands_in_pieces_with_its_words_once() -> None:
    stream = io.BytesIO()
    Image.new("L", (1080, 8000)).save(stream, "JPEG")
    body = write([Paragraph("甲。"), Picture("https://x.cn/a.jpg", "一图读懂")])
    photos = {"https://x.cn/a.jpg": Photo("images/a.jpg", stream.getvalue())}
    made = lxml.html.document_fromstring(html.render(bulletin(653, [entry(body=body)], photos)).decode())
    (paragraph,) = made.iterfind(".//p[@class='picture long']")
    assert [image.get("alt") for image in paragraph] == ["一图读懂", *[""] * 6]
    sizes = [Image.open(io.BytesIO(b64decode(image.get("src").partition(",")[2]))).size for image in paragraph]
    assert {width for width, _ in sizes} == {1080}
    assert sum(height for _, height in sizes) == 8000


def test_the_five_real_issues_stand_in_both_forms(shared: Path) -> None:
    real_issues = json.loads((shared / "seeds" / "bulletins.json").read_text("utf-8"))
    for real, issue in zip(real_issues, seeds(shared), strict=True):
        shown = lines(lxml.html.document_fromstring(html.render(issue).decode()))
        told = json.loads(machine.render(issue))
        assert (told["number"], told["date"]) == (real["number"], real["date"])
        for each, article in zip(real["articles"], told["articles"], strict=True):
            wanted = [tidy(text) for text in each["paragraphs"]]
            start = shown.index(wanted[0])
            assert shown[start : start + len(wanted)] == wanted
            assert [tidy(text) for text in article["paragraphs"]] == wanted


def test_what_is_written_can_be_imported(scrapy: Scrapy, tmp_path: Path) -> None:
    pictures = [Picture(f"https://x.cn/{name}.jpg", f"图 {name}") for name in "abc"]
    body = write([pictures[0], Paragraph("正文 1. 甲"), pictures[1], pictures[2], Subhead("子"), Paragraph("乙")])
    more = {"kicker": "引题", "subtitle": "副题", "original_headline": "原题"}
    issue = bulletin(653, [entry(headline="*一* <b>", body=body, **more), entry(url="https://x.cn/b_1_2.html")])
    file = tmp_path / "bulletin.json"
    file.write_bytes(machine.render(issue))
    assert json.loads(file.read_bytes())["articles"][0]["subheads"] == [1]
    assert scrapy("importissue", file).returncode == 0
    found = {each["headline"]: each for each in map(json.loads, scrapy("articles", "653").stdout.splitlines())}
    assert found["*一* <b>"]["flags"] == ["由往期导入"]
    given = ("bulletin", "653", "--out", tmp_path, "-s", "BULLETIN_PICTURES=False")
    before = file.read_bytes()
    process = scrapy(*given)
    assert process.returncode == 0, process.stderr
    assert file.read_bytes() == before, "written anew it is the issue that was imported, in its order"


@pytest.mark.parametrize("images", ["x", [1], [{"url": "https://x.cn/a.jpg"}], [{"url": "file:///a", "caption": ""}],
                                    [{"url": "https://x.cn/a.jpg", "caption": "", "after": 9}]])  # fmt: skip
def test_a_bad_list_of_pictures_is_named(scrapy: Scrapy, tmp_path: Path, images: object) -> None:
    document = json.loads(machine.render(bulletin(653, [entry()])))
    document["articles"][0]["images"] = images
    (tmp_path / "a.json").write_text(json.dumps(document), "utf-8")
    process = scrapy("importissue", tmp_path / "a.json")
    assert process.returncode == 2
    assert "第 1 篇的 images 不对" in process.stderr


@pytest.mark.parametrize("given", ["epub", "md,xyz", ""])
def test_an_unknown_format_is_named(scrapy: Scrapy, given: str) -> None:
    process = scrapy("bulletin", "653", "--format", given)
    assert process.returncode == 2
    assert "现有：md、html、docx、json、pdf" in process.stderr
