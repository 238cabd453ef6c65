"""Tables on stdout, by Rich: the result of a command, or beside it. They stand apart from monitor.terminal.output:
many a command shows none, and Rich takes longer to import than that takes to work."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Sequence

from rich.box import SIMPLE
from rich.console import Console, RenderableType
from rich.table import Table
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


def table(columns: Sequence[str], lines: Iterable[Sequence[str]], right: Collection[str] = ()) -> Table:
    """Return a table in which nothing is cut: a cell that is too wide for the terminal goes on below. `right`: the
    columns of numbers."""
    made = Table(box=SIMPLE, padding=(0, 0, 0, 1))
    for name in columns:
        made.add_column(name, overflow="fold", justify="right" if name in right else "left")
    for line in lines:
        made.add_row(*map(cell, line))
    return made


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
