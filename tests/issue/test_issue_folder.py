"""An issue's folder: written whole, its versions kept, by hand where a person says so, in another office's frame."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import SAMPLE_WEEK, Scrapy, copy_home
from scrapy.settings import Settings

from monitor.exceptions import OutputError
from monitor.issue.folder import is_form, write_issue
from monitor.issue.rendering import form_name

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_changed_bulletin_leaves_its_former_version(tmp_path: Path) -> None:
    first = {"bulletin.md": b"1", "bulletin.pdf": b"1", "candidates.md": b"1", "images/a.jpg": b"1"}
    assert write_issue(tmp_path, first) is None
    assert write_issue(tmp_path, first) is None, "nothing changed, nothing is kept"
    assert write_issue(tmp_path, {"bulletin.md": b"1", "candidates.md": b"2"}) is None, "the list may change"
    (tmp_path / "note.txt").write_bytes(b"mine")
    kept = write_issue(tmp_path, {"bulletin.md": b"2", "candidates.md": b"3"})
    assert kept == tmp_path / "v1"
    assert {file.relative_to(kept).as_posix(): file.read_bytes() for file in kept.rglob("*") if file.is_file()} == {
        **first, "candidates.md": b"2",
    }  # fmt: skip
    now = {file.relative_to(tmp_path).as_posix() for file in tmp_path.iterdir()}
    ours = {".zhoubao.json", "bulletin.md", "candidates.md", "images", "v1"}
    assert now == {*ours, "note.txt"}, "no form of the former text stays"
    assert not list((tmp_path / "images").iterdir())
    (tmp_path / ".v2").mkdir()  # a run was killed here
    assert write_issue(tmp_path, {"bulletin.md": b"3"}) == tmp_path / "v2"
    assert (tmp_path / "v2" / "bulletin.md").read_bytes() == b"2"


def test_what_a_hand_has_changed_is_kept_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    write_issue(tmp_path, {"bulletin.md": b"1", "bulletin.docx": b"1"})
    (tmp_path / "bulletin.docx").write_bytes(b"edited in Word")
    (tmp_path / "bulletin.final.docx").write_bytes(b"mine")
    assert write_issue(tmp_path, {"bulletin.md": b"1", "bulletin.docx": b"1"}) == tmp_path / "v1"
    assert (tmp_path / "v1" / "bulletin.docx").read_bytes() == b"edited in Word"
    assert write_issue(tmp_path, {"bulletin.md": b"2"}) == tmp_path / "v2"
    assert (tmp_path / "bulletin.final.docx").read_bytes() == b"mine"
    assert not (tmp_path / "bulletin.docx").exists()


def test_only_candidates_touch_no_bulletin(tmp_path: Path) -> None:
    write_issue(tmp_path, {"bulletin.md": b"1"})
    assert write_issue(tmp_path, {"candidates.md": b"1"}) is None
    assert (tmp_path / "bulletin.md").read_bytes() == b"1"


def test_what_cannot_be_kept_stops_the_writing(tmp_path: Path) -> None:
    write_issue(tmp_path, {"bulletin.md": b"1"})
    (tmp_path / ".v1").write_bytes(b"a file in the way")
    with pytest.raises(OutputError, match="上一版存不下"):
        write_issue(tmp_path, {"bulletin.md": b"2"})
    assert (tmp_path / "bulletin.md").read_bytes() == b"1"


FIRST = {"bulletin.md": b"1", "bulletin.pdf": b"1", "candidates.md": b"1", "images/a.jpg": b"1"}
SECOND = {"bulletin.md": b"2", "candidates.md": b"2", "images/b.jpg": b"2"}


def test_what_somebody_else_has_in_the_folder_stays(tmp_path: Path) -> None:
    theirs = ["bulletin.pdf", "bulletin.old", "images/holiday.jpg", "v1/notes.md", ".v2/draft.md", "coverage.md"]
    for name in theirs:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"theirs")
    first = {name: content for name, content in FIRST.items() if name not in theirs}
    assert write_issue(tmp_path, first) is None
    assert [write_issue(tmp_path, each) for each in (first, {"candidates.md": b"3"})] == [None, None]
    (tmp_path / ".v2").rename(tmp_path / ".v9")
    assert write_issue(tmp_path, SECOND) == tmp_path / "v2"
    (tmp_path / ".v9").rename(tmp_path / ".v2")
    kept = {file.relative_to(tmp_path / "v2").as_posix() for file in (tmp_path / "v2").rglob("*") if file.is_file()}
    assert kept == set(first)
    assert {(tmp_path / name).read_bytes() for name in theirs} == {b"theirs"}
    assert not (tmp_path / "images/a.jpg").exists(), "of the former text"


@pytest.mark.parametrize("name", ["bulletin.md", "candidates.md", "images/b.jpg"])
@pytest.mark.parametrize("kind", ["file", "link", "dead link", "pipe", "folder"])
@pytest.mark.parametrize("later", [False, True])
def test_what_is_in_the_way_is_named_and_left_alone(tmp_path: Path, name: str, kind: str, later: bool) -> None:
    folder, secret = tmp_path / "out", tmp_path / "secret"
    (folder / "images").mkdir(parents=True)
    secret.write_bytes(b"secret")
    if later and kind != "file":  # a file of ours that a hand has changed is ours
        write_issue(folder, {**SECOND, "bulletin.md": b"1"})
        (folder / name).unlink()
    make = {"file": lambda path: path.write_bytes(b"theirs"), "link": lambda path: path.symlink_to(secret),
            "dead link": lambda path: path.symlink_to(tmp_path / "none"), "pipe": os.mkfifo, "folder": Path.mkdir}  # fmt: skip
    make[kind](folder / name)  # type: ignore[operator]
    before = sorted(folder.rglob("*"))
    with pytest.raises(OutputError, match="不是本系统写的"):
        write_issue(folder, SECOND)
    assert sorted(folder.rglob("*")) == before, "nothing was written, nothing kept"
    assert secret.read_bytes() == b"secret"


def test_a_folder_of_pictures_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    out, album = tmp_path / "out", tmp_path / "album"
    out.mkdir(), album.mkdir()
    write_issue(out, FIRST)
    (out / "images/a.jpg").rename(album / "a.jpg")
    (out / "images").rmdir()
    (out / "images").symlink_to(album)
    with pytest.raises(OutputError, match=str(out / "images")):
        write_issue(out, SECOND)
    write_issue(out, {"bulletin.md": b"2"})
    assert [file.name for file in album.iterdir()] == ["a.jpg"]


def test_a_list_of_files_from_elsewhere_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "precious.jpg").write_bytes(b"theirs")
    out = tmp_path / "out"
    out.mkdir()
    for text in ('{"files": {"images/../../precious.jpg": []}}', '{"files": 1}', "[]", "", "[" * 5000):
        (out / ".zhoubao.json").write_text(text)
        with pytest.raises(OutputError, match=r"\.zhoubao\.json"):
            write_issue(out, FIRST)
    assert (tmp_path / "precious.jpg").exists()
    assert not (out / "bulletin.md").exists()


def test_a_folder_from_before_there_was_a_list(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    for name, content in FIRST.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(OutputError, match=r"bulletin\.md"):
        write_issue(tmp_path, SECOND)
    assert write_issue(tmp_path, SECOND, own=True) == tmp_path / "v1"
    assert (tmp_path / "v1/images/a.jpg").read_bytes() == b"1"
    assert not (tmp_path / "bulletin.pdf").exists()
    (tmp_path / ".zhoubao.json").unlink()
    assert write_issue(tmp_path, SECOND) is None, "what is in the way is what is to be written"


def test_what_a_hand_has_changed_in_a_list_is_kept(tmp_path: Path) -> None:
    write_issue(tmp_path, FIRST)
    (tmp_path / "candidates.md").write_bytes(b"with remarks")
    assert write_issue(tmp_path, {"candidates.md": b"2"}) == tmp_path / "v1"
    assert (tmp_path / "v1/candidates.md").read_bytes() == b"with remarks"


def test_a_week_into_a_folder_of_somebody_elses_is_refused_before_anything_is_asked(
    scrapy: Scrapy, tmp_path: Path
) -> None:
    (tmp_path / "bulletin.html").write_bytes(b"theirs")
    process = scrapy("weekly", "653", "--replay", SAMPLE_WEEK, "--out", tmp_path)
    assert (process.returncode, process.stdout) == (2, "")
    assert f"不是本系统写的文件：{tmp_path / 'bulletin.html'}" in process.stderr
    assert len(process.stderr.splitlines()) == 1
    assert (tmp_path / "bulletin.html").read_bytes() == b"theirs"


def test_the_editors_changes_are_told_and_fed(scrapy: Scrapy, home_with_week: Path) -> None:
    home = home_with_week
    folder = home / "bulletins" / "653"
    before = {file.name: file.read_bytes() for file in folder.glob("bulletin.*")}
    listed = [json.loads(line) for line in scrapy("articles", "653").stdout.splitlines()]
    first, fourth = (next(a for a in listed if a["headline"] == h) for h in (
        "云州省全民健康信息平台覆盖全部县级医院", "安澜县：云上会诊室开进大山"))  # fmt: skip
    process = scrapy("bulletin", "653", "--pick", fourth["id"], "--drop", first["id"], "--replay", SAMPLE_WEEK)
    assert process.returncode == 0, process.stderr
    assert f"与上次相比：增：{fourth['headline']}；去：{first['headline']}" in process.stderr
    assert f"上一版存在：{folder / 'v1'}" in process.stderr
    assert {file.name: file.read_bytes() for file in (folder / "v1").glob("bulletin.*")} == before
    feed = ET.parse(home / "bulletins" / "issues.atom").getroot()
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "第653期（2025-12-12）"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert (home / "bulletins" / link.get("href", "")).is_file()
    assert fourth["headline"] in str(entry.findtext(f"{ATOM}summary"))
    offered = ET.parse(home / "bulletins" / "candidates.atom").getroot().findall(f"{ATOM}entry")
    titles = [each.findtext(f"{ATOM}title") for each in offered]
    assert listed[0]["headline"] in titles
    assert len(set(titles)) == len(titles) >= 10
    assert "智慧医疗概念股午后拉升 主力资金净流入居前" not in titles


def test_the_feed_leads_to_what_is_there(scrapy: Scrapy, home_with_week: Path, tmp_path: Path) -> None:
    """Nothing was written of an imported issue; one that is elsewhere, and has no page, is led to as it is."""
    past = json.loads((home_with_week / "bulletins" / "653" / "bulletin.json").read_text("utf-8"))
    given = {"number": 652, "date": "2025-12-05", "start": "2025-11-29", "end": "2025-12-05"}
    (tmp_path / "past.json").write_text(json.dumps(past | given), "utf-8")
    assert scrapy("importissue", tmp_path / "past.json").returncode == 0
    feed = home_with_week / "bulletins" / "issues.atom"
    for out, page in (
        (home_with_week / "bulletins" / "653", "653/bulletin.html"),
        (tmp_path / "出", (tmp_path / "出" / "bulletin.md").as_uri()),
    ):
        done = scrapy("bulletin", "653", "--format", "md", "--out", out, "-s", "BULLETIN_PICTURES=False")
        assert done.returncode in (0, 1, 3), done.stderr
        links = [each.get("href") for each in ET.parse(feed).getroot().iterfind(f"{ATOM}entry/{ATOM}link")]
        assert links == [page]


def test_the_files_bear_the_houses_name_and_a_form_once_made_is_made_again(
    scrapy: Scrapy, home_with_week: Path
) -> None:
    folder, house = home_with_week / "bulletins" / "653", "《全国卫生信息化舆情监测周报》第653期 20251212"
    given = ("--replay", SAMPLE_WEEK, "-s", "BULLETIN_FILE_NAME=《{title}》第{number}期 {date}")
    listed = [json.loads(line) for line in scrapy("articles", "653").stdout.splitlines()]
    process = scrapy("bulletin", "653", "--top", "1", "--format", "json,pdf", *given)
    assert process.returncode == 0, process.stderr
    assert f"已写出：{folder / house}.pdf" in process.stderr.splitlines()
    forms = {"bulletin.md", *(f"{house}.{form}" for form in ("html", "docx", "json", "pdf"))}
    assert {file.name for file in folder.iterdir() if is_form(file.name)} - {".zhoubao.json", "images", "v1"} == forms
    process = scrapy("bulletin", "653", "--pick", listed[5]["id"], "--format", "html", *given)
    assert process.returncode == 0, process.stderr
    written = {file.name for file in folder.iterdir()}
    assert forms <= written, "a form of the former text neither stays nor goes: it is made again"
    for form in ("json", "html"):
        assert listed[5]["headline"] in (folder / f"{house}.{form}").read_text("utf-8")
    assert (folder / f"{house}.pdf").read_bytes() != (folder / "v2" / f"{house}.pdf").read_bytes()
    (entry,) = ET.parse(home_with_week / "bulletins" / "issues.atom").getroot().findall(f"{ATOM}entry")
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert unquote(link.get("href", "")) == f"653/{house}.html"
    (folder / f"{house}.pdf").unlink()
    assert scrapy("bulletin", "653", *given).returncode == 0
    assert not (folder / f"{house}.pdf").exists(), "what a hand has taken away is not wanted"


def test_an_issue_is_written_anew_where_it_was_written(scrapy: Scrapy, home_with_week: Path, tmp_path: Path) -> None:
    default, out = home_with_week / "bulletins" / "653", tmp_path / "out"
    offline = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "no_proxy": ""}
    before = {file.name: file.read_bytes() for file in default.glob("*.*")}
    assert scrapy("bulletin", "653", "--out", out, env=offline).returncode == 0
    assert (out / "bulletin.html").read_bytes() == before["bulletin.html"], "its pictures lie in the archive"
    assert "本期" not in scrapy("bulletin", "653", "--out", out).stderr
    process = scrapy("bulletin", "653", "--top", "2", env=offline)
    assert process.returncode == 0, process.stderr
    assert process.stderr.splitlines()[0] == f"本期写在 {out}，仍写到那里；换地方用 --out。"
    assert "取不到" not in process.stderr
    assert len(json.loads((out / "bulletin.json").read_bytes())["articles"]) == 2
    assert {file.name: file.read_bytes() for file in default.glob("*.*")} == before
    out.rename(tmp_path / "moved")
    process = scrapy("bulletin", "653", "--top", "1", env=offline)
    assert process.stderr.splitlines()[0] == f"注意：本期上次写在 {out}，那里没有了；写到 {default}。"
    assert not out.exists()
    (tmp_path / "moved").rename(out)
    assert "本期" not in scrapy("bulletin", "653", env=offline).stderr.split("：")[0], (
        "it stays where it was written last"
    )
    assert len(json.loads((default / "bulletin.json").read_bytes())["articles"]) == 1


def test_number_and_window_by_hand(scrapy: Scrapy, tmp_path: Path) -> None:
    given = ("--number", "9001", "--since", "2025-12-08", "--until", "2025-12-09", "--replay", SAMPLE_WEEK)
    process = scrapy("weekly", *given, "--outlets", "xinhuanet,cnr", "--out", tmp_path)
    assert process.returncode in (0, 3), process.stderr
    text = (tmp_path / "bulletin.md").read_text("utf-8")
    assert "（第九〇〇一期）" in text
    assert "从2025年12月8日到2025年12月9日" in text
    assert "\n2025年12月12日\n" in text, "the day stays the issue's Friday"
    told = json.loads((tmp_path / "bulletin.json").read_bytes())
    assert {article["date"] for article in told["articles"]} <= {"2025-12-08", "2025-12-09"}
    # All commands know it from now on, and another office takes it in.
    assert "未运行 11" in scrapy("health", "9001").stderr, "of this window two outlets were asked"
    listed = [json.loads(line) for line in scrapy("articles", "9001").stdout.splitlines()]
    assert {article["date_published"] for article in listed} == {"2025-12-08", "2025-12-09"}
    imported = scrapy("importissue", tmp_path / "bulletin.json", home=tmp_path / "elsewhere")
    assert imported.returncode == 0, imported.stderr
    assert "已导入第9001期（2025-12-12，2025-12-08 至 2025-12-09）" in imported.stderr


def test_all_by_hand_needs_no_calendar(scrapy: Scrapy) -> None:
    by_hand = ("--number", "700", "--since", "2031-01-04", "--until", "2031-01-10")
    process = scrapy("bulletin", *by_hand)
    assert "没有写出周报" in process.stderr
    assert process.returncode == 1
    assert "2031 年的节假日安排尚未收录" in scrapy("bulletin", *by_hand[2:]).stderr


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--number", "0"), "--number “0”不对"),
        (("--since", "12-06"), "--since“12-06”不对"),
        (("--since", "2025-12-13"), "--since 2025-12-13 晚于 --until 2025-12-12"),
        (("-s", "BULLETIN_INTRODUCTION={weeks}"), "BULLETIN_INTRODUCTION"),
        (("-s", "BULLETIN_INTRODUCTION={count[0]}"), "BULLETIN_INTRODUCTION"),
        (("-s", "BULLETIN_OUTLET_NAMES=foo"), "BULLETIN_OUTLET_NAMES 应为对照表"),
        (("-s", "BULLETIN_TOP=x"), "BULLETIN_TOP 应为 1 到 1000 的整数"),
        (("-s", 'BULLETIN_OUTLET_NAMES={"nosuch": "某报"}'), "没有媒体“nosuch”"),
    ],
)
def test_a_bad_word_is_named(scrapy: Scrapy, given: tuple[str, str], told: str) -> None:
    process = scrapy("bulletin", "653", *given)
    assert process.returncode == 2
    assert told in process.stderr
    assert "Traceback" not in process.stderr


def test_another_office_prints_its_own_frame(scrapy: Scrapy, stored_few: Path, tmp_path: Path) -> None:
    own = {"BULLETIN_TITLE": "某省卫生信息周报", "BULLETIN_PUBLISHER": "某省卫生信息中心",
           "BULLETIN_INTRODUCTION": "本周{count}篇（{since}起）。", "BULLETIN_OUTLET_NAMES": '{"xinhuanet": "新华社客户端"}',
           "BULLETIN_TOP": "2"}  # fmt: skip
    copy_home(stored_few, tmp_path / "home")
    given = [word for each in own.items() for word in ("-s", "=".join(each))]
    done = scrapy("bulletin", "653", "--replay", SAMPLE_WEEK, "--out", tmp_path, *given)
    assert done.returncode == 3, done.stderr  # of the other outlets nobody was asked
    text = (tmp_path / "bulletin.md").read_text("utf-8")
    assert text.startswith("# 某省卫生信息周报\n\n## （第六五三期）\n\n某省卫生信息中心\n")
    assert "本周2篇（2025年12月6日起）。" in text
    assert "来源：新华社客户端" in text
    assert "卫生健康大数据与政策研究" not in text
    theirs = [line for line in text.splitlines() if line.startswith("#### ")]
    own_home = ("--out", tmp_path / "home" / "bulletins" / "653", "--replay", SAMPLE_WEEK)
    assert scrapy("bulletin", "653", "--top", "2", *own_home).returncode == 3, "of the others nobody was asked"
    ours = (tmp_path / "home" / "bulletins" / "653" / "bulletin.md").read_text("utf-8")
    assert [line for line in ours.splitlines() if line.startswith("#### ")] == theirs, "a name chooses nothing"


def test_an_issue_that_was_missed_is_written_the_day_after(scrapy: Scrapy, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "bulletins" / "653"
    given = ("weekly", "--due", "--replay", SAMPLE_WEEK, "--outlets", "cnr")
    assert scrapy(*given, "-s", "MONITOR_TODAY=2025-12-11").returncode == 0
    assert not folder.exists()
    process = scrapy(*given, "-s", "MONITOR_TODAY=2025-12-13")
    assert process.returncode == 0, process.stderr
    assert "还没有写出，先补这一期" in process.stderr
    assert (folder / "bulletin.md").is_file()
    later = scrapy(*given, "-s", "MONITOR_TODAY=2025-12-14")
    assert "第654期" in later.stderr and "只抓取" in later.stderr


def test_a_name_is_no_longer_than_a_disk_takes() -> None:
    given = Settings({"BULLETIN_FILE_NAME": "《{title}》第{number}期", "BULLETIN_TITLE": "周" * 100})
    name = form_name(given, 653, date(2025, 12, 12), "docx")
    assert name == f"《{'周' * 65}.docx"
