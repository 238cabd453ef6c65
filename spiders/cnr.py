"""央广网 https://www.cnr.cn （各频道与地方频道 *.cnr.cn）

列表：栏目目录页，续页 index_1.html、index_2.html …；站内检索仅见于 2020 年以前，作补充。文章网址自带日期，九位编号
即主键。没有真实文章页，四代模板全部来自公开代码；标签写 gb2312 的按 gb18030 解码。robots.txt 未见。
"""

import re
from dataclasses import replace

from monitor.listing.section import SectionList
from monitor.reading.template import Template
from monitor.spider import OutletSpider
from monitor.urls import Address

_SECTIONS = {
    "health-yg": "https://health.cnr.cn/yg/",
    "health-jkjrjd": "https://health.cnr.cn/jkjrjd/",
    "health-yyqy": "https://health.cnr.cn/yyqy/",
    "health-yyzx": "https://health.cnr.cn/yyzx/",
    "health-mypy": "https://health.cnr.cn/mypy/",
    "rolling": "https://news.cnr.cn/native/gd/",
    "china": "https://china.cnr.cn/news/",
    "tech": "https://tech.cnr.cn/techgd/",
    "hubei-yw": "https://www.cnr.cn/hubei/yw/",
    "hubei-gstj": "https://www.cnr.cn/hubei/gstjhubei/",
    "jx-yw": "https://jx.cnr.cn/yw/",
    "nm-gstj": "https://nm.cnr.cn/gstjnmg/",
}
_CERTAIN = {"rolling", "china", "tech"}  # five crawlers; of the health channel one run, of provinces the rule alone
_ROWS = ("div.articleList ul li a", "ul[class*=f14] li a, ul.erji_left li a, li.item a")


class Cnr(OutletSpider):
    """央广网"""

    name = "cnr"
    outlet = "央广网"
    region = "全国"
    hosts = ("cnr.cn",)
    article_urls = (
        re.compile(
            r"^https?://(?P<host>(?!tv\.)(?:[a-z0-9]+\.)?cnr\.cn)/(?P<section>(?!native/city/|jssp/)(?:[\w-]+/)*)(?P<date>\d{8})"
            r"/t(?P=date)_(?P<id>\d{9})(?:_(?P<page>\d+))?\.(?P<ext>s?html)"
        ),
    )
    canonical = ("https://{host}/{section}{date}/t{date}_{id}.{ext}",)
    sources = tuple(
        SectionList(
            name=name,
            url=url,
            rows=_ROWS,
            next_name="index_{n}.html",
            second=1,
            optional=name not in _CERTAIN,
            health=name.startswith("health-"),
        )
        for name, url in _SECTIONS.items()
    )
    templates = (
        Template(
            name="2017",
            evidence="CODE 4 (2017–25)",
            headline=".article-header h1",
            published=".article-header .source",
            source=".article-header .source span",
            body=".article-body .TRS_Editor, .article-body .trs_editor_view, .article-body",
            editor=".editor",
            drop=(".editor",),
        ),
        Template(
            name="2016",
            evidence="CODE 3 (2016–19)",
            headline=".article .subject h2",
            published=".subject .source",
            source=".subject .source span",
            body=".articleMain .contentText",
        ),
        Template(
            name="2016-baidu",
            evidence="CODE 1 (2016–20)",
            headline="h1[class*=f24]",
            published="#pubtime_baidu",
            source="#source_baidu",
            body=".TRS_Editor, .sanji_left",
            editor="#editor_baidu, p.right",
            drop=("p.right",),
        ),
    )

    @classmethod
    def identify(cls, url: str) -> Address | None:
        """As for every outlet, but `…_1.shtml` is page 2."""
        address = super().identify(url)
        return replace(address, page=address.page + 1) if address and re.search(r"_\d+_\d+\.s?html", url) else address
