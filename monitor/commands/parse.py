import argparse
import warnings
from functools import partial
from typing import Any

from scrapy import Spider
from scrapy.commands.parse import Command as ScrapyParse
from scrapy.exceptions import ScrapyDeprecationWarning
from scrapy.http import Response

from monitor.exceptions import MonitorError
from monitor.run.by_hand import ByHand, read_page
from monitor.terminal.output import complain


class Command(ByHand, ScrapyParse):
    def short_desc(self) -> str:
        return "看一个网页读出什么：文章，或列表上的链接（Scrapy 原有命令）"

    def long_desc(self) -> str:
        return (
            "取一个网址，或打开一个存下的页面，输出媒体从中读出的文章，或列表带出的请求。"
            "媒体由网址找到，不必 --spider；报纸的版面按日期读，用 -a since=… -a until=… 写明日期。"
            "只看不存，--pipelines 才走各道工序入库。例：scrapy parse tests/pages/cnr/20260301-2017.html --nolinks"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        from monitor.outlet.registry import find_outlet

        if args and not opts.spider and find_outlet(self.settings, args[0]) is None:
            complain(f"不属于任何一家媒体，不知怎么读：{args[0]}；通用读法见 scrapy readpage。")
            self.exitcode = MonitorError.exit_code
            return
        # Scrapy's own command does.
        warnings.filterwarnings("ignore", ".* returned a Deferred", ScrapyDeprecationWarning)
        super().run(args, opts)

    def _get_callback(self, *, spider: Spider, opts: argparse.Namespace, response: Response | None = None) -> Any:
        from monitor.outlet.spider import OutletSpider

        told = opts.callback or (response and response.meta["_callback"])
        if isinstance(spider, OutletSpider) and not told:
            return partial(read_page, spider, not opts.spargs)
        return super()._get_callback(spider=spider, opts=opts, response=response)
