"""A newcomer's protocol: a fictitious outlet of each family, added with the commands of docs/adding-an-outlet.md in a copy
of the project, probed against a local server. One module and its pages are all that is touched."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import PROJECT, SAMPLE_WEEK, Forker, Scrapy, clone
from page_bench import OUTLETS, REGULAR

CARD = (
    "列表：按日期逐版读，网址自带日期；这是一家不存在的报纸，只为证明照着文档做得成。没有真实页面，选择器来自家族模板，"
    "没有联网看过。不出报的一天是 404，不算故障，其余各种失败照家里的规矩报告。"
)
TEXT = "<p>　　松云市卫生健康委3月1日通报，全市社区卫生服务中心全部启用电子病历，转诊时资料随人走。</p><p>　　市民说，少跑一趟，少填一张表。</p>"
HEAD = "松云市社区电子病历全覆盖"
# Family → address of the list, of the article, and the two pages as the family's dossier draws them.
FAMILIES: dict[str, tuple[str, str, str, str, str]] = {
    "layout_paper": (
        "issue", "/pc/layout/202603/01/node_01.html", "/pc/content/202603/01/content_5001.html",
        '<ul id="layoutlist"><li><a href="node_01.html">第01版</a></li></ul><ul id="articlelist"><li><a href="../../../content/202603/01/content_5001.html">{head}</a></li></ul>',
        '<div class="detail-art"><h2 id="Title">{head}</h2><div id="ozoom"><founder-content>{text}</founder-content></div></div>',
    ),
    "classic_paper": (
        "issue", "/html/2026-03/01/node_1.htm", "/html/2026-03/01/content_5001.htm",
        '<a id="pageLink" href="./node_1.htm">第01版</a><ul><li><a href="content_5001.htm?div=-1">{head}</a></li></ul>',
        '<table><tr><td class="font01">{head}</td></tr></table><div id="ozoom"><founder-content>{text}</founder-content></div>',
    ),
    "mobile_paper": (
        "issue", "/mobile/2026/20260301/20260301_m.html", "/mobile/2026/20260301/20260301_001/content_20260301_001_1.htm",
        '<ul class="nav-list-group"><li><a data-href="./20260301_001/content_20260301_001_1.htm">{head}</a></li></ul>',
        '<h1 id="main-title">{head}</h1><div id="content">{text}</div>',
    ),
    "trs": (
        "news", "/news/", "/news/20260301/t20260301_5001.html",
        '<div class="articleList"><ul><li><a href="/news/20260301/t20260301_5001.html">{head}</a></li></ul></div>',
        '<div class="article-header"><h1>{head}</h1><p class="source">2026-03-01 08:00 来源：<span>松云网</span></p></div><div class="article-body">{text}</div>',
    ),
}  # fmt: skip


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forker]:
    """Of a copy of the project: its own commands are run."""
    with closing(Forker(clone(tmp_path_factory.mktemp("copy") / "zhoubao"))) as forker:
        yield forker


@pytest.fixture
def copy(copied: Forker) -> Path:
    return copied.project


@pytest.fixture
def run(copied: Forker, copy: Path, tmp_path: Path) -> Run:
    def go(program: str, *words: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        given = {**os.environ, "MONITOR_HOME": str(tmp_path / "home"), "PYTHONPATH": str(copy), **(env or {})}
        given.pop("PYTEST_XDIST_WORKER", None)
        return copied.run([*map(str, words)], given, copy, program=program)

    return go


class Site(BaseHTTPRequestHandler):
    pages: dict[str, str]

    def do_GET(self) -> None:
        body = self.pages.get("/" + self.path.split("/", 3)[3].split("?")[0])
        content = (body or "").encode()
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[dict[str, str]]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield {"http_proxy": f"http://127.0.0.1:{server.server_port}", "no_proxy": ""}
        server.shutdown()


@pytest.mark.parametrize("family", FAMILIES)
def test_an_outlet_of_each_family(
    copy: Path, run: Run, tmp_path: Path, site: dict[str, str], show: Callable[[str], None], family: str
) -> None:
    begun = time.monotonic()
    source, list_path, article_path, list_page, article_page = FAMILIES[family]
    name, host = f"songyun_{family.split('_')[0]}", f"{family.replace('_', '-')}.songyun.example"
    # 1. The module.
    made = run("scrapy", "genspider", "-t", family, name, f"http://{host}")
    assert made.returncode == 0, made.stderr
    # 2. The card.
    module = copy / "spiders" / f"{name}.py"
    text = re.sub('\n待填：.*?\n"""', f'\n{CARD}\n"""', module.read_text("utf-8"), count=1, flags=re.DOTALL)
    text = (
        text.replace("待填：媒体名", "松云报")
        .replace('outlet = "待填"', 'outlet = "松云报"')
        .replace('region = "待填"', 'region = "云州"')
    )
    module.write_text(text, "utf-8")
    # 3. Its pages, and a look at what is read.
    Site.pages = {
        list_path: list_page.format(head=HEAD),
        article_path: article_page.format(head=HEAD, text=TEXT),
        "/robots.txt": "",
    }
    for path, given in (
        (article_path, []),
        (list_path, ["--listing", source, "--day", "2026-03-01", "--name", "issue"]),
    ):
        file = tmp_path / "page.html"
        file.write_text(
            f"<html><head><title>{HEAD}</title></head><body>{Site.pages[path]}<script>track()</script></body></html>",
            "utf-8",
        )
        saved = run(
            "scrapy",
            "savepage",
            name,
            f"http://{host}{path}",
            "--from",
            file,
            "--made",
            f"family {family}",
            *given,
        )
        assert saved.returncode == 0, saved.stderr
    for case in (copy / "tests" / "pages" / name).glob("*.json"):
        read = json.loads(case.read_text("utf-8"))
        expected = {"headline", "article_body"} if read["kind"] == "article" else {"links"}
        assert expected <= set(read["expect"]), read
        assert "track()" not in case.with_suffix(".html").read_text("utf-8")
        del read["confirmed"]
        case.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", "utf-8")
    # 4. Green, in seconds; and the site answers.
    before = time.monotonic()
    green = run("pytest", "-n0", "-k", name, "-p", "no:cacheprovider")
    assert green.returncode == 0, green.stdout
    assert f"{name}: its laws and its pages (test_outlets, test_pages)" in green.stdout
    assert set(re.findall(r"^tests/\S+", green.stdout, re.MULTILINE)) == {
        "tests/outlet/test_outlets.py", "tests/outlet/test_pages.py",
    }  # fmt: skip
    took = time.monotonic() - before
    probed = run("scrapy", "probe", name, "-s", "MONITOR_TODAY=2026-03-01", "-s", "DOWNLOAD_DELAY=0", env=site)
    assert probed.returncode == 0, probed.stderr
    assert HEAD in probed.stdout
    touched = subprocess.run(
        ["git", "status", "--short", "-uall"], cwd=copy, capture_output=True, text=True, check=True
    )
    files = {line.split()[1] for line in touched.stdout.splitlines() if name in line}
    assert {file.rsplit("/", 1)[0] for file in files} == {"spiders", f"tests/pages/{name}"}
    assert not [line for line in touched.stdout.splitlines() if "songyun" not in line], "nothing else is touched"
    show(f"{family}: {len(files)} files, {time.monotonic() - begun:.0f} s of commands, its tests {took:.1f} s")


def test_a_page_is_saved_from_the_archive_and_explained(copy: Path, run: Run, scrapy: Scrapy) -> None:
    listed = scrapy("crawl", "cnr", "-a", "until=2025-12-12", "-s", f"ARCHIVE_REPLAY={SAMPLE_WEEK}", "--nolog")
    assert listed.returncode == 0, listed.stderr
    url = json.loads(scrapy("articles", "653").stdout.splitlines()[0])["url"]
    saved = run("scrapy", "savepage", "cnr", url, "--from-archive", SAMPLE_WEEK, "--name", "from-archive")
    assert saved.returncode == 0, saved.stderr
    page = copy / "tests" / "pages" / "cnr" / "from-archive.html"
    case = json.loads(page.with_suffix(".json").read_text("utf-8"))
    assert case["expect"]["reader"] == "own:2017"
    assert case["origin"].startswith("saved ")
    again = run("scrapy", "savepage", "cnr", url, "--from-archive", SAMPLE_WEEK, "--name", "from-archive")
    assert (again.returncode, "已有 from-archive.html" in again.stderr) == (2, True)
    explained = scrapy("readpage", page, "--url", url, "--explain")
    assert explained.returncode == 0, explained.stderr
    rungs = [line for line in explained.stdout.splitlines() if ":" in line]
    (winner,) = [line for line in rungs if "→" in line]
    assert "own:2017" in winner and case["expect"]["headline"] in winner
    assert [kind for kind in ("own:2016", "family:", "generic:density") if kind not in explained.stdout] == []
    assert "own:2017：headline = .article-header h1（1 处）" in explained.stderr
    page.unlink()
    page.with_suffix(".json").unlink()


def test_a_list_in_json_is_saved_as_it_came(copy: Path, run: Run) -> None:
    url = "https://m.bjnews.com.cn/bwnew/index-tj?page=1&size=20&channel_id=101&wz_id=1"
    given = ("--from-archive", SAMPLE_WEEK, "--listing", "channels", "--name", "json")
    saved = run("scrapy", "savepage", "bjnews", url, *given)
    assert saved.returncode == 0, saved.stderr
    page = copy / "tests" / "pages" / "bjnews" / "json.html"
    assert json.loads(page.read_bytes())
    case = json.loads(page.with_suffix(".json").read_text("utf-8"))
    assert case["expect"]["links"]
    tested = run("pytest", "-q", "-k", "bjnews/json", "-p", "no:cacheprovider", "tests/outlet/test_pages.py")
    assert tested.returncode == 0, tested.stdout
    page.unlink()
    page.with_suffix(".json").unlink()


PICTURE = PROJECT / "docs" / "images" / "desk-week.png"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("genspider", "-t", "nosuch", "a_b", "http://a.cn"), "没有家族“nosuch”的模板；scrapy genspider -l 列出有的。"),
        (("genspider", "-t", "gov_trs", "a_b", "http://a.cn"), "照同一家族的 spiders/beijing_wjw.py 写一个。"),
        (("genspider", "-t", "trs", "cnr", "http://a.cn"), "媒体“cnr”已经有了"),
        (("genspider", "-t", "trs", "A-B", "http://a.cn"), "名称“A-B”不对"),
        (("genspider", "-t", "trs", "ab"), "用法"),
        (("genspider", "-t", "trs", "a_b", 'https://a.b/"x'), '网址“https://a.b/"x”不对'),
        (("genspider", "-t", "trs", "a_b", "not a domain"), "不对"),
        (("genspider", "-t", "trs", "class", "http://a.cn"), "已另有所指"),
        (("genspider", "-t", "trs", "zhoubao", "http://a.cn"), "已另有所指"),
        (("genspider", "-t", "trs", "families", "http://a.cn"), "已另有所指"),
        (
            ("savepage", "bjd", "https://bjrbdzb.bjd.com.cn/bjrb/", "--listing", "issue", "--from", "README.md"),
            "加 --day",
        ),
        (("probe", "cnr", "--replay", "nope.warc.gz"), "回放文件打不开"),
        (("savepage", "cnr", "https://www.news.cn/a.html"), "网址不属于央广网"),
        (
            ("savepage", "cnr", "https://jx.cnr.cn/yw/20260301/t20260301_527900001.shtml", "--from", str(PICTURE)),
            f"读不成网页，里面有网页没有的字符：{PICTURE}",
        ),
        (("savepage", "cnr", "https://www.cnr.cn/about"), "认不出这个网址"),
        (("savepage", "nosuch", "https://www.cnr.cn/about"), "没有媒体“nosuch”"),
        (
            ("savepage", "cnr", "https://www.cnr.cn/yw/", "--listing", "nosuch", "--from", "README.md"),
            "没有列表“nosuch”",
        ),
        (("savepage", "cnr", "https://www.cnr.cn/yw/", "--listing", "yw", "--from", "/nosuch"), "文件打不开"),
        (("probe",), "用法"),
        (("probe", "nosuch"), "没有媒体“nosuch”"),
        (("probe", "cnr", "--days", "0"), "--days “0”不对"),
    ],
)
def test_wrong_use_is_one_line(scrapy: Scrapy, given: tuple[str, ...], told: str) -> None:
    process = scrapy(*given)
    assert process.returncode == 2, process.stdout + process.stderr
    assert told in process.stderr
    assert "Traceback" not in process.stderr


def test_a_probe_of_all_is_the_report_of_the_first_day(scrapy: Scrapy, tmp_path: Path) -> None:
    given = ("--days", "7", "--replay", SAMPLE_WEEK, "-s", "MONITOR_TODAY=2025-12-12")
    process = scrapy("probe", "--all", *given)
    assert process.returncode == 3, "those on trial are not in the sample week"
    assert f"媒体 {len(OUTLETS)} 家：故障 {len(OUTLETS) - len(REGULAR)}，无切题" in process.stderr
    assert process.stdout.count("own:") == 3 * len(REGULAR), "three articles of each"
    assert not (tmp_path / "home" / "monitor.db").exists(), "the office's store is not touched"
    assert scrapy("probe", "cnr", *given).returncode == 0


def test_a_page_that_cannot_be_had_is_told_with_its_reason(scrapy: Scrapy, site: dict[str, str]) -> None:
    Site.pages = {"/robots.txt": ""}
    process = scrapy("savepage", "cnr", "http://www.cnr.cn/hubei/20260301/t20260301_527000001.html", env=site)
    assert process.returncode == 1
    assert "取不到（HTTP 404）" in process.stderr
    assert "Traceback" not in process.stderr
