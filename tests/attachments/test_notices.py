"""A notice whose text is in its attachment, from the list to the proof, over a local server. Texts are invented."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from answering import Answer, Handler
from conftest import Scrapy
from made_files import lock, make_ofd, make_pdf, make_sheet, make_word
from test_files import AS_LINES, OLD_LINES, OLD_SHEET, OLD_WORD, PAGES, PARAGRAPHS, ROWS, TABLE

SITE, LIST = "http://wjw.beijing.gov.cn/", "xwzx_20031/wnxw/"
FILES = {
    "P01.pdf": make_pdf(PAGES),
    "P02.docx": make_word(PARAGRAPHS, TABLE),
    "P03.pdf": lock(make_pdf(PAGES)),
    "P04.et": b"\xd0\xcf\x11\xe0",
    "P05.xlsx": make_sheet(ROWS),
    "P06.ofd": make_ofd(PAGES),
    "P07.xls": OLD_SHEET,
    "P08.doc": OLD_WORD,
    "P09.wps": OLD_WORD.replace("云州省医疗影像云".encode("utf-16-le"), "云州省电子病历库".encode("utf-16-le")),
}
TITLES = {
    "P01.pdf": "关于印发医疗影像云接入规范的通知",
    "P02.docx": "关于公布电子病历共享医院名单的通知",
    "P03.pdf": "关于健康信息平台数据上报的通知",
    "P04.et": "关于远程医疗系统互联的通知",
    "P05.xlsx": "关于公布互联网医院接入名单的通知",
    "P06.ofd": "关于印发电子健康档案接入规范的通知",
    "P07.xls": "关于公布检查检验互认医院名单的通知",
    "P08.doc": "关于公布影像云接入期限的通知",
    "P09.wps": "关于印发电子病历库接入规范的通知",
}
TABLE_OF_DATA = (
    "<table><tr><td>发文机关：</td><td>北京市卫生健康委员会</td><td>发文字号：</td><td>京卫信息〔2025〕9号</td></tr>"
    "<tr><td>成文日期：</td><td>2025年11月20日</td><td>发布日期：</td><td>2025年12月09日</td></tr></table>"
)


def answer(handler: Handler) -> None:
    path = handler.path.removeprefix(SITE)
    name = path.rpartition("/")[2]
    articles = {f"t20251209_{number}.html": file for number, file in enumerate(FILES, 440)}
    if path == LIST:
        rows = "".join(
            f"<div class='weinei_left_con_line_text'><a href='./202512/{page}' title='{TITLES[file]}'>{TITLES[file]}</a></div>"
            for page, file in articles.items()
        )
        handler.send(200, f"<html><body>{rows}</body></html>".encode())
    elif name in articles:
        file = articles[name]
        head = f'<meta name="SiteName" content="北京市卫生健康委员会"><meta name="ArticleTitle" content="{TITLES[file]}"><meta name="PubDate" content="2025-12-09 15:00:00">'
        body = f"<h1>{TITLES[file]}</h1>{TABLE_OF_DATA if file == 'P01.pdf' else ''}<div class='view TRS_UEDITOR'><p>各有关单位：</p><p>现将《{TITLES[file][2:-3]}》印发给你们，请遵照执行。</p><p><a href='./{file}'>附件：{file}</a></p></div>"
        handler.send(200, f"<html><head><title>{TITLES[file]}</title>{head}</head><body>{body}</body></html>".encode())
    elif name in FILES:
        handler.send(200, FILES[name], kind="application/octet-stream")
    else:
        handler.send(404)


def test_the_printed_paragraph_is_proven_in_the_attachment(
    scrapy: Scrapy, tmp_path: Path, serve: Callable[[Answer], dict[str, str]]
) -> None:
    window = ("-a", "since=2025-12-06", "-a", "until=2025-12-12", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0")
    process = scrapy("crawl", "beijing_wjw", *window, "-L", "DEBUG", env=serve(answer))
    assert "'monitor/attachment/read': 7" in process.stderr, process.stderr[-2000:]
    assert "'monitor/attachment/unread': 1" in process.stderr
    with sqlite3.connect(tmp_path / "home" / "monitor.db") as connection:
        rows = connection.execute("SELECT id, headline, article_body, flags FROM article")
        found = {headline: (number, body, json.loads(flags)) for number, headline, body, flags in rows}
        told = dict(
            connection.execute("SELECT url, document_number || issuer || signed_on || published_on FROM article")
        )
        records = dict(connection.execute("SELECT article_id, count(*) FROM evidence GROUP BY article_id"))
    connection.close()
    assert set(found) == set(TITLES.values()), "a notice stays, whatever its file is"
    numbered = f"{SITE}{LIST}202512/t20251209_440.html"
    assert told[numbered.replace("http:", "https:")] == "京卫信息〔2025〕9号北京市卫生健康委员会2025-11-202025-12-09"
    why = scrapy("why", numbered).stdout
    assert "公文：通知，京卫信息〔2025〕9号，北京市卫生健康委员会，2025-11-20 成文，2025-12-09 发布" in why, why
    read = {"P01.pdf": PARAGRAPHS, "P02.docx": [*PARAGRAPHS, "三级医院 3月31日前"], "P05.xlsx": AS_LINES}
    read |= {"P06.ofd": PARAGRAPHS, "P07.xls": AS_LINES, "P08.doc": OLD_LINES, "P09.wps": OLD_LINES[1:]}
    for file, there in read.items():
        number, body, _ = found[TITLES[file]]
        assert [text for text in there if text not in body] == []
        assert records[number] == 2, "the file is evidence as a page is"
    flags = [[flag for flag in found[TITLES[file]][2] if flag.startswith("附件")] for file in ("P03.pdf", "P04.et")]
    assert flags == [
        [f"附件没有读（文件加了密）：附件：P03.pdf {SITE}{LIST}202512/P03.pdf"],
        [f"附件没有读（ET 格式读不了）：附件：P04.et {SITE}{LIST}202512/P04.et"],
    ]
    # The same text again in WPS's file is one story with the DOC's.
    picks = ",".join(str(found[TITLES[file]][0]) for file in read if file != "P09.wps")
    written = scrapy("bulletin", "653", "--pick", picks, "--top", "6", "-s", "BULLETIN_PICTURES=False")
    assert written.returncode == 3, "the other outlets were not run"
    folder = tmp_path / "home" / "bulletins" / "653"
    printed = (folder / "bulletin.md").read_text("utf-8")
    assert "调阅时按需传输，传输过程全程加密。" in printed
    for form in ("bulletin.md", "bulletin.html", "bulletin.json"):
        text = (folder / form).read_text("utf-8")
        assert [line for line in ("三级医院 3月31日前", *AS_LINES) if line not in text] == [], "a table stays readable"
    proven = scrapy("verify", "653")
    assert proven.returncode == 0, proven.stdout + proven.stderr
