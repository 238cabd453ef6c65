"""All outlets on trial in one run against a local server: `python tests/bench/whole_country.py` tells each verdict, and
how many requests and seconds it took, of which host most. With `--volume` as many articles as pass the title gate in a
week: of a paper nine each day, of a list ten.

The server answers from tests/pages, whichever address of an outlet's list or article is asked, and 404 for the rest; so
each outlet has one day with one article, at volume each day of the week, and every list ends. Lists in JSON hold what
they held. Those behind a challenge are left out, for a browser is asked for them.
"""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import trustme
from scrapy.utils.project import get_project_settings

PROJECT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(PROJECT / "tests"), str(PROJECT)]
from office import Office, certified  # noqa: E402

from monitor.outlet.registry import load_outlets  # noqa: E402
from monitor.outlet.spider import OutletSpider  # noqa: E402

OUTLETS = {name: each for name, each in load_outlets(get_project_settings()).items() if each.on_trial}
WINDOW = ("--number", "664", "--since", "2026-02-28", "--until", "2026-03-06", "--out")
POLITE = ("DOWNLOAD_DELAY=0", "RETRY_TIMES=0", "BULLETIN_PICTURES=False", "MONITOR_TODAY=2026-03-06")
CASES: dict[str, list[tuple[dict[str, Any], Path]]] = {
    name: [
        (case, path.with_suffix(".html"))
        for path in sorted((PROJECT / "tests" / "pages" / name).glob("*.json"))
        if "error" not in (case := json.loads(path.read_text("utf-8")))["expect"]
    ]
    for name in OUTLETS
}
asked: Counter[str] = Counter()
VOLUME = 10 if "--volume" in sys.argv else 1
_DAY = re.compile(
    r"(?<!\d)2026(?P<a>[-/]?)(0[23])(?P<b>[-/]?)([0-3]\d)(?!\d)|(?<=[/_t])2026(?P<c>)(0[23])(?P<d>)([0-3]\d)"
)
_TITLE = re.compile(r"""(>[^<>]{6,}|title=["'][^"']{6,})(</a>|["'])""")
_ANCHOR = re.compile(r"""<a\b[^>]{0,300}?href=["']([^"'<>]{1,300})["'][^>]{0,300}>.{0,300}?</a>""", re.DOTALL)


def find_many(url: str) -> bytes:
    """Return what `find` does, of any day of the week, with its links to articles ten times, each to one of its own."""
    name = next((name for name, each in OUTLETS.items() if each.claims(url)), "")
    if not name or url.endswith("/robots.txt"):
        return b""
    outlet, day = OUTLETS[name], _day(url)
    for case, path in CASES[name]:
        there = _day(case["url"])
        if case["kind"] == "article" and (address := outlet.identify(url)):
            title = case["expect"]["headline"]
            body = path.read_text("utf-8").replace(title, title + _apart(address.key))
            body = body.replace("。", f"，是全省第{_apart(address.key)}家。", 1)
        elif case["kind"] != "article" and day and there and case["url"] == _dated(url, day, there):
            body = path.read_text("utf-8")
        else:
            continue
        body = _dated(body, there, day) if there and day else body
        return (body if case["kind"] == "article" else _multiplied(outlet, url, body)).encode()
    body = find(url).decode()
    return _multiplied(outlet, url, body).encode() if body and not outlet.identify(url) else body.encode()


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


def find(url: str) -> bytes:
    """Return the page that stands for what `url` asks, empty if there is none."""
    name = next((name for name, each in OUTLETS.items() if each.claims(url)), "")
    cases, outlet = CASES.get(name, []), OUTLETS.get(name)
    if exact := next((path for case, path in cases if case["url"] == url), None):
        return exact.read_bytes()
    if outlet is None or url.endswith("/robots.txt"):
        return b""
    if address := outlet.identify(url):
        keys = {known.key: path for case, path in cases if (known := outlet.identify(case["url"]))}
        return keys[address.key].read_bytes() if address.key in keys else b""
    further = "paramJson" in url or "index_" in url or "list_" in url
    if further or any(source.by_day for source in outlet.sources):
        return b""
    alike = [path for case, path in cases if case["kind"] != "article" and _kind(case["url"]) == _kind(url)]
    # Two columns of one made page would ask for one unit, and the second request for it be none.
    return alike[0].read_bytes().replace(b"1229123469", b"%d" % sum(url.encode())) if alike else b""


def _kind(url: str) -> tuple[bool, ...]:
    return tuple(mark in url for mark in (".json", "/build/unit", "search-gov"))


def answer(handler: Office) -> None:
    url = handler.tunnel + handler.path if handler.tunnel else handler.path
    asked[url.split("/")[2]] += 1
    body = find_many(url) if VOLUME > 1 else find(url)
    handler.send_response(200 if body else 404)
    handler.send_header("Content-Type", "text/html; charset=utf-8")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def main() -> None:
    ThreadingHTTPServer.request_queue_size = 128  # all outlets knock at once
    Office.do_GET, Office.agents, Office.asked = answer, set(), []  # type: ignore[method-assign]
    with tempfile.TemporaryDirectory() as folder, ThreadingHTTPServer(("127.0.0.1", 0), Office) as server:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(f"{folder}/office.pem")
        Office.context = certified(authority)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        proxy = f"http://127.0.0.1:{server.server_port}"
        env = {**os.environ, "http_proxy": proxy, "https_proxy": proxy, "no_proxy": "", "MONITOR_HOME": f"{folder}/home",
               "MONITOR_CERTIFICATE_AUTHORITIES": f"{folder}/office.pem"}  # fmt: skip
        names = ",".join(name for name, each in OUTLETS.items() if not each.challenged)
        given = (
            POLITE if VOLUME == 1 else (*POLITE, "RETRY_TIMES=2", "CONCURRENT_REQUESTS=16")
        )  # the server is a slow one
        options = [word for each in given for word in ("-s", each)]
        command = [sys.executable, "-m", "scrapy.cmdline", "weekly", *WINDOW, f"{folder}/out", "--outlets", names]
        start = time.monotonic()
        process = subprocess.run(
            [*command, *options], cwd=PROJECT, env=env, capture_output=True, text=True, check=False
        )
        print(process.stdout[-9000:])
        print("busiest hosts:", ", ".join(f"{host} {count}" for host, count in asked.most_common(5)))
        print(f"{asked.total()} requests, {len(asked)} hosts, {time.monotonic() - start:.0f} seconds")
        server.shutdown()


if __name__ == "__main__":
    main()
