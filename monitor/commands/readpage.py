from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.exceptions import MonitorError, PageError
from monitor.files import read_file
from monitor.items import ArticleItem
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import complain, put_json, say
from monitor.text.urls import is_web_address, plain_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.http import HtmlResponse
    from scrapy.settings import BaseSettings

    from monitor.outlet.spider import OutletSpider
    from monitor.reading.explain import Rung
    from monitor.reading.template import Template
    from monitor.store.found import LearnedTemplate


_NOT_READ = 1
_FIELDS = (
    "url", "outlet", "headline", "kicker", "subtitle", "date_published", "source", "author", "editor",
    "original_headline", "article_body", "images", "reader",
)  # fmt: skip


class Command(MonitorCommand):
    def syntax(self) -> str:
        return "FILE --url URL [--outlet NAME] [--explain]"

    def short_desc(self) -> str:
        return "读一个保存下来的文章页，输出一个 JSON 对象"

    def long_desc(self) -> str:
        return (
            "用网址所属媒体的读法读一个保存下来的页面，结果是标准输出上的一个 JSON 对象；reader 说明是哪一层读出来的"
            "（own 本媒体模板，family 发布平台，learned 运行中学到的，generic 通用提取）。不认识的网址用通用读法。"
            "--explain 把各层读出的并排列出，说明用了哪些选择器、去掉了什么，学到的读法学自哪天哪些页。"
            "退出码：0 读出，1 页面不是文章或读不出，2 用法不对。例：scrapy readpage page.html --url https://www.news.cn/…"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--url", metavar="URL", help="页面原来的网址（必填）")
        parser.add_argument("--outlet", metavar="NAME", help="指定媒体（scrapy outlets 列出），不按网址判断")
        parser.add_argument("--explain", action="store_true", help="各层读出的并排列出，不输出 JSON")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.outlet.page_cases import open_page
        from monitor.outlet.registry import find_outlet, pick_outlets

        if len(args) != 1 or not opts.url:
            raise MonitorError("用法：scrapy readpage FILE --url URL [--outlet NAME] [--explain]")
        if not is_web_address(opts.url):
            raise MonitorError(f"网址“{opts.url}”不对，应以 http:// 或 https:// 开头。")
        body = read_file(Path(args[0]))
        response = open_page(opts.url, body)
        name = opts.outlet
        named = pick_outlets(self.settings, [name]).values() if name else ()
        outlet = next(iter(named), None) or find_outlet(self.settings, response.url)
        learned = _learned(self.settings, outlet)
        try:
            if opts.explain:
                return _explain(response, outlet, learned)
            item = _item(response, outlet, [row.read() for row in learned])
        except PageError as error:
            complain(error)
            return _NOT_READ
        put_json(_result(item), indent=1)
        for flag in item.flags:
            say(f"注意：{flag}")
        return 0


def _learned(settings: BaseSettings, outlet: type[OutletSpider] | None) -> Sequence[LearnedTemplate]:
    from monitor.store.database import database_url
    from monitor.store.found import learned_of

    return learned_of(database_url(settings), outlet.name) if outlet else ()


def _item(response: HtmlResponse, outlet: type[OutletSpider] | None, learned: Sequence[Template]) -> ArticleItem:
    from monitor.reading.article import read_article

    if outlet is None:
        item = read_article(response, "", "未知媒体")
        item.url = plain_address(response.url).url
        return item
    item = outlet.read(response, learned)
    address = outlet.identify(response.url)
    item.url = address.url if address else plain_address(response.url).url
    return item


def _explain(response: HtmlResponse, outlet: type[OutletSpider] | None, learned: Sequence[LearnedTemplate]) -> int:
    from monitor.reading.explain import explain
    from monitor.terminal.tables import put_tables, table

    address = outlet.identify(response.url) if outlet else None
    day = address.day if address else None
    rungs = explain(response, outlet.templates if outlet else (), day, [row.read() for row in learned])
    winner = next((rung for rung in rungs if rung.draft), None)
    columns = ("", "读法", "标题", "日期", "来源", "字数", "图", "开头")
    lines = [("→" if rung is winner else "", rung.name, *_cells(rung)) for rung in rungs]
    put_tables(table(columns, lines, ("字数", "图")))
    if winner is None:
        say("没有一层读得出。")
        return _NOT_READ
    for field, css, number in winner.matches:
        say(f"{winner.name}：{field} = {css}（{number} 处）")
    for line in winner.dropped:
        say(f"{winner.name}：去掉 {line}")
    for row in learned:
        agreed = "，".join(f"{name} {share:.0%}" for name, share in row.agreement.items())
        say(f"learned:{row.name}：{row.learned_on} 学自 {len(row.pages)} 页（{agreed}），例如 {row.pages[0]}")
    return 0


def _cells(rung: Rung) -> tuple[str, ...]:
    draft = rung.draft
    if draft is None:
        return ("—", "", "", "", "", "")
    day = str(draft.moment.value) if draft.moment else ""
    start = next((block.text for block in draft.blocks if hasattr(block, "text")), "")
    return (draft.headline, day, draft.source, str(rung.characters), str(rung.pictures), start[:24])


def _result(item: ArticleItem) -> dict[str, Any]:
    values = asdict(item)
    values["date_published"] = item.date_published.isoformat() if item.date_published else None
    return {name: values[name] for name in _FIELDS}
