"""Our commands outside the program's folder: Scrapy knows a project's commands only within it, and says no more than
`Unknown command`. An entry point of the package stands for each of them there, and says where to go."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand

from monitor.terminal.output import say


class Elsewhere(ScrapyCommand):
    """Stands for any of our commands; within the folder the command itself takes its place."""

    requires_crawler_process = False

    def short_desc(self) -> str:
        """Return what the list of commands says."""
        return f"周报程序的命令，要在它的文件夹里运行：{_place()}"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Say where to go; nothing is done here, for var/ and out/ would be made wherever somebody stands."""
        say(f"错误：这里不是周报程序的文件夹；先 cd {_place()}，再运行一次。")
        self.exitcode = 2


def _place() -> str:
    folder = Path(__file__).resolve().parents[2]
    return str(folder) if (folder / "scrapy.cfg").is_file() else "有 scrapy.cfg 的那个文件夹"
