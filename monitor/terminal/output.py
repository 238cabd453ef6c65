"""Where a command's words go: results to stdout, what is said to the person at the keyboard to stderr."""

from __future__ import annotations

import sys

from rich.console import Console

_WIDE = 200  # columns, where the output is no terminal and must not be folded


def say(line: str) -> None:
    """Print a line for the person at the keyboard, on stderr: stdout is for results."""
    sys.stderr.write(line + "\n")


def console() -> Console:
    """Return a console on stdout that folds lines only for a terminal."""
    return Console() if sys.stdout.isatty() else Console(width=_WIDE)
