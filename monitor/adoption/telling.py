"""What an adoption comes to, as tables: what was read of the outlet, its lists, its articles, and what is not sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.http import TextResponse

from monitor.adoption.deciding import Adopted
from monitor.adoption.looked import Looked
from monitor.exceptions import PageError
from monitor.outlet.spider import OutletSpider
from monitor.terminal.tables import table
from monitor.text.markdown import plain_text

if TYPE_CHECKING:
    from rich.table import Table


def tables(looked: Looked, adopted: Adopted, outlet: type[OutletSpider]) -> list[Table]:
    """Return the tables; `outlet` is the class that was written, by which the articles are read."""
    told = adopted.declaration
    facts = [
        ("名称", told.printed, adopted.named.why),
        ("地区", told.region, adopted.region.why),
        ("平台", told.family, ""),
        ("域名", "、".join(told.hosts), ""),
        *(("文章网址", form.pattern, form.key) for form in told.forms),
    ]
    if told.paper:
        facts.append(("版面", told.paper.first, f"看到 {told.paper.day} 的 {len(told.paper.sheets)} 版"))
    lists = [
        (
            each.name, each.worth.url, each.where, str(each.worth.articles), str(each.worth.added),
            str(each.worth.newest or ""), "是" if each.worth.health else "",
        )
        for each in adopted.lists
    ]  # fmt: skip
    return [
        table(("项目", "读出", "依据"), facts),
        *(
            [table(("列表", "网址", "在哪里", "文章", "多列出", "最新", "健康"), lists, ("文章", "多列出"))]
            if lists
            else []
        ),
        table(
            ("日期", "标题", "来源", "字数", "读法", "网址"),
            [_row(sample.response, outlet) for sample in looked.samples],
            ("字数",),
        ),
    ]


def _row(response: TextResponse, outlet: type[OutletSpider]) -> tuple[str, ...]:
    try:
        item = outlet.read(response)
    except PageError as error:
        return "", f"读不出：{error}", "", "", "", response.url
    length = str(len(plain_text(item.article_body)))
    return str(item.date_published or ""), item.headline, item.source, length, item.reader, response.url
