"""Telling people where they are (WeCom, DingTalk, Feishu, e-mail …) by Apprise, which knows a hundred such services.

The addresses hold secrets, so they come from the environment, or from a file that it names, and are never printed.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from scrapy.settings import BaseSettings

from monitor.terminal.output import say


def notify(settings: BaseSettings, title: str, lines: list[str]) -> None:
    """Send a message to the addresses of NOTIFY_URLS and of the file NOTIFY_FILE (Apprise's own format). Without any
    nothing happens. A message that cannot be sent is told on the screen and changes nothing else."""
    urls, file = settings.getlist("NOTIFY_URLS"), settings["NOTIFY_FILE"]
    if not urls and not file:
        return
    try:
        import apprise
    except ImportError:
        say("注意：通知没有发出：缺少组件；请 pip install -e '.[notify]'。")
        return
    off = logging.root.manager.disable
    logging.disable()  # Apprise, and what it sends with, name the addresses
    try:
        problems = _send(apprise, urls, file, title, "\n".join(lines))
    finally:
        logging.disable(off)
    for problem in problems:
        say(f"注意：通知没有全部发出：{problem}。")


def _send(apprise: Any, urls: list[str], file: str, title: str, body: str) -> list[str]:
    sender = apprise.Apprise()
    problems = [f"第 {number} 个地址认不出" for number, url in enumerate(urls, 1) if not sender.add(url)]
    if file:
        config = apprise.AppriseConfig()
        if not Path(file).is_file() or not config.add(str(file)) or not config.services():
            shown = "MONITOR_NOTIFY_FILE 应是一个文件，不是地址" if ":/" in file else f"文件 {file} 读不出地址"
            problems.append(shown)
        sender.add(config)
    if len(sender) and not sender.notify(title=title, body=body):
        problems.append("有地址没有收下")
    return problems
