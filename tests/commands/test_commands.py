"""The commands as a person runs them, in a process of their own."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from conftest import OF_FEW, SAMPLE_WEEK, Scrapy
from page_bench import PAGES
from rich.cells import cell_len
from scrapy.utils.project import get_project_settings

from monitor.outlet.registry import load_outlets


def weekly(scrapy: Scrapy, *arguments: object) -> tuple[int, str]:
    process = scrapy("weekly", *arguments)
    return process.returncode, process.stdout + process.stderr


def test_the_sample_week_end_to_end_and_again(scrapy: Scrapy, home_with_week: Path) -> None:
    folder = home_with_week / "bulletins" / "653"
    assert sorted(path.name for path in folder.iterdir()) == [
        ".zhoubao.json", "bulletin.docx", "bulletin.html", "bulletin.json", "bulletin.md", "candidates.csv", "candidates.docx", "candidates.html", "candidates.md", "coverage.html", "coverage.md", "images",
    ]  # fmt: skip
    bulletin = (folder / "bulletin.md").read_bytes()
    lists = {file.name: file.read_bytes() for file in folder.glob("candidates.*")}
    text = bulletin.decode()
    assert "（第六五三期）" in text
    assert text.count("\n#### ") == 3
    assert text.count("主要内容：") == 3
    assert "智慧医疗概念股" not in text
    picture = re.search(r"!\[图为青岚市.+?\]\((images/.+?)\)", text)
    assert picture and (folder / picture[1]).is_file()
    listed = [json.loads(line) for line in scrapy("articles", "653").stdout.splitlines()]
    assert len(listed) >= 60
    assert [article["score"] for article in listed] == sorted((article["score"] for article in listed), reverse=True)
    second = scrapy("weekly", "--replay", SAMPLE_WEEK, "2025-12-12", "--out", folder, fresh=True)
    assert second.returncode == 0, second.stdout + second.stderr
    assert (folder / "bulletin.md").read_bytes() == bulletin
    assert {name: (folder / name).read_bytes() for name in lists} == lists
    assert [json.loads(line) for line in scrapy("articles", "653").stdout.splitlines()] == listed


def test_what_the_sample_week_teaches(scrapy: Scrapy, home_with_week: Path) -> None:
    articles = {
        article["headline"]: article for article in map(json.loads, scrapy("articles", "653").stdout.splitlines())
    }
    twice = articles["“人工智能+医疗卫生”应用中试基地在青岚市启用"]
    assert twice["url"].startswith("https://www.news.cn/tech/")
    reprint = articles["“人工智能+医疗卫生”应用中试基地启用"]
    assert twice["story"] == reprint["story"], "the same text under another headline"
    assert articles["南屿市发布智慧医疗装备产业行动计划"]["author"] == "秦望舒"
    assert articles["智慧医疗概念股午后拉升 主力资金净流入居前"]["grade"] == "veto"
    assert any(
        address.endswith("?ivk_sa=1023197a")
        for address in articles["“数智健康”论坛在南屿举行 聚焦医疗数据要素流通"]["addresses"]
    )
    assert not any("旧闻" in headline or "更早" in headline or "图集" in headline for headline in articles)
    assert "全国秋粮收购进度过半" not in articles, "a title without a word of health is not fetched"
    listed = (home_with_week / "bulletins" / "653" / "candidates.html").read_text("utf-8").split("标题未过筛")[1]
    assert "全国秋粮收购进度过半" in listed
    assert "入冬后如何科学添衣" in articles, "a health section is fetched whatever its titles say"


def test_the_editor_chooses_and_later_runs_obey(scrapy: Scrapy, home_with_week: Path) -> None:
    folder = home_with_week / "bulletins" / "653"
    automatic = (folder / "bulletin.md").read_bytes()
    ids = {
        article["headline"]: article["id"] for article in map(json.loads, scrapy("articles", "653").stdout.splitlines())
    }
    wanted = ["安澜县：云上会诊室开进大山", "入冬后如何科学添衣"]
    best = "云州省全民健康信息平台覆盖全部县级医院"

    def headlines() -> list[str]:
        lines = (folder / "bulletin.md").read_text("utf-8").splitlines()
        return [line.split(". ", 1)[1] for line in lines if line.startswith("#### ")]

    picks = ",".join(str(ids[headline]) for headline in wanted)
    process = scrapy(
        "bulletin", "653", "--pick", picks, "--drop", ids[best], "--reason", "主任定", "--out", folder, "--force"
    )
    assert process.returncode == 0, process.stderr
    assert headlines()[:2] == wanted
    assert len(headlines()) == 3
    assert best not in headlines()
    chosen = (folder / "bulletin.md").read_bytes()
    assert weekly(scrapy, "653", "--replay", SAMPLE_WEEK, "--out", folder, *OF_FEW)[0] == 0
    assert (folder / "bulletin.md").read_bytes() == chosen, "a later run respects the choice"
    assert scrapy("bulletin", "653", "--top", "5", "--out", folder).returncode == 0
    assert len(headlines()) == 5
    history = scrapy("bulletin", "653", "--history").stdout.splitlines()
    assert [line.split()[2] for line in history] == ["选用", "不用", "篇数"]
    assert history[0].endswith(f"{picks} 主任定")
    assert scrapy("bulletin", "653", "--auto", "--out", folder).returncode == 0
    assert (folder / "bulletin.md").read_bytes() == automatic
    assert len(scrapy("bulletin", "653", "--history").stdout.splitlines()) == 4, "nothing is forgotten"


def test_picks_are_looked_at(scrapy: Scrapy, home_with_week: Path) -> None:
    before = (home_with_week / "bulletins" / "653" / "bulletin.md").read_bytes()
    ids = {each["headline"]: each["id"] for each in map(json.loads, scrapy("articles", "653").stdout.splitlines())}
    first, reprint, near, veto, cold = (ids[headline] for headline in (
        "“人工智能+医疗卫生”应用中试基地在青岚市启用", "“人工智能+医疗卫生”应用中试基地启用", "安澜县：云上会诊室开进大山",
        "智慧医疗概念股午后拉升 主力资金净流入居前", "献血者可享公交优惠"))  # fmt: skip
    both = scrapy("bulletin", "653", "--pick", f"{first},{near}", "--drop", near)
    assert (both.returncode, both.stderr) == (
        2,
        f"错误：编号 {near} 又选用又不用（--pick、--drop 里都有）；什么也没有改。\n",
    )
    wrong = f"{first},{veto},{reprint},{cold}"
    refused = scrapy("bulletin", "653", "--pick", wrong)
    assert (refused.returncode, refused.stderr) == (2, (
        f"错误：编号 {veto}《智慧医疗概念股午后拉升 主力资金净流入居前》切题分 0.05，未达 0.45（排除词：概念股、主力资金、资金净流入）；"
        f"编号 {reprint}《“人工智能+医疗卫生”应用中试基地启用》与编号 {first} 是同一条消息；"
        f"编号 {cold}《献血者可享公交优惠》切题分 0.00，未达 0.45（没有几个主题词）。什么也没有改；确要这样，加 --force。\n"
    ))  # fmt: skip
    assert scrapy("bulletin", "653", "--history").stdout == ""
    assert (home_with_week / "bulletins" / "653" / "bulletin.md").read_bytes() == before
    forced = scrapy("bulletin", "653", "--pick", wrong, "--force", "--format", "md")
    assert forced.returncode == 0, forced.stderr
    assert [line.split("《")[0] for line in forced.stderr.splitlines()[:4]] == [
        f"注意：编号 {veto}", f"注意：编号 {reprint}", f"注意：编号 {cold}", "媒体 13 家：无切题 1，正常 12",
    ]  # fmt: skip
    outside = scrapy("bulletin", "654", "--pick", first)
    assert outside.returncode == 2
    assert (
        f"编号 {first}《“人工智能+医疗卫生”应用中试基地在青岚市启用》的日期是 2025-12-09，不在第654期" in outside.stderr
    )


def test_a_label_is_kept_listed_and_obeyed(scrapy: Scrapy, home_with_week: Path) -> None:
    folder = home_with_week / "bulletins" / "653"
    best = next(json.loads(line) for line in scrapy("articles", "653").stdout.splitlines())
    assert best["headline"] in (folder / "bulletin.md").read_text("utf-8")
    assert scrapy("label", best["id"], "on").returncode == 0
    assert scrapy("label", best["id"], "off", "--reason", "试试").returncode == 0
    listed = scrapy("label", "--list")
    (row,) = map(json.loads, listed.stdout.splitlines())
    assert (row["label"], row["title"]) == (0, best["headline"])
    judged = home_with_week / "judged.jsonl"
    judged.write_text(listed.stdout, "utf-8")
    result = json.loads(scrapy("topics", "--evaluate", judged, "--json").stdout)
    assert (result["n"], result["false_alarm_rate"]) == (1, 1.0)
    assert result["false_alarms"][0]["reasons"]
    assert scrapy("bulletin", "653", "--out", folder).returncode == 0
    assert best["headline"] not in (folder / "bulletin.md").read_text("utf-8")


def test_topics_are_evaluated_for_reading(scrapy: Scrapy, tmp_path: Path) -> None:
    table = tmp_path / "titles.tsv"
    table.write_text("news\t智慧医院上线\nnews\t雪景\n", "utf-8")
    shown = scrapy("topics", "--evaluate", table, "--all-negative").stdout
    assert "篇数 2" in shown
    assert "误报率 50.00%" in shown
    assert "智慧医院" in shown.split("误报 1 篇")[1]
    assert "strong\t" in scrapy("topics").stdout


def test_long_articles_are_joined_and_pictures_keep_their_captions(scrapy: Scrapy, tmp_path: Path) -> None:
    items = tmp_path / "items.jsonl"
    process = scrapy("crawl", "people", "-a", "since=2025-12-06", "-a", "until=2025-12-12", "-O", items,
                     "-s", f"ARCHIVE_REPLAY={SAMPLE_WEEK}", "-s", "HTTPCACHE_IGNORE_MISSING=True")  # fmt: skip
    assert process.returncode == 0, process.stderr
    found = {item["headline"]: item for item in map(json.loads, items.read_text("utf-8").splitlines())}
    long = found["七部门部署电子病历数据质量提升行动"]["article_body"]
    assert long.count("\n\n") == 4
    assert long.endswith("“源头准，后面才准”。")
    picture = found["松涛区社区卫生服务中心用上AI眼底筛查"]
    assert picture["original_headline"] == "AI眼底筛查走进社区"
    assert picture["date_published"] == "2025-12-12T05:36:00+08:00"
    assert [image["caption"] for image in picture["images"]] == ["居民在社区卫生服务中心做眼底筛查。顾南枝摄"]
    kicker = found["南屿市发布智慧医疗装备产业行动计划"]
    assert (kicker["kicker"], kicker["subtitle"]) == ("到2027年产业规模突破三百亿元", "支持人工智能医疗器械进入基层")
    assert "陶喆" in kicker["article_body"], "a GBK character under a GB2312 label"


def test_a_missing_outlet_is_told_and_the_bulletin_still_written(scrapy: Scrapy, tmp_path: Path) -> None:
    """The archive without 中国日报网: as if that site could not be reached."""
    import io

    from warcio.archiveiterator import ArchiveIterator
    from warcio.warcwriter import WARCWriter

    partial = tmp_path / "partial.warc.gz"
    with SAMPLE_WEEK.open("rb") as source, partial.open("wb") as target:
        writer = WARCWriter(target, gzip=True)
        for record in ArchiveIterator(source):
            body = record.raw_stream.read()
            if "chinadaily" not in record.rec_headers.get_header("WARC-Target-URI"):
                record.raw_stream, record.length, record.payload_length = io.BytesIO(body), None, len(body)
                copy = writer.create_warc_record(
                    record.rec_headers.get_header("WARC-Target-URI"), record.rec_type, io.BytesIO(body), length=len(body), http_headers=record.http_headers,
                    warc_headers_dict={name: value for name, value in record.rec_headers.headers if name in ("WARC-Record-ID", "WARC-Concurrent-To")},
                )  # fmt: skip
                writer.write_record(copy)
    given = ("--outlets", "xinhuanet,people,chinadaily", "--out", tmp_path / "out")
    code, said = weekly(scrapy, "653", "--replay", partial, *given)
    assert code == 3, said
    assert "故障" in said
    assert "媒体 3 家：故障 1，正常 2" in said
    assert (tmp_path / "out" / "bulletin.md").is_file()


def test_nothing_relevant_is_no_bulletin(scrapy: Scrapy, tmp_path: Path) -> None:
    code, said = weekly(scrapy, "652", "--replay", SAMPLE_WEEK, "--out", tmp_path / "out", *OF_FEW)
    assert code == 1, said
    assert "没有写出周报" in said
    assert not (tmp_path / "out" / "bulletin.md").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["weekly", "653", "--outlets", "nosuch"], ["nosuch", "people"]),
        (["weekly", "653", "--outlets", "人民"], ["“人民”", "是不是 people（人民网）"]),
        (["weekly", "0"], ["期号 0"]),
        (["weekly", "99999"], ["期号 99999", "年才有这一期"]),
        (["weekly", "2025-10-03"], ["2025-10-03", "法定节假日"]),
        (["weekly", "2026-10-02"], ["2026-10-02", "法定节假日"]),
        (["weekly", "2027-01-08"], ["2027", "holidays.toml"]),
        (["weekly", "2025-12-10"], ["不是周五", "第653期"]),
        (["weekly", "sixhundred"], ["sixhundred", "YYYY-MM-DD"]),
        (["weekly", "653", "654"], ["参数太多"]),
        (["weekly", "653", "--top", "0"], ["--top", "0"]),
        (["weekly", "653", "--bogus"], ["--bogus", "-h"]),
        (["weekly", "653", "--replay", "nosuch.warc.gz"], ["nosuch.warc.gz"]),
        (["weekly", "653", "--replay", "README.md"], ["README.md"]),
        (["weekly", "653", "--replay", str(SAMPLE_WEEK), "--out", "README.md/out"], ["README.md/out", "--out"]),
        (["articles", "abc"], ["abc"]),
        (["bulletin", "653", "--pick", "1,x"], ["--pick", "1,x"]),
        (["bulletin", "653", "--pick", "99999"], ["99999", "candidates.html"]),
        (["bulletin", "653", "--top", "-1"], ["--top", "-1"]),
        (["bulletin", "653", "--pick", "1", "--pick", "x"], ["--pick", "1,x"]),
        (["verify", "--deposited", "zz"], ["--deposited", "zz", "64"]),
        (["verify", "--deposited", ""], ["--deposited", "64"]),
        (["importissue", ""], ["文件名是空的"]),
        (["importissue", "README.md", " "], ["文件名是空的"]),
        (["label", "1"], ["on|off"]),
        (["label", "99999", "on"], ["99999"]),
        (["topics", "--evaluate", "nosuch.jsonl"], ["nosuch.jsonl"]),
        (["topics", "--evaluate", "README.md"], ["README.md", "第 1 行"]),
        (["crawl", "nosuch"], ["nosuch", "people"]),
        (["crawl", "people", "-a", "since=2025/12"], ["since", "YYYY-MM-DD"]),
        (["crawl", "people", "-a", "since=2025-12-12", "-a", "until=2025-12-01"], ["对调"]),
        (["readpage", "nosuch.html", "--url", "https://www.news.cn/"], ["nosuch.html"]),
        (["readpage", "README.md"], ["--url"]),
        (["readpage", "README.md", "--url", "news.cn/a"], ["news.cn/a", "http"]),
        (["readpage", "README.md", "--url", "https://x.cn/", "--outlet", "nosuch"], ["nosuch"]),
    ],
)  # fmt: skip
def test_wrong_use_is_one_clear_line(scrapy: Scrapy, tmp_path: Path, arguments: list[str], words: list[str]) -> None:
    process = scrapy(*arguments)
    assert process.returncode == 2, process.stdout + process.stderr
    assert process.stdout == ""
    (line,) = process.stderr.strip().splitlines()
    assert line.startswith("错误：")
    assert [word for word in words if word not in line] == []
    bulletins = tmp_path / "home" / "bulletins"
    assert not [path for path in bulletins.rglob("*") if path.is_file()]


def test_a_damaged_archive_is_found_before_anything_is_written(scrapy: Scrapy, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.warc.gz"
    damaged.write_bytes(SAMPLE_WEEK.read_bytes()[:-1000])
    code, said = weekly(scrapy, "653", "--replay", damaged)
    assert (code, said.count("\n")) == (2, 1)
    assert "damaged.warc.gz" in said
    assert not (tmp_path / "home" / "monitor.db").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere; run the tests as another user")
def test_a_folder_without_rights(scrapy: Scrapy, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    code, said = weekly(scrapy, "653", "--replay", SAMPLE_WEEK, "--out", tmp_path / "locked")
    assert code == 2
    assert "locked" in said


@pytest.mark.parametrize("name", ["weekly", "crawl", "readpage", "articles", "outlets", "bulletin", "label", "topics"])
def test_every_command_has_help_in_chinese(scrapy: Scrapy, name: str) -> None:
    process = scrapy(name, "-h")
    assert process.returncode == 0
    assert sum("\u4e00" <= letter <= "\u9fff" for letter in process.stdout) > 15


def test_outlets_lists_each_on_a_line_of_80_columns(scrapy: Scrapy) -> None:
    outlets = load_outlets(get_project_settings())
    shown = scrapy("outlets", env={"COLUMNS": "80"}).stdout.splitlines()
    assert max(map(cell_len, shown)) <= 80
    for name, outlet in outlets.items():
        (line,) = [line for line in shown if f" {name} " in line]
        assert outlet.outlet in line and ("SEEN" in line or "CODE" in line)
    details = scrapy("outlets", "--details").stdout
    assert [word for word in ("备用列表", "主键：", "域名：", *outlets) if word not in details] == []


def test_readpage_prints_one_object(scrapy: Scrapy) -> None:
    page = PAGES / "people" / "20260301-template-2025.html"
    url = json.loads(page.with_suffix(".json").read_text("utf-8"))["url"]
    process = scrapy("readpage", page, "--url", url + "?from=x")
    assert process.returncode == 0, process.stderr
    found = json.loads(process.stdout)
    assert list(found) == [
        "url", "outlet", "headline", "kicker", "subtitle", "date_published", "source", "author", "editor",
        "original_headline", "article_body", "images", "reader",
    ]  # fmt: skip
    assert (found["url"], found["outlet"], found["reader"]) == (url, "people", "own:2020")


def test_readpage_of_an_unknown_site_and_of_a_given_outlet(scrapy: Scrapy) -> None:
    page = PAGES / "chinadaily" / "20260301-template-2018.html"
    unknown = json.loads(scrapy("readpage", page, "--url", "https://x.cn/a").stdout)
    assert (unknown["outlet"], unknown["reader"].split(":")[0]) == ("", "generic")
    assert unknown["headline"] == "云州省影像云平台接入96家医院"
    given = json.loads(scrapy("readpage", page, "--url", "https://x.cn/a", "--outlet", "chinadaily").stdout)
    assert (given["outlet"], given["reader"]) == ("chinadaily", "own:2018")


def test_readpage_reads_a_page_whose_mark_is_of_another_encoding(scrapy: Scrapy, tmp_path: Path) -> None:
    page = PAGES / "chinadaily" / "20260301-template-2018.html"
    (marked := tmp_path / "a.html").write_bytes(b"\xef\xbb\xbf" + page.read_text("utf-8").encode("gb18030"))
    assert (
        json.loads(scrapy("readpage", marked, "--url", "https://x.cn/a").stdout)["headline"]
        == "云州省影像云平台接入96家医院"
    )


def mojibake(text: str) -> str:
    """UTF-8 read as GBK and saved so: what a careless tool makes of a page."""
    return text.encode().decode("gb18030", "replace")


MOJIBAKE = (
    f"<html><title>{mojibake('云州医院上线平台')}</title><body><h1>{mojibake('云州医院上线平台')}</h1>"
    + "".join(f"<p>{mojibake('患者的检查检验结果互认，医生可以调阅电子病历。')}</p>" for _ in range(9))
)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "空页面"),
        (b"  \n", "空页面"),
        (b"<html><body></body></html>", "空页面"),
        ("<html><title>标题很长很长</title><body><h1>标题很长很长</h1></body></html>".encode(), "找不到标题和正文"),
        (MOJIBAKE.encode(), "编码无法识别"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, ""),
    ],
)  # fmt: skip
def test_readpage_refuses_what_is_no_article(scrapy: Scrapy, tmp_path: Path, body: bytes, word: str) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(body)
    process = scrapy("readpage", page, "--url", "https://x.cn/a")
    assert process.returncode == 1, process.stdout
    assert process.stdout == ""
    (line,) = process.stderr.strip().splitlines()
    assert line.startswith("错误：")
    assert word in line
