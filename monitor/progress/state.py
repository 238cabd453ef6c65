"""The state of a run as its file holds it: which process, since when, for which issue, how far with each outlet."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.files import is_alive, write_file
from monitor.terminal.progress import Standing

NAME = "run.json"  # in MONITOR_HOME
_SILENT = 900  # seconds; no host is waited for so long, and the process may be another's by now


@dataclass
class RunState:
    """A run for issue `number` in the process `pid`, `started` at and, if it came to its end, `ended` at (aware)."""

    pid: int
    number: int
    started: datetime
    outlets: dict[str, Standing] = field(default_factory=dict)
    ended: datetime | None = None
    goes_on: bool = False

    @property
    def done(self) -> int:
        """How many outlets are done."""
        return sum(each.done for each in self.outlets.values())

    @property
    def broken(self) -> bool:
        """Whether it stopped without coming to its end."""
        return not self.goes_on and self.ended is None


def write_state(home: Path, state: RunState) -> None:
    """Put `state` into the file of `home`; a reader meets the former or this one, whole. Raises OutputError."""
    content = {
        "pid": state.pid,
        "number": state.number,
        "started": state.started.isoformat(),
        "ended": state.ended.isoformat() if state.ended else None,
        "outlets": {name: each._asdict() for name, each in state.outlets.items()},
    }
    write_file(home / NAME, json.dumps(content, ensure_ascii=False).encode())


def read_state(home: Path) -> RunState | None:
    """Return the state of the last run of `home`; None if there was none, or its file cannot be read. `goes_on` tells
    whether its process lives and was heard of lately."""
    try:
        content: Mapping[str, Any] = json.loads((home / NAME).read_bytes())
        state = RunState(
            int(content["pid"]),
            int(content["number"]),
            datetime.fromisoformat(content["started"]),
            {name: Standing(**each) for name, each in content["outlets"].items()},
            datetime.fromisoformat(content["ended"]) if content["ended"] else None,
        )
        heard = time.time() - (home / NAME).stat().st_mtime
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    state.goes_on = state.ended is None and heard < _SILENT and is_alive(state.pid)
    return state
