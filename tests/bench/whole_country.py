"""All outlets on trial in one run against a local server: `python tests/bench/whole_country.py` tells each verdict, and
how many requests and seconds it took.

The server answers from tests/pages, whichever address of an outlet's list or article is asked, and 404 for the rest; so
each outlet has one day with one article, and every list ends. Those behind a challenge are left out, for a browser is
asked for them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import trustme
from scrapy.utils.project import get_project_settings

PROJECT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(PROJECT / "tests"), str(PROJECT)]
from office import Office, certified  # noqa: E402

from monitor.outlet.registry import load_outlets  # noqa: E402

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
    body = find(url)
    handler.send_response(200 if body else 404)
    handler.send_header("Content-Type", "text/html; charset=utf-8")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def main() -> None:
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
        options = [word for each in POLITE for word in ("-s", each)]
        command = [sys.executable, "-m", "scrapy.cmdline", "weekly", *WINDOW, f"{folder}/out", "--outlets", names]
        start = time.monotonic()
        process = subprocess.run(
            [*command, *options], cwd=PROJECT, env=env, capture_output=True, text=True, check=False
        )
        print(process.stdout[-9000:])
        print(f"{asked.total()} requests, {len(asked)} hosts, {time.monotonic() - start:.0f} seconds")
        server.shutdown()


if __name__ == "__main__":
    main()
