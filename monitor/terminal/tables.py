"""Tables on stdout, by Rich: the result of a command, or beside it. They stand apart from monitor.terminal.output:
many a command shows none, and Rich takes longer to import than that takes to work."""

from __future__ import annotations

import os
import sys

from rich.console import Console, RenderableType
from rich.text import Text

from monitor.terminal.output import give_up, strictly, visible

_WIDE = 200  # columns, where the output is no terminal and must not be folded


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Rich would end the process."""
        raise


def cell(text: str) -> Text:
    """Return `text` as what it is, for a table: a bracket in it is no markup."""
    return Text(visible(text))


def put_tables(*tables: RenderableType) -> None:
    """Print the result as tables. Raises OutputError, ReaderGone."""
    strictly(lambda: _console().print(*tables, sep="\n"))


def show(*tables: RenderableType) -> None:
    """Print tables beside work whose result is elsewhere: nothing is lost with them."""
    try:
        _console().print(*tables, sep="\n")
        sys.stdout.flush()
    except OSError:
        give_up(sys.stdout)


def _console() -> Console:
    """A console on stdout that folds lines only for a terminal, or at COLUMNS where that is set, and takes no text for
    markup."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else _WIDE
    return _Console(width=width, markup=False, emoji=False, highlight=False)
