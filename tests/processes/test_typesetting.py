"""PDF is made in a process of its own: the same bytes, made once more after that process was killed, and none left over."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from at_desk import MakeDesk, desk_of
from conftest import wait_until

from monitor.exceptions import MonitorError
from monitor.files import is_alive
from monitor.issue.rendering import render_forms
from monitor.processes.typesetting import Typesetter


def test_a_killed_process_is_told_and_begun_anew_and_an_idle_one_ends(make_desk: MakeDesk, opened_week: Path) -> None:
    pytest.importorskip("weasyprint", reason="needs the parts for PDF: pip install -e '.[pdf]'")
    desk = desk_of(make_desk(opened_week))
    settings, bulletin = desk.weeks.settings, desk.drafts.make(desk.weeks.look(653)).bulletin
    setter = Typesetter(settings, idle=0.1)
    assert setter.render(bulletin, "html") == next(iter(render_forms(settings, bulletin, ["html"])[0].values()))
    assert setter._pool is None, "only PDF is worth a process"
    setter._idle = 60
    first = setter.render(bulletin, "pdf")
    assert first and first.startswith(b"%PDF") and setter._pool
    (child,) = setter._pool._processes
    os.kill(child, signal.SIGKILL)
    with pytest.raises(MonitorError, match="中断"):
        while True:
            assert setter.render(bulletin, "pdf") == first
    setter._idle = 0.1
    assert setter.render(bulletin, "pdf") == first
    wait_until(lambda: setter._pool is None and not is_alive(child))
