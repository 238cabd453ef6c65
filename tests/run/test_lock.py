"""One writer of an issue's folder at a time."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from monitor.exceptions import MonitorError
from monitor.run.lock import only_writer


def test_who_writes_a_folder_is_waited_for_whatever_it_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, folder = tmp_path / "home", tmp_path / "653"
    folder.mkdir()
    (tmp_path / "link").symlink_to(folder)
    order: list[str] = []

    def other() -> None:
        with only_writer(home, tmp_path / "link"):
            order.append("second")

    with only_writer(home, folder):
        with pytest.raises(MonitorError, match="一直在写"), only_writer(home, tmp_path / "link", patience=0):
            pytest.fail("two writers at once")
        with only_writer(home, tmp_path / "654"):
            pass
        waiting = threading.Thread(target=other)
        waiting.start()
        while capsys.readouterr().err.count("等它写完") < 1 and waiting.is_alive():
            pass
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]
    assert not list(folder.iterdir()), "nothing of ours in a folder that is somebody's own"
