"""scrapyd from outside: schedule the outlets as jobs, wait for them. By scrapyd-client, an optional extra."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from scrapy.settings import BaseSettings

from monitor.exceptions import MonitorError
from monitor.run.record import STORE
from monitor.terminal.progress import Standing, Told, Waiting

_POLL = 1.0  # seconds
_PATIENCE = 20  # polls that may fail in a row
_BEGINNING = 1 << 16  # bytes of a job's log in which its database is named
_FORGOTTEN = 10  # polls without a word of a job, after which it counts as ended


class Scrapyd:
    """A scrapyd server with the project `name`. Raises MonitorError naming the remedy if it cannot be asked."""

    def __init__(self, settings: BaseSettings) -> None:
        try:
            from scrapyd_client.pyclient import ScrapydClient
        except ImportError as error:
            raise MonitorError("缺少组件 scrapyd-client；请 pip install -e '.[deploy]'。") from error
        self._url = _read_url(settings["SCRAPYD_URL"])
        self._name = settings["BOT_NAME"]
        user, password = os.environ.get("SCRAPYD_USERNAME"), os.environ.get("SCRAPYD_PASSWORD")
        self._client = ScrapydClient(self._url, user, password)
        self._account = (user or "", password or "")
        self._jobs: dict[str, str] = {}  # id → outlet

    def check(self, outlets: Sequence[str]) -> None:
        """Make sure that the server runs, asks for an account, holds the project with these outlets, and is not at work
        on it. Raises MonitorError."""
        with self._asking():
            self._refuse_open()
            if self._name not in self._client.projects():
                raise MonitorError(f"{self._url} 上没有项目 {self._name}；先运行 scrapyd-deploy。")
            known = self._client.spiders(self._name)
            if lacking := [name for name in outlets if name not in known]:
                raise MonitorError(f"{self._url} 上的版本没有媒体 {lacking[0]}；先运行 scrapyd-deploy。")
            jobs = self._client.jobs(self._name)
        busy = [job["spider"] for job in (*jobs["pending"], *jobs["running"])]
        if busy:
            raise MonitorError(f"{self._url} 上还有 {len(busy)} 个任务没做完（{'、'.join(busy[:3])}）；请等它们结束。")

    def _refuse_open(self) -> None:
        """It executes what anyone sends who may ask it."""
        import requests

        answer = requests.get(f"{self._url}/daemonstatus.json", auth=lambda request: request)  # nor that of a .netrc
        if answer.ok:
            raise MonitorError(
                f"{self._url} 没有账号，本机任何人都能让它执行代码，所以不用它；"
                "请在它的环境里设 SCRAPYD_USERNAME 和 SCRAPYD_PASSWORD，重新启动。"
            )

    def run(
        self,
        outlets: Sequence[str],
        arguments: Mapping[str, str],
        settings: Mapping[str, str],
        limit: float,
        told: Told,
    ) -> bool:
        """Run the outlets' spiders and wait until all have ended, at most `limit` seconds; return whether they have.
        What is still at work then is cancelled. `told` hears at each look which are at work, and once which are done:
        more the server does not say. Raises MonitorError."""
        given = [*arguments.items(), *(("setting", f"{name}={value}") for name, value in settings.items())]
        jobs = self._jobs = {}
        left: list[str] = []
        with self._asking():
            try:
                for outlet in outlets:
                    job = self._client.schedule(self._name, outlet, given)
                    jobs[job] = outlet
                    left.append(job)
                left = self._wait(jobs, time.monotonic() + limit, told)
            finally:
                for job in left:
                    self._client.cancel(self._name, job)
        return not left

    def databases(self) -> set[str]:
        """Return in which databases the jobs have kept their runs, as far as their logs can be read and say."""
        import requests

        found: set[str] = set()
        for job, outlet in self._jobs.items():
            log = f"{self._url}/logs/{self._name}/{outlet}/{job}.log"
            with suppress(requests.RequestException), requests.get(log, auth=self._account, stream=True) as answer:
                beginning = next(answer.iter_content(_BEGINNING), b"") if answer.ok else b""
                found.update(re.findall(f"{STORE}(.+)", beginning.decode("utf-8", "replace")))
        return found

    def _wait(self, jobs: Mapping[str, str], end: float, told: Told) -> list[str]:
        """Return the jobs (id → outlet) that are still at work at `end`, as soon as there are none."""
        left = list(jobs)
        unheard: Counter[str] = Counter()
        with Waiting(jobs.values()) as waiting:
            while True:
                listed = self._listed()
                at_work = {job["id"] for state in ("pending", "running") for job in listed[state]}
                finished = {job["id"] for job in listed["finished"]}
                unheard.update(jobs.keys() - at_work - finished)  # between two states, or forgotten by the server
                former, left = left, [job for job in jobs if job not in finished and unheard[job] < _FORGOTTEN]
                for job in former:
                    told(jobs[job], Standing(done=job not in left))
                waiting.show([jobs[job] for job in left])
                if not left or time.monotonic() > end:
                    return left
                time.sleep(_POLL)

    def _listed(self) -> dict[str, Any]:
        """What the server says of its jobs, asked again a few times if the network hiccups."""
        for _ in range(_PATIENCE):
            try:
                return dict(self._client.jobs(self._name))
            except OSError:  # requests' exceptions are such
                time.sleep(_POLL)
        return dict(self._client.jobs(self._name))

    @contextmanager
    def _asking(self) -> Iterator[None]:
        import requests
        from scrapyd_client.exceptions import ErrorResponse, MalformedResponse

        try:
            yield
        except requests.RequestException as error:
            reason = type(error).__name__
            raise MonitorError(f"scrapyd 连不上：{self._url}（{reason}）；请启动它，或设 SCRAPYD_URL。") from error
        except (ErrorResponse, MalformedResponse, KeyError) as error:
            raise MonitorError(f"scrapyd 不答应：{self._url}（{_words(error)}）") from error


def _read_url(given: str) -> str:
    """Return the server's address without a slash at the end: with one the client asks for //listjobs.json. Nobody
    between is asked for a server on this machine, least of all with its account."""
    try:
        parts = urlsplit(given)
        host = parts.hostname or ""
        if "@" in given or parts.scheme not in ("http", "https") or not host or parts.port == 0:
            raise ValueError
    except ValueError:  # whose text may hold a password
        raise MonitorError(
            "设置 SCRAPYD_URL 读不出来；应为 http://主机:端口，账号不写在里面（可能含密钥，不在此显示），"
            "而在 SCRAPYD_USERNAME 和 SCRAPYD_PASSWORD 里。"
        ) from None
    if _is_here(host) and not proxy_bypass(host):
        os.environ["no_proxy"] = ",".join(filter(None, (getproxies().get("no"), host)))
    return given.rstrip("/")


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _words(error: Any) -> str:
    return str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__
