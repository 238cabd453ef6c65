"""光明日报 数字报 https://epaper.gmw.cn/gmrb/html/layout/index.html

列表：按日期逐版读，2026 年 1 月起为新版方正数字报，2025 年底以前的日子新版没有，改问旧版（nbs，CODE 7，2018–2025）。
2026 年秋有公开项目连到过版面目录；文章的目录名 content 是照同类推测的，文章模板见于两家公开代码。没有真实页面，没有
联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import classic_paper, layout_paper

_ROOT = "https://epaper.gmw.cn/gmrb/html/"


class GmwGmrb(OutletSpider):
    """光明日报"""

    name = "gmw_gmrb"
    outlet = "光明日报"
    region = "全国"
    on_trial = True
    family = "layout_paper"
    hosts = ("epaper.gmw.cn",)
    articles = (
        layout_paper.article(_ROOT + "content/{y}{m}/{d}/content_{id}.html"),
        classic_paper.numbered_article(_ROOT, "gmrb"),
    )
    sources = (
        layout_paper.issue(_ROOT + "layout/{day:%Y%m}/{day:%d}/node_01.html"),
        classic_paper.numbered_issue(_ROOT, "gmrb", name="former", instead_of="issue", optional=True),
    )
    templates = (*layout_paper.TEMPLATES, classic_paper.NUMBERED)
