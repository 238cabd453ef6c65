from scrapy.commands.shell import Command as ScrapyShell

from monitor.run.by_hand import ByHand


class Command(ByHand, ScrapyShell):
    def short_desc(self) -> str:
        return "在交互环境里看一个网页（Scrapy 原有命令）"

    def long_desc(self) -> str:
        return (
            "取一个网址，或打开一个存下的页面，进入 Python：response、spider 都在手边，"
            "spider.read(response) 照这家媒体的读法读。媒体由网址找到，不必 --spider；测试页面用它当初的网址。"
            "不入库，不存档。例：scrapy shell tests/pages/cnr/20260301-2017.html -c 'spider.read(response).headline'"
        )
