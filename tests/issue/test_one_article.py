"""Whatever one article holds, the issue of the others is written, in every form that can be made, and what is not is
told."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import lxml.html
import markdown as python_markdown
import pytest
from conftest import Scrapy
from docx import Document
from made_issue import bulletin, entry
from markdown_it import MarkdownIt
from sqlalchemy import create_engine, text

from exports import html, markdown, word
from exports import json as machine
from monitor.items import ArticleItem
from monitor.store.articles import save
from monitor.store.database import open_database, writing

HEADLINES = ("全民健康信息平台上线", "电子病历互联互通", "智慧医院建设提速")
FORMS = {"bulletin.md", "bulletin.html", "bulletin.docx", "bulletin.json"}


def store(home: Path, **changes: str) -> None:
    """Three articles, the first with what `changes` say of its columns, as an earlier release may have stored it."""
    home.mkdir()
    database = f"sqlite:///{home / 'monitor.db'}"
    with writing(open_database(database)) as session:
        for key, headline in enumerate(HEADLINES, 1):
            url = f"http://x.cn/{key}"
            item = ArticleItem(url, "cnr", headline=headline, date_published=date(2025, 12, 10), key=str(key),
                               article_body=f"{headline}，医院人工智能诊断。", addresses=[url], reader="own:x", score=1.0)  # fmt: skip
            save(session, item, date(2025, 12, 12))
    engine = create_engine(database)
    with engine.begin() as connection:
        for column, value in changes.items():
            connection.execute(text(f"UPDATE article SET {column} = :value WHERE key = '1'"), {"value": value})
    engine.dispose()


def test_what_no_form_can_hold_is_left_out_of_all(scrapy: Scrapy, tmp_path: Path) -> None:
    """Of headline, text, kicker and address alike."""
    home, out = tmp_path / "home", tmp_path / "out"
    values = {"headline": HEADLINES[0], "article_body": f"{HEADLINES[0]}，医院人工智能诊断。", "kicker": "引题一",
              "url": "http://x.cn/1"}  # fmt: skip
    names = {"headline": "title", "article_body": "paragraphs", "kicker": "kicker", "url": "url"}
    store(home, **{column: f"{value[:2]}\uffff\ufffe\x00\x0b\x1f{value[2:]}" for column, value in values.items()})
    process = scrapy("bulletin", "653", "--out", out, "--format", "md,html,docx,json")
    assert process.returncode == 0, process.stderr
    assert {file.name for file in out.glob("bulletin.*")} == FORMS
    printed, told = (out / "bulletin.md").read_text("utf-8"), json.loads((out / "bulletin.json").read_bytes())
    for column, value in values.items():
        assert value in printed, column
        assert told["articles"][0][names[column]] in (value, [value]), column
    for feed in ("issues", "candidates"):
        tree = ET.parse(home / "bulletins" / f"{feed}.atom")
        assert HEADLINES[0] in "".join(tree.getroot().itertext())


ADDRESSES = [
    "https://x.cn/![图](b).html", "https://x.cn/[a](b)", "https://x.cn/a[1].html?b[]=2", "https://x.cn/[a][b]", "https://x.cn/![a]",
    "https://x.cn/![图][b]#[c]", "https://x.cn/a_b_c*d*e", "https://x.cn/a`b`<i>\\[", "https://x.cn/[![a](b)](c)", "https://x.cn/a b)(",
    "https://x.cn/[a]: b", "https://x.cn/&lt;&copy;~~a~~", 'https://x.cn/[a](b "c")', "https://x.cn/![](images/0.jpg)",
]  # fmt: skip


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_is_an_address_in_every_form(url: str) -> None:
    issue = bulletin(653, [entry(url=url), entry()])
    for page in (
        html.render(issue).decode(),
        *(
            f"<div>{each(markdown.render(issue).decode())}</div>"
            for each in (MarkdownIt().render, python_markdown.markdown)
        ),
    ):  # type: ignore[operator]
        tree = lxml.html.fromstring(page)
        links = [link for link in tree.iter("a") if not link.get("href", "").startswith("#")]
        assert len(links) == 2
        assert not list(tree.iter("img", "em", "code", "del"))
    (link,) = [
        link
        for each in Document(io.BytesIO(word.render(issue))).paragraphs
        for link in each.hyperlinks
        if link.address == url
    ]
    assert link.text == url
    assert json.loads(machine.render(issue))["articles"][0]["url"] == url


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """The environment in which an office has exporters of its own, in a module `own`."""
    (tmp_path / "own.py").write_text(
        "def fails(issue):\n"
        f"    if any(each.headline == {HEADLINES[0]!r} for each in issue.entries):\n"
        "        raise RuntimeError('too much\\nfor it')\n"
        "    return b'made'\n\n\n"
        "def gives_text(issue):\n    return 'text'\n",
        "utf-8",
    )
    return {"PYTHONPATH": str(tmp_path)}


@pytest.mark.parametrize(
    ("form", "exporter", "told"),
    [
        ("docx", "own.fails", f"注意：docx 格式没有写出（RuntimeError: too much）；出在：{HEADLINES[0]}"),
        ("docx", "own.gives_text", "注意：docx 格式没有写出（str，不是 bytes）"),
        (
            "md",
            "exports.nosuch.render",
            "注意：md 格式没有写出（ModuleNotFoundError: No module named 'exports.nosuch'）",
        ),
    ],
)
def test_an_exporter_that_fails_costs_its_own_form(
    scrapy: Scrapy, tmp_path: Path, own: dict[str, str], form: str, exporter: str, told: str
) -> None:
    store(tmp_path / "home")
    known = {
        name: f"exports.{room}.render"
        for name, room in (("md", "markdown"), ("html", "html"), ("docx", "word"), ("json", "json"))
    }
    setting = f"BULLETIN_EXPORTERS={json.dumps({**known, form: exporter})}"
    given = ("bulletin", "653", "--format", "html,docx,json", "--out", tmp_path / "out", "-s", setting)
    process = scrapy(*given, env=own)
    assert process.returncode == 3, process.stderr
    assert told in process.stderr.splitlines()
    assert {file.name for file in (tmp_path / "out").glob("bulletin.*")} == FORMS - {f"bulletin.{form}"}
    assert scrapy("bulletin", "653", "--out", tmp_path / "out").returncode == 0, "with what can"


def test_an_article_that_cannot_be_printed_at_all_is_named_and_the_next_one_is(
    scrapy: Scrapy, tmp_path: Path, own: dict[str, str]
) -> None:
    store(tmp_path / "home")
    setting = 'BULLETIN_EXPORTERS={"md": "own.fails", "json": "exports.json.render"}'
    given = ("bulletin", "653", "--top", "2", "--format", "json", "--out", tmp_path / "out", "-s", setting)
    process = scrapy(*given, env=own)
    assert process.returncode == 3, process.stderr
    assert f"注意：印不出，没有刊出：{HEADLINES[0]}（编号 1，RuntimeError: too much）" in process.stderr.splitlines()
    printed = json.loads((tmp_path / "out" / "bulletin.json").read_bytes())["articles"]
    assert {each["title"] for each in printed} == set(HEADLINES[1:])


def test_an_issue_of_which_no_form_can_be_made_is_not_printed(
    scrapy: Scrapy, tmp_path: Path, own: dict[str, str]
) -> None:
    store(tmp_path / "home")
    setting = 'BULLETIN_EXPORTERS={"md": "own.gives_text"}'
    process = scrapy("bulletin", "653", "--format", "md", "-s", setting, env=own)
    assert process.returncode == 1, process.stderr
    assert "没有写出周报：没有一种格式写得出" in process.stderr
    assert "Traceback" not in process.stderr
