"""What people and machines hear of a run: notifications to a real receiver, the log, the lock."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from answering import Receiver
from conftest import OF_FEW, SAMPLE_WEEK, Scrapy
from filelock import FileLock

SECRET = "t0ken"


@pytest.fixture
def receiver(listening: str) -> str:
    return f"json://{listening}/{SECRET}"


def test_an_issue_is_announced_with_its_headlines(scrapy: Scrapy, tmp_path: Path, receiver: str) -> None:
    process = scrapy("weekly", "653", "--replay", SAMPLE_WEEK, *OF_FEW, env={"MONITOR_NOTIFY": receiver})
    assert process.returncode == 0, process.stderr
    (message,) = Receiver.messages()
    assert message["title"] == "全国卫生信息化舆情监测周报：周报已写出"
    assert "第653期" in message["message"]
    assert "七部门部署电子病历数据质量提升行动（人民网，编号" in message["message"]
    assert "媒体 2 家：正常 2" in message["message"]
    log = (tmp_path / "home" / "logs" / "weekly.log").read_text("utf-8")
    assert SECRET not in log + process.stderr + process.stdout
    by_hand = scrapy("bulletin", "653", env={"MONITOR_NOTIFY": receiver})
    assert by_hand.returncode == 3, "of the other outlets nobody was asked"
    assert Receiver.messages() == [], "an editor at the keyboard announces nothing"


def test_a_broken_outlet_and_a_failed_run_are_announced(scrapy: Scrapy, tmp_path: Path, receiver: str) -> None:
    (tmp_path / "addresses.yml").write_text(f"urls:\n  - {receiver}\n", "utf-8")
    env = {"MONITOR_NOTIFY_FILE": str(tmp_path / "addresses.yml")}
    scrapy("weekly", "652", "--replay", SAMPLE_WEEK, "--outlets", "cnr,bjd", "--sweep", env=env)
    (broken,) = Receiver.messages()
    assert broken["title"].endswith("有媒体故障、被拦截或未运行")
    assert "北京日报：故障" in broken["message"]
    assert scrapy("weekly", "653", "--replay", tmp_path / "none.warc.gz", env=env).returncode == 2
    (failed,) = Receiver.messages()
    assert failed["title"].endswith("运行失败")
    assert "none.warc.gz" in failed["message"]
    for command in ("weekly", "schedule"):  # refused before anything is begun
        refused = scrapy(command, "653", "-s", "BULLETIN_TITLE=a\nb", "-s", "BULLETIN_TOP=0", env=env)
        assert refused.returncode == 2
        (failed,) = Receiver.messages()
        assert failed["title"] == "周报：运行失败"
        assert f"错误：{failed['message']}" in refused.stderr
    assert scrapy("bulletin", "653", "-s", "BULLETIN_TOP=0", env=env).returncode == 2
    assert Receiver.messages() == [], "an editor at the keyboard is told on the screen"


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({"MONITOR_NOTIFY": f"nosuch://{SECRET}"}, "第 1 个地址认不出"),
        ({"MONITOR_NOTIFY": f"json://127.0.0.1:9/{SECRET}"}, "有地址没有收下"),
        ({"MONITOR_NOTIFY_FILE": "/nosuch/file"}, "文件 /nosuch/file 读不出地址"),
    ],
)
def test_a_message_that_cannot_be_sent_changes_nothing_else(
    scrapy: Scrapy, tmp_path: Path, env: dict[str, str], told: str
) -> None:
    process = scrapy("weekly", "653", "--replay", SAMPLE_WEEK, "--outlets", "chinanews", env=env)
    assert process.returncode == 0, process.stderr
    assert told in process.stderr
    assert SECRET not in process.stderr
    assert SECRET not in (tmp_path / "home" / "logs" / "weekly.log").read_text("utf-8")


def test_a_run_beside_another_is_refused(scrapy: Scrapy, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    with FileLock(tmp_path / "home" / "run.lock"):
        process = scrapy("weekly", "653", "--replay", SAMPLE_WEEK)
        assert process.returncode == 2
        assert "正在用" in process.stderr.strip().splitlines()[-1]
        assert scrapy("articles", "653").returncode in (0, 1), "what only reads may be asked"
    assert scrapy("weekly", "653", "--replay", SAMPLE_WEEK, "--outlets", "chinanews").returncode == 0


def test_the_log_is_a_line_an_outlet_or_json(scrapy: Scrapy, tmp_path: Path) -> None:
    log = tmp_path / "home" / "logs" / "weekly.log"
    given = ("weekly", "653", "--replay", SAMPLE_WEEK, "--outlets", "cnr,bjd")
    assert scrapy(*given).returncode == 0
    lines = log.read_text("utf-8").splitlines()
    assert len(lines) == 2, lines
    assert "[bjd] INFO: 北京日报：正常（列表 6，链接 18，读出 4，失败 0，新 4，切题 1）" in "\n".join(lines)
    log.unlink()
    assert scrapy(*given, "-s", "LOG_JSON=True").returncode == 0
    found = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert {line["logger"]: line["level"] for line in found} == {"cnr": "INFO", "bjd": "INFO"}
    assert all(line["time"].endswith("+00:00") and "正常" in line["message"] for line in found)
    log.unlink()
    assert scrapy(*given, "-s", "LOG_LEVEL=DEBUG").returncode == 0  # as a setting: the file stays
    assert "Overridden settings" in log.read_text("utf-8")


@pytest.mark.parametrize(("today", "written"), [("2025-12-11", False), ("2025-12-12", True)])
def test_a_daily_run_writes_on_the_day_of_the_issue(scrapy: Scrapy, tmp_path: Path, today: str, written: bool) -> None:
    process = scrapy(
        "weekly", "--due", "--replay", SAMPLE_WEEK, "--outlets", "chinanews", "-s", f"MONITOR_TODAY={today}"
    )
    folder = tmp_path / "home" / "bulletins" / "653"
    assert (folder / "bulletin.md").is_file() == written, process.stderr
    assert ("不是出刊日，只抓取" in process.stderr) == (not written)
    assert "第653期（2025-12-12，" in process.stderr
    assert "正常" in process.stdout
