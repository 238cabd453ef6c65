"""河南日报 数字报 https://newpaper.dahe.cn/hnrb/ （方正经典数字报，2024 年换过皮肤）

列表：按日期逐版读；网址自带日期，文章按报纸、日期、编号识别，镜像 hnrbpaper.dahe.cn 与 dzb.henandaily.cn 归到同一
网址。没有真实页面，选择器来自三家公开代码，标题一项更不确定。
"""

import re

from monitor.listing.issue import IssuePages
from monitor.reading.template import Template
from monitor.spider import OutletSpider
from spiders.templates import CLASSIC_PAPER

_DAY = r"(?P<y>\d{4})-(?P<m>\d{2})/(?P<d>\d{2})/content_(?P<node>\d+_)?(?P<id>\d+)\.htm"


class DaheHnrb(OutletSpider):
    """河南日报"""

    name = "dahe_hnrb"
    outlet = "河南日报"
    region = "河南"
    hosts = ("dahe.cn", "henandaily.cn")
    article_urls = (
        re.compile(r"^https?://newpaper\.dahe\.cn/hnrb/html/" + _DAY),
        re.compile(r"^https?://(?:hnrbpaper\.dahe\.cn/html|dzb\.henandaily\.cn/html5)/" + _DAY),
    )
    canonical = ("https://newpaper.dahe.cn/hnrb/html/{y}-{m}/{d}/content_{node}{id}.htm",) * 2
    keys = ("{y}{m}{d}-{id}",) * 2
    sources = (
        IssuePages(
            name="issue",
            first="https://newpaper.dahe.cn/hnrb/html/{day:%Y-%m}/{day:%d}/node_1.htm",
            pages="ul.layout-catalogue-list li a[href*=node_], a#pageLink",
            articles="ul.news-list li.news-item a, #btdh table a",
        ),
        IssuePages(
            name="mirror",
            first="https://hnrbpaper.dahe.cn/html/{day:%Y-%m}/{day:%d}/node_1.htm",
            pages="a#pageLink",
            articles="#btdh table a",
            instead_of="issue",
            optional=True,
        ),
    )
    templates = (
        Template(
            name="2024",
            evidence="CODE 3 (2024–26); headline GUESS",
            headline=".main-content h1",
            body="#articleContent, #news_content cms-content, cms-content",
        ),
        CLASSIC_PAPER,
        Template(name="mirror-2022", evidence="CODE 1", headline="#art_title", body="div.con"),
    )
