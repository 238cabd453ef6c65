"""Telling people where they are (WeCom, DingTalk, Feishu, e-mail …) by Apprise, which knows a hundred such services.

The addresses hold secrets, so they come from the environment, or from a file that it names, and are never printed.
"""

from __future__ import annotations

import logging
from pathlib import Path

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
    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # its warnings name parts of the addresses
    sender = apprise.Apprise()
    problems = [f"第 {number} 个地址认不出" for number, url in enumerate(urls, 1) if not sender.add(url)]
    if file:
        config = apprise.AppriseConfig()
        if not Path(file).is_file() or not config.add(str(file)) or not config.services():
            problems.append(f"文件 {file} 读不出地址")
        sender.add(config)
    if len(sender) and not sender.notify(title=title, body="\n".join(lines)):
        problems.append("有地址没有收下")
    for problem in problems:
        say(f"注意：通知没有全部发出：{problem}。")
