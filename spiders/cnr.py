"""央广网 https://www.cnr.cn （各频道与地方频道 *.cnr.cn）

列表：栏目目录页，续页 index_1.html、index_2.html …；站内检索仅见于 2020 年以前，滚动栏失败时才用。文章网址自带日期，
九位编号即主键。没有真实文章页，四代模板全部来自公开代码；标签写 gb2312 的按 gb18030 解码。robots.txt 未见。
"""

import re
from dataclasses import replace

from monitor.outlet.spider import OutletSpider
from monitor.text.urls import Address, AddressForm
from spiders.families import trs

_LATER = re.compile(r"_\d+_\d+\.s?html")


class Cnr(OutletSpider):
    """央广网"""

    name = "cnr"
    outlet = "央广网"
    region = "全国"
    family = "trs"
    hosts = ("cnr.cn",)
    articles = (
        AddressForm(
            r"^https?://(?P<host>(?!tv\.)(?:[a-z0-9]+\.)?cnr\.cn)/(?P<section>(?!native/city/|jssp/)(?:[\w-]+/)*)"
            r"(?P<date>\d{8})/t(?P=date)_(?P<id>\d{9})(?:_(?P<page>\d+))?\.(?P<ext>s?html)",
            "https://{host}/{section}{date}/t{date}_{id}.{ext}",
        ),
    )
    sources = (
        # Five crawlers read these; one the health channel; the provinces go by a rule alone.
        *trs.lists(
            "{}", "https://{}/", "rolling=news.cnr.cn/native/gd china=china.cnr.cn/news tech=tech.cnr.cn/techgd"
        ),
        *trs.lists(
            "health-{}", "https://health.cnr.cn/{}/", "yg jkjrjd yyqy yyzx mypy jkgdxw", optional=True, health=True
        ),
        *trs.lists("rolling-{}", "https://news.cnr.cn/native/gd/{}/", "kx", optional=True),  # CODE 1, 2025, as jkgdxw
        *trs.lists("{}", "https://www.cnr.cn/{}/", "hubei-yw=hubei/yw hubei-gstj=hubei/gstjhubei", optional=True),
        *trs.lists("{}", "https://{}/", "jx-yw=jx.cnr.cn/yw nm-gstj=nm.cnr.cn/gstjnmg", optional=True),
        trs.SEARCH,
    )
    templates = (*trs.TEMPLATES, trs.PHOTO)

    @classmethod
    def identify(cls, url: str) -> Address | None:
        """As for every outlet, but `…_1.shtml` is page 2."""
        address = super().identify(url)
        return replace(address, page=address.page + 1) if address and _LATER.search(url) else address
