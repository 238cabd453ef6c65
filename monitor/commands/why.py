import argparse

from monitor.exceptions import MonitorError
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import put
from monitor.text.urls import pasted_address


class Command(MonitorCommand):
    def syntax(self) -> str:
        return "URL"

    def short_desc(self) -> str:
        return "一个网址后来怎样了：未取、不在窗口、同文、未达线、已刊出……"

    def long_desc(self) -> str:
        return (
            "列表里出现过的每一条链接都可以问。退出码：0 有下文，1 没有见过这个网址，2 用法不对。"
            "例：scrapy why https://www.news.cn/tech/20251209/…/c.html"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        url = pasted_address(args[0]) if args else ""
        if not url:
            raise MonitorError("用法：scrapy why URL，网址以 http:// 或 https:// 开头。")
        from monitor.week.tracing import trace

        found = trace(self.settings, url)
        for line in found.lines:
            put(line)
        return 0 if found.met else 1
