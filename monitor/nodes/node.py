"""One scrapyd server, asked by the names of its API (scrapyd 1.6, docs/api). By requests, since scrapyd-client's own
class waits for an answer without end, and a server that hangs is what a run of several must notice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

import requests

from monitor.database.address import STORE
from monitor.exceptions import MonitorError
from monitor.nodes.addresses import NodeAddress

_ANSWER = 20.0  # seconds for an answer
_BEGINNING = 1 << 16  # bytes of a job's log in which its database is named


class NodeSilent(MonitorError):
    """A server that does not answer."""


class NodeBusy(MonitorError):
    """A server that is at work on the project."""


class Jobs(NamedTuple):
    """The ids of a server's jobs by state, the oldest first."""

    pending: list[str]
    running: list[str]
    finished: list[str]


class Node:
    """The project `project` on a scrapyd server. All that asks it raises NodeSilent if it does not answer, MonitorError
    naming the remedy if it answers otherwise than a scrapyd that fits."""

    def __init__(self, address: NodeAddress, project: str) -> None:
        self.url = address.url
        self._project = project
        self._account = (address.user, address.password)

    def check(self, outlets: Sequence[str]) -> None:
        """Make sure that the server asks for an account, holds the project with these outlets, and is not at work on
        it."""
        with self._asking():
            self._refuse_open()
        if self._project not in self._get("listprojects")["projects"]:
            raise MonitorError(f"{self.url} 上没有项目 {self._project}；先运行 scrapyd-deploy。")
        known = self._get("listspiders", project=self._project)["spiders"]
        if lacking := [name for name in outlets if name not in known]:
            raise MonitorError(f"{self.url} 上的版本没有媒体 {lacking[0]}；先运行 scrapyd-deploy。")
        listed = self._get("listjobs", project=self._project)
        busy = [job["spider"] for job in (*listed["pending"], *listed["running"])]
        if busy:
            raise NodeBusy(f"{self.url} 上还有 {len(busy)} 个任务没做完（{'、'.join(busy[:3])}）；请等它们结束。")

    def version(self) -> str:
        """Return which version of the project it runs, as that was named when it was deployed."""
        return str(self._get("listversions", project=self._project)["versions"][-1])

    def _refuse_open(self) -> None:
        """It executes what anyone sends who may ask it. Not even the account of a .netrc may hide that."""
        answer = requests.get(f"{self.url}/daemonstatus.json", auth=lambda request: request, timeout=_ANSWER)
        if answer.ok:
            raise MonitorError(
                f"{self.url} 没有账号，本机任何人都能让它执行代码，所以不用它；"
                "请在它的环境里设 SCRAPYD_USERNAME 和 SCRAPYD_PASSWORD，重新启动。"
            )

    def schedule(self, outlet: str, job: str, arguments: Mapping[str, str], settings: Mapping[str, str]) -> None:
        """Hand over a job, with the id that it shall have."""
        given = [*arguments.items(), *(("setting", f"{name}={value}") for name, value in settings.items())]
        self._post("schedule", [*given, ("jobid", job), ("project", self._project), ("spider", outlet)])

    def jobs(self) -> Jobs:
        """Return what becomes of the jobs."""
        listed = self._get("listjobs", project=self._project)
        return Jobs(*([str(job["id"]) for job in listed[state]] for state in Jobs._fields))

    def cancel(self, job: str) -> None:
        """Take a job back: one that runs is asked to end."""
        self._post("cancel", [("project", self._project), ("job", job)])

    def database(self, outlet: str, job: str) -> str | None:
        """Return in which database a job has kept its run, if its log can be read and says so."""
        log = f"{self.url}/logs/{self._project}/{outlet}/{job}.log"
        with suppress(requests.RequestException):
            with requests.get(log, auth=self._account, stream=True, timeout=_ANSWER) as answer:
                beginning = next(answer.iter_content(_BEGINNING), b"") if answer.ok else b""
            found = re.search(f"{STORE}(.+)", beginning.decode("utf-8", "replace"))
            return found[1] if found else None
        return None

    def _get(self, command: str, **given: str) -> dict[str, Any]:
        with self._asking():
            answer = requests.get(f"{self.url}/{command}.json", params=given, auth=self._account, timeout=_ANSWER)
            return self._read(answer)

    def _post(self, command: str, given: list[tuple[str, str]]) -> dict[str, Any]:
        with self._asking():
            answer = requests.post(f"{self.url}/{command}.json", data=given, auth=self._account, timeout=_ANSWER)
            return self._read(answer)

    def _read(self, answer: requests.Response) -> dict[str, Any]:
        try:
            said: dict[str, Any] = answer.json()
            if said["status"] == "ok":
                return said
            words = str(said["message"])
        except (ValueError, KeyError, TypeError):
            words = answer.text
        last = words.strip().splitlines()[-1:] or [f"HTTP {answer.status_code}"]
        raise MonitorError(f"scrapyd 不答应：{self.url}（{last[0]}）")

    @contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            yield
        except requests.RequestException as error:
            reason = type(error).__name__
            raise NodeSilent(f"scrapyd 连不上：{self.url}（{reason}）；请启动它，或设 SCRAPYD_URL。") from error
