"""All outlets on trial in one run against a local server: `python tests/bench/whole_country.py` tells each verdict, and
how many requests and seconds it took, of which host most. With `--volume` as many articles as pass the title gate in a
week: of a paper nine each day, of a list ten.

The server answers as tests/country.py says: each outlet has one day with one article, at volume each day of the week.
Lists in JSON hold what they held.
"""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin

PROJECT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(PROJECT / "tests"), str(PROJECT)]
from country import ASKED, OUTLETS, find_page, load_pages  # noqa: E402
from office import Office, serve  # noqa: E402

from monitor.outlet.spider import OutletSpider  # noqa: E402

WINDOW = ("--number", "664", "--since", "2026-02-28", "--until", "2026-03-06", "--out")
POLITE = ("DOWNLOAD_DELAY=0", "RETRY_TIMES=0", "BULLETIN_PICTURES=False", "MONITOR_TODAY=2026-03-06")
PAGES = load_pages()
asked: Counter[str] = Counter()
VOLUME = 10 if "--volume" in sys.argv else 1
_DAY = re.compile(
    r"(?<!\d)2026(?P<a>[-/]?)(0[23])(?P<b>[-/]?)([0-3]\d)(?!\d)|(?<=[/_t])2026(?P<c>)(0[23])(?P<d>)([0-3]\d)"
)
_TITLE = re.compile(r"""(>[^<>]{6,}|title=["'][^"']{6,})(</a>|["'])""")
_ANCHOR = re.compile(r"""<a\b[^>]{0,300}?href=["']([^"'<>]{1,300})["'][^>]{0,300}>.{0,300}?</a>""", re.DOTALL)


def find_many(url: str) -> str:
    """Return what `find` does, of any day of the week, with its links to articles ten times, each to one of its own."""
    name = next((name for name, each in OUTLETS.items() if each.claims(url)), "")
    if not name or url.endswith("/robots.txt"):
        return ""
    outlet, day = OUTLETS[name], _day(url)
    for page in PAGES[name]:
        there = _day(page.url)
        if page.kind == "article" and (address := outlet.identify(url)):
            text = page.text.replace(page.headline, page.headline + _apart(address.key))
            text = text.replace("。", f"，是全省第{_apart(address.key)}家。", 1)
        elif page.kind != "article" and day and there and page.url == _dated(url, day, there):
            text = page.text
        else:
            continue
        text = _dated(text, there, day) if there and day else text
        return text if page.kind == "article" else _multiplied(outlet, url, text)
    text = find_page(PAGES, url)
    return _multiplied(outlet, url, text) if text and not outlet.identify(url) else text


def _day(url: str) -> str:
    return "".join(re.findall(r"\d", found[0])) if (found := _DAY.search(url)) else ""


def _dated(text: str, old: str, new: str) -> str:
    """Return `text` with the day `old` as `new`, both of eight figures, in the forms of addresses and lines."""
    forms = ("{}-{}-{}", "{}{}{}", "{}{}/{}", "{}-{}/{}", "{}/{}/{}", "{}年{}月{}日")
    cut = [(each[:4], each[4:6], each[6:]) for each in (old, new)]
    for form in forms:
        text = text.replace(form.format(*cut[0]), form.format(*cut[1]))
    return text


def _apart(key: str) -> str:
    """What tells the title of one made article from another's."""
    return f"（{re.findall(r'[0-9]+', key)[-1][-4:]}）"


def _multiplied(outlet: type[OutletSpider], url: str, body: str) -> str:
    done: set[str] = set()

    def many(link: re.Match[str]) -> str:
        address = outlet.identify(urljoin(url, html.unescape(link[1])))
        figures = re.findall(r"\d+", address.key) if address else []
        if not address or not figures or address.key in done or link[1].count(figures[-1]) == 0:
            return link[0]
        done.add(address.key)
        before, _, behind = link[1].rpartition(figures[-1])
        others = (f"{int(figures[-1]) + number:0{len(figures[-1])}d}" for number in range(1, VOLUME))
        return link[0] + "".join(
            _TITLE.sub(rf"\1{_apart(each)}\2", link[0].replace(link[1], f"{before}{each}{behind}")) for each in others
        )

    return _ANCHOR.sub(many, body)


class Country(Office):
    def find(self, url: str, body: bytes) -> tuple[int, str, bytes]:
        asked[url.split("/")[2]] += 1
        page = find_many(url) if VOLUME > 1 else find_page(PAGES, url)
        return 200 if page else 404, "text/html; charset=utf-8", page.encode()


def main() -> None:
    # The server is a slow one.
    given = POLITE if VOLUME == 1 else (*POLITE, "RETRY_TIMES=2", "CONCURRENT_REQUESTS=16")
    options = [word for each in given for word in ("-s", each)]
    with tempfile.TemporaryDirectory() as folder, serve(Country, Path(folder)) as network:
        command = [
            sys.executable,
            "-m",
            "scrapy.cmdline",
            "weekly",
            *WINDOW,
            f"{folder}/out",
            "--outlets",
            ",".join(ASKED),
        ]
        env = {**os.environ, **network, "MONITOR_HOME": f"{folder}/home"}
        start = time.monotonic()
        process = subprocess.run(
            [*command, *options], cwd=PROJECT, env=env, capture_output=True, text=True, check=False
        )
        print(process.stdout[-9000:])
        print("busiest hosts:", ", ".join(f"{host} {count}" for host, count in asked.most_common(5)))
        print(f"{asked.total()} requests, {len(asked)} hosts, {time.monotonic() - start:.0f} seconds")


if __name__ == "__main__":
    main()
