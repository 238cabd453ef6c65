"""The deployment: a real scrapyd, an egg made by scrapyd-deploy, every outlet a process of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, unquote_plus
from zipfile import ZipFile

import pytest
import requests
from conftest import PROJECT, SAMPLE_WEEK, SECONDS, Forker, Scrapy, wait_until
from page_bench import OF_THE_WEEK, REGULAR
from scrapyds import ACCOUNT, BIN, answers, forked, project_copy, started

ROOMS = ("monitor", "spiders", "pipelines", "exports")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A scrapyd in a folder of its own."""
    folder = tmp_path_factory.mktemp("scrapyd")
    with started(folder) as scrapyd:
        yield folder, scrapyd.url


@pytest.fixture(scope="module")
def deployed(server: tuple[Path, str]) -> tuple[Path, dict[str, str]]:
    """The project deployed from a copy, so that no build folder is left in it. Returns the server's folder and the
    environment of a client."""
    folder, url = server
    copy = project_copy(folder / "project")
    # An outlet that only the egg has: what scrapyd runs is the egg, not what is installed beside it.
    only = (copy / "spiders" / "cnr.py").read_text("utf-8").replace('name = "cnr"', 'name = "only_in_the_egg"')
    (copy / "spiders" / "only_in_the_egg.py").write_text(only, "utf-8")
    (copy / "scrapy.cfg").write_text(
        (copy / "scrapy.cfg").read_text("utf-8").replace("http://localhost:6800", url), "utf-8"
    )
    env = {"SCRAPYD_URL": url + "/", **ACCOUNT}
    given = {**os.environ, **env, "PATH": f"{BIN}:{os.environ['PATH']}"}
    made = subprocess.run([BIN / "scrapyd-deploy"], cwd=copy, env=given, capture_output=True, text=True, timeout=SECONDS, check=False)  # fmt: skip
    assert made.returncode == 0, made.stderr + made.stdout
    assert '"status": "ok"' in made.stdout, made.stdout
    return folder, env


def test_the_egg_holds_the_rooms_and_their_data_and_no_test(deployed: tuple[Path, dict[str, str]]) -> None:
    (egg,) = (deployed[0] / "scrapyd" / "eggs").rglob("*.egg")
    with ZipFile(egg) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names if not name.startswith("EGG-INFO")} == set(ROOMS)
    for room in ROOMS:
        kept = {
            path.relative_to(PROJECT).as_posix()
            for path in (PROJECT / room).rglob("*.*")
            if "__pycache__" not in path.parts
        }
        assert kept - set(names) == set()


@pytest.mark.parametrize(
    ("shipped", "account"),
    [
        ("scrapy.cfg", {}), ("docs/deploy/scrapyd.conf", {}), ("scrapy.cfg", {"SCRAPYD_USERNAME": "office"}),
        ("docs/deploy/scrapyd.conf", {"SCRAPYD_PASSWORD": "secret"}),
        ("docs/deploy/scrapyd.conf", {"SCRAPYD_USERNAME": "office", "SCRAPYD_PASSWORD": ""}),
    ],
)  # fmt: skip
def test_without_an_account_it_does_not_start(tmp_path: Path, shipped: str, account: dict[str, str]) -> None:
    config = (PROJECT / shipped).read_text("utf-8").replace("/var/lib/zhoubao/", f"{tmp_path}/")
    (tmp_path / Path(shipped).name).write_text(config, "utf-8")
    env = {**os.environ, "SCRAPYD_HTTP_PORT": "0", "SCRAPYD_UNIX_SOCKET_PATH": str(tmp_path / "socket"), **account}
    done = subprocess.run([BIN / "scrapyd"], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=SECONDS, check=False)  # fmt: skip
    assert done.returncode == 1, done.stdout
    assert done.stderr.splitlines()[-1].startswith("错误：scrapyd 没有账号")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "socket").exists()


def test_a_number_that_a_killed_server_left_keeps_none_from_starting(tmp_path: Path) -> None:
    """Another process has it since."""
    (tmp_path / "twistd.pid").write_text(str(os.getpid()), "utf-8")
    with started(tmp_path) as scrapyd:
        assert scrapyd.process.poll() is None


def test_an_open_server_is_not_used(scrapy: Scrapy, tmp_path: Path) -> None:
    """Of somebody's own configuration. A .netrc holds no account against its openness."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login office password secret\n", "utf-8")
    with (tmp_path / "scrapyd.log").open("wb") as log:
        env = {**os.environ, "SCRAPYD_HTTP_PORT": str(port)}
        process = subprocess.Popen([BIN / "scrapyd"], cwd=tmp_path, env=env, stdout=log, stderr=log)
        try:
            wait_until(lambda: answers(port))
            given = {"SCRAPYD_URL": f"http://127.0.0.1:{port}", "HOME": str(tmp_path)}
            refused = scrapy("schedule", "653", "--outlets", "cnr", "--replay", SAMPLE_WEEK, env=given)
        finally:
            process.terminate()
            process.wait(20)
    assert refused.returncode == 2, refused.stderr
    assert f"错误：http://127.0.0.1:{port} 没有账号" in refused.stderr.splitlines()[-1]


def test_a_stranger_is_refused(server: tuple[Path, str]) -> None:
    assert requests.get(f"{server[1]}/listprojects.json").status_code == 401


def test_what_runs_is_the_egg(server: tuple[Path, str], deployed: tuple[Path, dict[str, str]]) -> None:
    asked = {"params": {"project": "zhoubao"}, "auth": ("office", "secret"), "timeout": 30}
    assert "only_in_the_egg" in requests.get(f"{server[1]}/listspiders.json", **asked).json()["spiders"]  # type: ignore[arg-type]


def test_all_outlets_as_jobs_give_the_bulletin_of_one_process(
    scrapy: Scrapy, tmp_path: Path, forker: Forker, stored_week: Path
) -> None:
    """Of thirteen jobs each is forked; that the egg runs is the others' to show."""
    folder, home = tmp_path, tmp_path / "jobs"
    with forked(forker, folder) as server:
        server.deploy("1")
        given = {"SCRAPYD_URL": server.url, **ACCOUNT}
        process = scrapy("schedule", "653", "--replay", SAMPLE_WEEK, home=home, env=given)
    assert process.returncode == 0, process.stdout + process.stderr
    assert OF_THE_WEEK in process.stderr
    assert process.stderr.count("：完\n") == len(REGULAR)
    for name in ("bulletin.md", "bulletin.html", "bulletin.docx", "bulletin.json"):
        one, other = (each / "bulletins" / "653" / name for each in (home, stored_week))
        assert one.read_bytes() == other.read_bytes(), name
    logs = list((folder / "scrapyd" / "logs" / "zhoubao").rglob("*.log"))
    assert len(logs) == len(REGULAR)
    assert list(folder.rglob("monitor.db")) == [home / "monitor.db"], (
        "nothing is written where scrapyd happens to stand"
    )
    said = "".join(log.read_text("utf-8") for log in logs)
    assert "secret" not in said
    assert "Traceback" not in said


def test_a_sweep_reports_and_writes_no_issue(
    scrapy: Scrapy, tmp_path: Path, deployed: tuple[Path, dict[str, str]]
) -> None:
    home = tmp_path / "home"
    given = ("schedule", "653", "--sweep", "--replay", SAMPLE_WEEK, "--outlets")
    process = scrapy(*given, "bjd", home=home, env=deployed[1])
    assert process.returncode == 0, process.stderr
    assert "媒体 1 家：正常 1" in process.stderr
    gated = len(scrapy("articles", "653", home=home).stdout.splitlines())
    ungated = 'SPIDER_MIDDLEWARES={"monitor.topic.gate.TitleGate": null}'
    assert scrapy(*given, "bjd", "-s", ungated, home=home, env=deployed[1]).returncode == 0
    assert len(scrapy("articles", "653", home=home).stdout.splitlines()) > gated, "-s reaches the jobs"
    assert not (home / "bulletins" / "653").exists()
    unknown = scrapy("schedule", "653", "--outlets", "cnr", env={**deployed[1], "SCRAPYD_PASSWORD": "wrong"})
    assert (unknown.returncode, "scrapyd" in unknown.stderr, "Traceback" in unknown.stderr) == (2, True, False)


def test_jobs_of_which_nothing_is_heard_have_not_run(
    scrapy: Scrapy, tmp_path: Path, deployed: tuple[Path, dict[str, str]]
) -> None:
    """They end well, but write to another store than the one that is asked."""
    elsewhere = ("-s", f"MONITOR_DATABASE_URL=sqlite:///{tmp_path}/elsewhere.db")
    given = ("schedule", "653", "--sweep", "--outlets", "cnr", "--replay", SAMPLE_WEEK)
    process = scrapy(*given, *elsewhere, env=deployed[1])
    assert process.returncode == 3, process.stderr
    assert "媒体 1 家：未运行 1" in process.stderr
    kept, asked = tmp_path / "home" / "monitor.db", tmp_path / "elsewhere.db"
    assert f"注意：任务记在 sqlite:///{kept}，本命令看的是 sqlite:///{asked}，" in process.stderr


def test_what_was_not_deployed_is_told(scrapy: Scrapy, deployed: tuple[Path, dict[str, str]]) -> None:
    process = scrapy("schedule", "653", "-s", "BOT_NAME=nosuch", env=deployed[1])
    assert (process.returncode, "没有项目 nosuch；先运行 scrapyd-deploy" in process.stderr) == (2, True)


def test_a_server_at_work_is_left_alone(
    scrapy: Scrapy, server: tuple[Path, str], deployed: tuple[Path, dict[str, str]]
) -> None:
    """A job waits for a database that never answers."""

    def post(command: str, **given: str) -> str:
        data = {"project": "zhoubao", **given}
        answer = requests.post(f"{server[1]}/{command}.json", data=data, auth=("office", "secret"))
        return str(answer.json().get("jobid"))

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"postgresql+psycopg://nobody:x@127.0.0.1:{silent.getsockname()[1]}/x"
        job = post("schedule", spider="bjd", setting=f"MONITOR_DATABASE_URL={address}")
        process = scrapy("schedule", "653", "--outlets", "cnr", "--replay", SAMPLE_WEEK, env=deployed[1])
        post("cancel", job=job, signal="KILL")
    assert process.returncode == 2, process.stderr
    assert "还有 1 个任务没做完（bjd）" in process.stderr


def test_a_server_that_is_not_there_is_one_line(scrapy: Scrapy) -> None:
    process = scrapy("schedule", "653", env={"SCRAPYD_URL": "http://127.0.0.1:9"})
    assert process.returncode == 2
    assert "错误：scrapyd 连不上：http://127.0.0.1:9" in process.stderr.splitlines()[-1]
    assert "Traceback" not in process.stderr


class Hiccup(BaseHTTPRequestHandler):
    """A scrapyd that fails to answer now and then, or whose job never ends."""

    polls = 0
    cancelled: ClassVar[list[str]] = []
    posted: ClassVar[list[str]] = []
    endless = False

    def do_GET(self) -> None:
        command = self.path.split("?")[0].strip("/")
        if "Authorization" not in self.headers:
            self.send_error(401)
            return
        answers = {"listprojects.json": {"projects": ["zhoubao"]}, "listspiders.json": {"spiders": ["cnr"]}}
        if command == "listjobs.json":
            type(self).polls += 1
            if self.polls in (2, 3):
                self.connection.close()
                return
            job = {"id": parse_qs(self.posted[-1])["jobid"][0], "spider": "cnr"} if self.posted else {}
            at_work = [job] if self.polls > 1 and (self.endless or self.polls < 6) else []
            ended = [job] if self.posted and not at_work and self.polls > 1 else []
            answers[command] = {"pending": [], "running": at_work, "finished": ended}
        self.answer(answers[command])

    def do_POST(self) -> None:
        self.posted.append(unquote_plus(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        if self.path == "/cancel.json":
            self.cancelled.append(self.path)
        self.answer({"jobid": "1"})

    def answer(self, given: dict[str, Any]) -> None:
        body = json.dumps({"status": "ok", **given}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_no_secret_is_a_jobs_argument(scrapy: Scrapy, tmp_path: Path) -> None:
    Hiccup.polls, Hiccup.endless = 9, False
    Hiccup.posted.clear()
    secret = ("MAIL_PASS=s3cret", "FTP_PASSWORD=s3cret", "AWS_SECRET_ACCESS_KEY=s3cret", "AWS_SESSION_TOKEN=s3cret",
              "NOTIFY_URLS=json://s3cret", "NOTIFY_FILE=s3cret", "FTP_USER=ftp://u:s3cret@x/",
              f"MONITOR_DATABASE_URL=sqlite:///{tmp_path}/s3cret.db")  # fmt: skip
    options = [word for each in (*secret, "TITLE_GATE=False") for word in ("-s", each)]
    with ThreadingHTTPServer(("127.0.0.1", 0), Hiccup) as fake:
        threading.Thread(target=fake.serve_forever, daemon=True).start()
        env = {"SCRAPYD_URL": f"http://127.0.0.1:{fake.server_port}", "SCRAPYD_USERNAME": "u", "SCRAPYD_PASSWORD": "s3cret",
               "http_proxy": "http://u:s3cret@127.0.0.1:9", "MONITOR_NOTIFY": "json://s3cret@127.0.0.1:9/"}  # fmt: skip
        process = scrapy("schedule", "653", "--sweep", "--outlets", "cnr", *options, env=env)
        fake.shutdown()
    (posted,) = Hiccup.posted
    assert "setting=TITLE_GATE=False" in posted
    assert "s3cret" not in posted
    assert (
        "AWS_SECRET_ACCESS_KEY、AWS_SESSION_TOKEN、FTP_PASSWORD、FTP_USER、MAIL_PASS 可能含密钥，不交给任务"
        in process.stderr
    )


@pytest.mark.parametrize("endless", [False, True], ids=["a hiccup", "stopped by a person"])
def test_a_hiccup_is_waited_out_and_no_job_is_left_behind(forker: Forker, tmp_path: Path, endless: bool) -> None:
    Hiccup.polls, Hiccup.endless = 0, endless
    Hiccup.cancelled.clear()
    Hiccup.posted.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Hiccup) as fake:
        threading.Thread(target=fake.serve_forever, daemon=True).start()
        given = {"SCRAPYD_URL": f"http://127.0.0.1:{fake.server_port}", "MONITOR_HOME": str(tmp_path),
                 "SCRAPYD_USERNAME": "office", "SCRAPYD_PASSWORD": "secret"}  # fmt: skip
        command = [forker.scrapy, "schedule", "653", "--sweep", "--outlets", "cnr"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        process = subprocess.Popen(command, cwd=PROJECT, env={**os.environ, **given}, **pipes)  # type: ignore[call-overload]
        if endless:
            wait_until(lambda: Hiccup.polls >= 6)
            process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=SECONDS)
        fake.shutdown()
    assert "Traceback" not in said, said
    if endless:
        assert (process.returncode, "已中断" in said, Hiccup.cancelled) == (1, True, ["/cancel.json"])
    else:
        assert (process.returncode, "未运行 1" in said, Hiccup.cancelled) == (3, True, [])
