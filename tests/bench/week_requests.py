"""What a week asks of the outlets, by calculation from their declarations: `python tests/bench/week_requests.py` prints
the table of docs/operations.md.

Assumed, from the dossiers: a paper has 8 pages a day (4–20) and 8 articles a page, of which the title gate lets one in
seven through; of a list 2 pages are asked in a week, with 10 articles in it that pass. A file behind one government
notice in five.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from math import ceil
from urllib.parse import urlsplit

from scrapy.utils.project import get_project_settings

from monitor.issue_calendar import Window
from monitor.listing.issue import IssuePages
from monitor.outlet.registry import load_outlets, regular_outlets
from monitor.outlet.spider import OutletSpider

WEEK = Window(date(2025, 12, 6), date(2025, 12, 12))
SHEETS, ARTICLES, PASSED = 8, 8, 1 / 7
PAGES, OF_A_LIST, FILES = 2, 10, 1 / 5


def asked(outlet: type[OutletSpider], words: list[str]) -> Counter[str]:
    """Return the requests of a week by host: lists and articles."""
    hosts: Counter[str] = Counter()
    for source in outlet.sources:
        first = [] if source.instead_of else list(source.requests(WEEK, words))
        for request in first:
            host = urlsplit(request.url).netloc
            if isinstance(source, IssuePages):
                hosts[host] += SHEETS + ceil(SHEETS * ARTICLES * PASSED)
            else:  # each word finds much the same
                hosts[host] += PAGES + ceil(OF_A_LIST / len(first) * (1 + FILES * outlet.is_government()))
    return hosts


def rows() -> Iterator[str]:
    settings = get_project_settings()
    outlets, regular = load_outlets(settings), set(regular_outlets(settings))
    words, delay = settings.getlist("SEARCH_WORDS"), settings.getfloat("DOWNLOAD_DELAY")
    yield "| 问哪些 | 家数 | 域名 | 请求 | 最忙的域名 | 依次 | 同时 |"
    yield "| --- | ---: | ---: | ---: | --- | ---: | ---: |"
    kinds = {
        "每周都问的": [each for name, each in outlets.items() if name in regular],
        "试用的报纸": [each for name, each in outlets.items() if name not in regular and not each.is_government()],
        "试用的政府网站": [each for name, each in outlets.items() if name not in regular and each.is_government()],
        "全部": list(outlets.values()),
    }
    for kind, members in kinds.items():
        hosts = sum((asked(each, words) for each in members), Counter())
        busiest, most = hosts.most_common(1)[0]
        yield (
            f"| {kind} | {len(members)} | {len(hosts)} | {hosts.total()} | {busiest}（{most}） | "
            f"{hosts.total() * delay / 3600:.1f} 小时 | {most * delay / 60:.0f} 分钟 |"
        )


if __name__ == "__main__":
    print("\n".join(rows()))
