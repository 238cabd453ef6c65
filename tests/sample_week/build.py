"""Composes the sample week into a WARC file: `python tests/sample_week/build.py` (from the project's folder).

The result is kept in the project, so that the first command of the README needs nothing but itself; a test compares
it with what this script makes.
"""

import html
import io
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, cycle
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from scrapy.http import Request
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

import pages  # noqa: E402
from pages import Story  # noqa: E402

from monitor import settings  # noqa: E402
from monitor.issue_calendar import Window  # noqa: E402
from monitor.listing.channel_data import ChannelData  # noqa: E402
from monitor.listing.issue import DAY  # noqa: E402
from monitor.listing.search import JsonSearch  # noqa: E402
from monitor.listing.section import SectionList  # noqa: E402
from monitor.outlet.spider import OutletSpider  # noqa: E402
from spiders.bjd import Bjd  # noqa: E402
from spiders.bjnews import Bjnews  # noqa: E402
from spiders.chinadaily import Chinadaily  # noqa: E402
from spiders.chinanews import Chinanews  # noqa: E402
from spiders.cnr import Cnr  # noqa: E402
from spiders.dahe_hnrb import DaheHnrb  # noqa: E402
from spiders.hebnews_hbrb import HebnewsHbrb  # noqa: E402
from spiders.hubeidaily import Hubeidaily  # noqa: E402
from spiders.iqilu import Iqilu  # noqa: E402
from spiders.people import People  # noqa: E402
from spiders.people_rmrb import PeopleRmrb  # noqa: E402
from spiders.xinhuanet import Xinhuanet  # noqa: E402
from spiders.ynet_bqb import YnetBqb  # noqa: E402

ARCHIVE = HERE / "week-653.warc.gz"
WINDOW = Window(date(2025, 12, 6), date(2025, 12, 12))
MOMENT = "2025-12-12T10:00:00Z"
SERVED = "Fri, 12 Dec 2025 10:00:00 GMT"
_GONE = (
    "<html><head><meta charset='utf-8'><title>已删除或过期的稿件</title></head><body>已删除或过期的稿件</body></html>"
)

Answer = tuple[Request, int, str, bytes]  # request, status, content type, body


def load() -> list[Story]:
    """Return the stories of week.toml, in its order."""
    week = tomllib.loads((HERE / "week.toml").read_text("utf-8"))
    texts = {story["title"]: story["text"] for story in week["full"]}
    stories = [_full(dict(story), texts) for story in week["full"]]
    for outlet, lines in week["short"].items():
        stories += [_short(outlet, line) for line in lines.strip().splitlines()]
    return stories


def load_idle(stories: list[Story]) -> list[Story]:
    """Return what lists have beside `stories`, on the days of those of the same outlet, in turn: no gate lets it pass."""
    week = tomllib.loads((HERE / "week.toml").read_text("utf-8"))
    idle = []
    for outlet, channels in week["idle"].items():
        lines = [(channel, title) for channel, titles in channels.items() for title in titles.strip().splitlines()]
        moments = cycle((story.day, story.time) for story in stories if story.outlet == outlet)
        for (channel, title), (day, time) in zip(lines, moments, strict=False):
            idle.append(
                replace(_short(outlet, f"{day} | {time} | {channel} | {title} | 记者近日获悉，{title}。"), idle=True)
            )
    return idle


def _full(given: dict[str, Any], texts: dict[str, str]) -> Story:
    text = texts[given.pop("reprint", given["title"])]
    del given["text"]
    channels = given.pop("channels", [given.pop("channel")])
    given.pop("channel", None)
    parts = [[_paragraph(line) for line in part.strip().split("\n\n")] for part in text.split("-----")]
    if original := given.pop("original", ""):
        parts[0].insert(0, f"原标题：{original}")
    return Story(channels=channels, parts=parts, **given)


def _short(outlet: str, line: str) -> Story:
    day, time, channel, title, lead = (cell.strip() for cell in line.split("|"))
    subject = re.sub(r"\W", "", title)[:6]
    parts = [
        [
            lead,
            f"现场工作人员介绍，{subject}相关工作已持续多日，各方准备充分。",
            f"下一步，有关方面将继续做好{subject}后续安排。",
        ]
    ]
    host = {"people": "www.people.com.cn" if channel == "headlines" else f"{channel.split('-')[0]}.people.com.cn"}.get(
        outlet, ""
    )
    if outlet in ("cnr", "iqilu"):
        host, channel = channel.split("/", 1)
    if outlet == "chinadaily":
        host = {"tech": "tech", "china-comment": "china"}.get(channel, "cn")
    sources = {
        "xinhuanet": "新华网",
        "people": "人民网",
        "chinadaily": "中国日报网",
        "cnr": "央广网",
        "iqilu": "齐鲁网",
        "chinanews": "中国新闻网",
    }
    return Story(outlet, date.fromisoformat(day), time, [channel], title, parts, sources.get(outlet, ""), host=host)


def _paragraph(line: str) -> str:
    picture = re.fullmatch(r"!\[(.*)\]\((.*)\)", line.strip())
    if picture:
        return f'<p style="text-align:center"><img src="{picture[2]}"></p><p style="text-align:center"><font color="navy">{picture[1]}</font></p>'
    text = html.escape(line.strip(), quote=False)
    return re.sub(r"\*\*(.*)\*\*", r"<strong>\1</strong>", text)


def answers() -> Iterator[Answer]:
    """Yield an answer to every request that the outlets make in the week."""
    read = load()
    stories = [*read, *load_idle(read)]
    by = {
        name: [story for story in stories if story.outlet == name]
        for name in sorted({story.outlet for story in stories})
    }
    made: dict[tuple[str, str, bytes], Answer] = {}
    for request, status, kind, body in (
        *_xinhuanet(by["xinhuanet"]),
        *_people(by["people"]),
        *_chinadaily(by["chinadaily"]),
    ):
        made[request.method, request.url, request.body] = (request, status, kind, body)
    for spider in (Xinhuanet, People, Chinadaily):
        for source in spider.sources:
            for request in source.requests(WINDOW, settings.SEARCH_WORDS):
                # What is left is the search of 新华网, which refuses plain clients (dossier), and stand-ins.
                refused = (request, 403, "text/html", b"<html><body>Forbidden</body></html>")
                made.setdefault((request.method, request.url, request.body), refused)
    rest = [
        _paper(spider, by[spider.name])
        for spider in (HebnewsHbrb, DaheHnrb, YnetBqb, Bjd, Hubeidaily, Chinanews, PeopleRmrb)
    ]
    rest += [_sections(spider, by[spider.name]) for spider in (Cnr, Iqilu)]
    for answers_of_one in (*rest, _bjnews(by["bjnews"])):
        for answer in answers_of_one:
            made.setdefault((answer[0].method, answer[0].url, answer[0].body), answer)
    for story in stories:
        for name in re.findall('<img src="(.*?)">', "".join(chain.from_iterable(story.parts))):
            url = urljoin(story.url, name)
            made["GET", url, b""] = Request(url), 200, "image/png", pages.photograph(url)
    hosts = sorted({"/".join(request.url.split("/")[:3]) for request, *_ in made.values()})
    for host in hosts:
        made["GET", f"{host}/robots.txt", b""] = (
            Request(f"{host}/robots.txt"),
            200,
            "text/plain",
            b"User-agent: *\nAllow: /\n",
        )
    yield from made.values()


def _xinhuanet(stories: list[Story]) -> Iterator[Answer]:
    shell = Story(
        "xinhuanet",
        date(2025, 12, 10),
        "12:00:00",
        ["health"],
        "图集：雪落古城",
        [['<p><img src="a.jpg"></p>']],
        "新华网",
    )
    gone = Story("xinhuanet", date(2025, 12, 9), "12:00:00", ["health"], "一篇撤下的稿件", [["撤下"]], "新华网")
    for story in [*stories, shell]:
        yield _page(story.url, pages.xinhuanet(story, 1))
    yield _page(gone.url, _GONE)
    for source in Xinhuanet.sources:
        if not isinstance(source, ChannelData):
            continue
        listed = [story for story in stories if source.name in story.channels]
        if source.name == "health":
            listed += [shell, gone]
        if source.name in ("rolling", "politics-szlb"):
            listed = stories[::4]
        data = f"{len(source.name):032x}"
        yield _page(source.url, pages.channel_page(data, listed))
        yield _answer(
            Request(f"{source.url.rsplit('/', 1)[0]}/ds_{data}.json"), pages.data_file(listed), "application/json"
        )


def _people(stories: list[Story]) -> Iterator[Answer]:
    for story in stories:
        for number in range(1, len(story.parts) + 1):
            yield _page(story.page_url(number), pages.people(story, number), "gb18030", "text/html")
    for source in People.sources:
        if isinstance(source, JsonSearch):
            for word, request in zip(
                settings.SEARCH_WORDS, source.requests(WINDOW, settings.SEARCH_WORDS), strict=True
            ):
                found = [story for story in stories if all(part in story.title for part in word.split())]
                yield _answer(request, pages.people_search(found), "application/json")
        elif isinstance(source, SectionList):
            listed = (
                stories[:2] if source.name == "home" else [story for story in stories if source.name in story.channels]
            )
            old = pages.old_people_index(source.url.split("/")[2])
            yield _page(source.url, pages.people_index(listed) if listed else old, "gb18030", "text/html")
            yield _page(source.url.replace("index.html", "index2.html"), old, "gb18030", "text/html")


def _chinadaily(stories: list[Story]) -> Iterator[Answer]:
    for story in stories:
        for number in range(1, len(story.parts) + 1):
            yield _page(story.page_url(number), pages.chinadaily(story, number))
            if story.query and number == 1:
                yield _page(story.url + story.query, pages.chinadaily(story, number))
    for source in Chinadaily.sources:
        listed = [story for story in stories if source.name in story.channels]
        if isinstance(source, SectionList):
            second = f"{source.url}/page_2.html"
            yield _page(source.url, pages.column(listed, second if listed else ""))
            yield _page(second, pages.column([], ""))
        if isinstance(source, JsonSearch):
            for request in source.requests(WINDOW, settings.SEARCH_WORDS):
                yield _answer(request, json.dumps({"content": [], "totalPages": 0}), "application/json")


def _paper(spider: type[OutletSpider], stories: list[Story]) -> Iterator[Answer]:
    """The papers' issues: half of a day's articles on the first page, half on that of health; Sunday without an issue."""
    for story in stories:
        yield _page(story.url, pages.paper(story), "utf-8-sig" if spider is Bjd else "utf-8")
    source = spider.sources[0]
    if spider is Hubeidaily:  # what a browser would have made of the site's front page
        links = "".join(f'<a href="/pc/c_{number}.html">{title}</a>' for number, title in pages.FRONT_PAGE.items())
        yield _page("https://news.hubeidaily.net/", f"<html><body>{links}</body></html>")
        for request in spider.sources[1].requests(WINDOW, ()):
            yield _answer(request, pages.interface(), "application/json")
    second = {"node_01.html": "node_07.html", "node_1.htm": "node_7.htm", "node_1331.htm": "node_1337.htm"}
    for request in source.requests(WINDOW, ()):
        today = [story for story in stories if story.day == request.meta[DAY]]
        if not today:
            yield request, 404, "text/html", b"<html><body>404</body></html>"
            continue
        name = request.url.rsplit("/", 1)[-1]
        read = sum(not story.idle for story in today)
        later = today[read // 2 : read] if name in second else []
        first = [story for story in today if story not in later]
        yield _page(request.url, pages.paper_page(spider.name, first))
        if name in second:
            yield _page(request.url.replace(name, second[name]), pages.paper_page(spider.name, later))


def _sections(spider: type[OutletSpider], stories: list[Story]) -> Iterator[Answer]:
    """央广网 and 齐鲁网: a page a section, the next one missing."""
    for story in stories:
        yield _page(story.url, pages.paper(story), "gb18030" if spider is Cnr else "utf-8", "text/html")
    old = {
        "cnr": "https://www.cnr.cn/yw/20251101/t20251101_527300001.shtml",
        "iqilu": "https://news.iqilu.com/china/2025/1101/5860001.shtml",
    }
    for source in spider.sources:
        if source.instead_of:
            continue
        assert isinstance(source, SectionList)
        listed = [story for story in stories if story.url.startswith(source.url)]
        yield _page(source.url, pages.link_list(listed, old[spider.name]))
        if spider is Cnr:
            yield Request(f"{source.url}index_1.html"), 404, "text/html", b"<html><body>404</body></html>"


def _bjnews(stories: list[Story]) -> Iterator[Answer]:
    for story in stories:
        yield _page(story.url, pages.paper(story))
    channels, more, search = Bjnews.sources
    for request in more.requests(WINDOW, ()):
        yield _answer(request, pages.channel_list(stories[:1]), "application/json")
    for request in channels.requests(WINDOW, ()):
        yield _answer(
            request, pages.channel_list(stories if "channel_id=4&" in request.url else stories[:1]), "application/json"
        )
    for request in search.requests(WINDOW, settings.SEARCH_WORDS):
        yield _answer(request, pages.search_hits(stories[:1]), "application/json")


def _page(url: str, text: str, encoding: str = "utf-8", kind: str = "text/html; charset=utf-8") -> Answer:
    return Request(url), 200, kind, text.encode(encoding)


def _answer(request: Request, text: str, kind: str) -> Answer:
    return request, 200, kind, text.encode()


def write(stream: io.BufferedIOBase) -> int:
    """Write the week as WARC and return the number of responses. Dates and record ids are fixed."""
    writer = WARCWriter(stream, gzip=True)
    count = 0
    for request, status, kind, body in answers():
        count += 1
        headers = [("Content-Type", kind), ("Date", SERVED)]
        response = writer.create_warc_record(
            request.url,
            "response",
            io.BytesIO(body),
            length=len(body),
            http_headers=StatusAndHeaders(f"{status} X", headers, protocol="HTTP/1.1"),
        )
        asked = writer.create_warc_record(
            request.url,
            "request",
            io.BytesIO(request.body),
            length=len(request.body),
            http_headers=StatusAndHeaders(
                f"/{request.url.split('/', 3)[3] if request.url.count('/') > 2 else ''} HTTP/1.1",
                [],
                protocol=request.method,
            ),
        )
        for record in (response, asked):
            name = f"{record.rec_type} {request.method} {request.url} {request.body.decode()}"
            record.rec_headers.replace_header("WARC-Record-ID", f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>")
            record.rec_headers.replace_header("WARC-Date", MOMENT)
        writer.write_request_response_pair(asked, response)
    return count


if __name__ == "__main__":
    with ARCHIVE.open("wb") as archive:
        number = write(archive)
    print(f"{ARCHIVE.name}: {number} responses, {len(load())} stories, {ARCHIVE.stat().st_size} bytes")
