"""Runs commands of scrapy for the tests, each in a process of its own, forked from one that has imported what all of
them import: two thirds of a short command's time. Settings are read in the child, from the environment it is given.

One order a line on stdin, `{"args", "env", "cwd", "stdout", "stderr"}`; two lines answer it: the process id, and when
it is done its exit code.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import sys
import time
from pathlib import Path

import scrapy.cmdline

PROJECT = Path(__file__).resolve().parent.parent
sys.path[0] = str(PROJECT)  # this tree, wherever another may be installed

ROOMS = ("monitor", "pipelines", "exports", "spiders", "scrapy.commands")
# What the rooms leave to be imported when it is needed.
OTHERS = (
    "alembic.command", "docx", "readability", "dateparser", "PIL.Image", "scrapy.core.downloader.handlers.http11",
    "scrapy.extensions.feedexport", "scrapy.extensions.remote_control", "sqlalchemy.dialects.sqlite",
)  # fmt: skip
# What depends on the environment, or may be done once only, is the child's.
CHILDREN = {"monitor.settings", "monitor.store.migrations.env", "twisted.internet.reactor"}


def preload() -> None:
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if module.name not in CHILDREN:
                importlib.import_module(module.name)
    for name in OTHERS:
        importlib.import_module(name)
    assert not CHILDREN & set(sys.modules), CHILDREN & set(sys.modules)
    assert Path(sys.modules["monitor"].__file__ or "").is_relative_to(PROJECT)


def become(order: dict[str, object]) -> None:
    """Make this process the one that a shell would have started."""
    os.environ.clear()
    os.environ.update(order["env"])  # type: ignore[arg-type]
    time.tzset()
    os.chdir(order["cwd"])  # type: ignore[arg-type]
    sys.path[:1] = ["", *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    for number, name, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, order["stdout"], os.O_WRONLY | os.O_APPEND),  # both may be one file
        (2, order["stderr"], os.O_WRONLY | os.O_APPEND),
    ):
        opened = os.open(name, flags)  # type: ignore[arg-type]
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = ["scrapy", *order["args"]]  # type: ignore[misc]
    scrapy.cmdline.execute()


def main() -> None:
    preload()
    # What is imported will not become garbage; without this each child looks through all of it, and copies its pages.
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            become(json.loads(line))
            return
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
