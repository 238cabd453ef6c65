"""齐鲁网 https://www.iqilu.com （山东广播电视台，含各市子站）

列表：新闻频道与各市子站的栏目页，续页 list_栏目号_N.shtml，号码取自首页的翻页条。文章网址自带日期，编号全站唯一，
即主键。没有真实页面；标签和类名见于 2025 年 11 月一份照搬该站标记的主题，另有四家公开代码。
"""

import re

from monitor.listing.section import SectionList
from monitor.reading.template import Template
from monitor.spider import OutletSpider

_SECTIONS = {
    "yaowen": "https://news.iqilu.com/shandong/yaowen/",
    "yuanchuang": "https://news.iqilu.com/shandong/yuanchuang/",
    "gedi": "https://news.iqilu.com/shandong/shandonggedi/",
    "zhengwu": "https://news.iqilu.com/shandong/zhengwu/",
    "shehui": "https://news.iqilu.com/shehui/",
    "china": "https://news.iqilu.com/china/",
    "health": "http://health.iqilu.com/zixun/",
    "weifang": "https://weifang.iqilu.com/wfminsheng/",
    "taian": "https://taian.iqilu.com/taianminsheng/",
    "jinan": "https://jinan.iqilu.com/jnms/",
}
_UNSURE = {"health", "taian", "jinan"}  # one crawler of 2019


class Iqilu(OutletSpider):
    """齐鲁网"""

    name = "iqilu"
    outlet = "齐鲁网"
    region = "山东"
    hosts = ("iqilu.com",)
    article_urls = (
        re.compile(
            r"^https?://(?P<site>(?!v\.|yx\.)[a-z]+)\.iqilu\.com/(?P<section>(?:[A-Za-z_][A-Za-z0-9_]*/)*)"
            r"(?P<day>(?P<y>20\d{2})/?(?P<m>\d{2})(?P<d>\d{2}))/(?P<id>\d+)\.shtml"
        ),
    )
    canonical = ("https://{site}.iqilu.com/{section}{day}/{id}.shtml",)
    sources = tuple(
        SectionList(
            name=name,
            url=url,
            rows=("div.mod-list dd h3 a",),
            next_link="a[href*=list_]",
            next_name="list_{x}_{n}.shtml",
            optional=name in _UNSURE,
            health=name == "health",
        )
        for name, url in _SECTIONS.items()
    )
    templates = (
        Template(
            name="2025",
            evidence="CODE 4 (2014–24); markup of a theme that copies the site (2025-11)",
            headline=".section-cnt-tit h1",
            published=".section-cnt-tit .info p.time",
            source=".section-cnt-tit .info p.resource",
            body="div.col-main > div.article-main, div.article-main",
            drop=("p.contact",),
        ),
        Template(
            name="photo",
            evidence="CODE 1",
            headline="div.title-main h2",
            published="span.time",
            source="span.source",
            body="#context, .article_body",
        ),
    )
