import argparse

from scrapy.commands.view import Command as ScrapyView
from scrapy.http import Response, TextResponse

from monitor.run.by_hand import ByHand
from monitor.terminal.output import complain


class Command(ByHand, ScrapyView):
    def short_desc(self) -> str:
        return "在浏览器里看 Scrapy 收到的网页（Scrapy 原有命令）"

    def long_desc(self) -> str:
        return (
            "取一个网址，或打开一个存下的页面，在浏览器里显示收到的样子。"
            "媒体由网址找到；什么都不入库、不存档。例：scrapy view https://www.cnr.cn/"
        )

    def _print_response(self, response: Response, opts: argparse.Namespace) -> None:
        if isinstance(response, TextResponse):
            super()._print_response(response, opts)
            return
        complain(f"收到的不是网页，浏览器里看不了：{response.url}")
        self.exitcode = 1
