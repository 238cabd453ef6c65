"""甘肃日报 数字报 https://szb.gansudaily.com.cn/gsrb/

列表：按日期逐版读，版面文件是 col01.html；2026 年的代码在目录里多 pc/layout 两级，2022 年的没有，先问新的，不成再问旧
的。文章网址只在旧目录下见过，新目录下的是推测。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import layout_paper

_PAPER, _PAGES = "https://szb.gansudaily.com.cn/gsrb/", "a[href*=col]"


class GansudailyGsrb(OutletSpider):
    """甘肃日报"""

    name = "gansudaily_gsrb"
    outlet = "甘肃日报"
    region = "甘肃"
    on_trial = True
    family = "layout_paper"
    hosts = ("szb.gansudaily.com.cn",)
    articles = (
        layout_paper.article(_PAPER + "{y}{m}/{d}/c{id}.html"),
        layout_paper.article(_PAPER + "pc/con/{y}{m}/{d}/content_{id}.html"),
    )
    sources = (
        layout_paper.issue(_PAPER + "pc/layout/{day:%Y%m}/{day:%d}/col01.html", pages=_PAGES),
        layout_paper.issue(
            _PAPER + "{day:%Y%m}/{day:%d}/col01.html", pages=_PAGES, name="older", instead_of="issue", optional=True
        ),
    )
    templates = layout_paper.TEMPLATES
