"""The files of docs/deploy, held against the programs that read them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from conftest import PROJECT, SAMPLE_WEEK, Scrapy, wait_until

FILES = PROJECT / "docs" / "deploy"
CRON = shutil.which("cron", path=f"{os.environ['PATH']}:/usr/sbin")
BIN = Path(sys.executable).parent


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze: apt-get install systemd")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """As they are but for the program, which is not installed here."""
    for file in FILES.glob("*.*"):
        if file.suffix in (".service", ".timer"):
            text = file.read_text("utf-8").replace("/opt/zhoubao/.venv/bin/scrapyd", "/bin/true")
            (tmp_path / file.name).write_text(text.replace("/opt/zhoubao/.venv/bin/scrapy", "/bin/true"), "utf-8")
    units = sorted(map(str, tmp_path.iterdir()))
    assert len(units) == 3
    checked = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "Persistent=true" in (FILES / "zhoubao.timer").read_text("utf-8")


@pytest.mark.skipif(not CRON, reason="needs cron: apt-get install cron")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may start cron")
def test_cron_runs_the_line(tmp_path: Path) -> None:
    """At the next minute, as root, on the sample week; the line is that of the documentation otherwise."""
    text = (FILES / "crontab").read_text("utf-8")
    changes = {
        "/var/lib/zhoubao": str(tmp_path), "/opt/zhoubao": str(PROJECT), "/etc/zhoubao.env": str(tmp_path / "env"), ".venv/bin/": f"{BIN}/", " zhoubao cd": " root cd",
        "30 15 * * *": "* * * * *", "--due": f"653 --replay {SAMPLE_WEEK} --outlets cnr",
    }  # fmt: skip
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "logs").mkdir()
    (tmp_path / "env").write_text("MONITOR_CONTACT=https://centre.example/\n", "utf-8")
    table = Path("/etc/cron.d/zhoubao-test")
    table.write_text(text, "utf-8")
    cron = subprocess.Popen([str(CRON), "-f"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    bulletin = tmp_path / "bulletins" / "653" / "bulletin.md"
    try:
        wait_until(bulletin.is_file)
    except pytest.fail.Exception:
        print((tmp_path / "logs" / "cron.log").read_text("utf-8"))
        raise
    finally:
        table.unlink()
        cron.terminate()
        cron.wait(10)


def test_a_home_is_restored_from_its_backup(scrapy: Scrapy, tmp_path: Path, home_with_week: Path) -> None:
    """The commands of docs/operations.md: a backup while the store is open, a restore elsewhere; nothing is missing."""
    home = home_with_week
    before = scrapy("articles", "653").stdout
    bulletin = (home / "bulletins" / "653" / "bulletin.docx").read_bytes()
    text = (PROJECT / "docs" / "operations.md").read_text("utf-8")
    (backup,) = [block for block in text.split("```sh\n") if "VACUUM INTO" in block]
    commands = backup.split("\n```")[0].replace("/var/lib/zhoubao", str(home)).replace("/var/backups", str(tmp_path))
    commands = commands.replace("/opt/zhoubao/.venv/bin/", f"{BIN}/")
    subprocess.run(["bash", "-euc", commands], check=True, capture_output=True)
    (kept,) = tmp_path.glob("zhoubao-*.tar.gz")
    shutil.rmtree(home)
    with tarfile.open(kept) as archive:
        archive.extractall(tmp_path / "restored", filter="data")
    restored = tmp_path / "restored"
    assert scrapy("articles", "653", home=restored).stdout == before
    assert (restored / "bulletins" / "653" / "bulletin.docx").read_bytes() == bulletin
    assert scrapy("health", "653", home=restored).returncode == 0
