from scrapy.commands.fetch import Command as ScrapyFetch

from monitor.run.by_hand import ByHand


class Command(ByHand, ScrapyFetch):
    def short_desc(self) -> str:
        return "取一个网页，原样输出（Scrapy 原有命令）"

    def long_desc(self) -> str:
        return (
            "取一个网址，或打开一个存下的页面，输出收到的内容，--headers 输出请求和应答的头。"
            "媒体由网址找到，照它的规矩取；什么都不入库、不存档。例：scrapy fetch --nolog https://www.cnr.cn/"
        )
