"""海南日报 数字报 http://news.hndaily.cn/

列表：方正经典数字报，按日期逐版读，2026 年在 news.hndaily.cn，此前在 hnrb.hinews.cn，前者不成才问后者（两家公开代码）。
网址自带日期，?div=-1 是多余的。两处的同一天、同一编号算同一篇。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import classic_paper

_NEWER, _OLDER, _FIRST = (
    "http://news.hndaily.cn/html/",
    "http://hnrb.hinews.cn/html/",
    "{day:%Y-%m}/{day:%d}/node_1.htm",
)


class HndailyHnrb(OutletSpider):
    """海南日报"""

    name = "hndaily_hnrb"
    outlet = "海南日报"
    region = "海南"
    on_trial = True
    family = "classic_paper"
    hosts = ("news.hndaily.cn", "hnrb.hinews.cn")
    articles = (classic_paper.article(_NEWER), classic_paper.article(_OLDER))
    sources = (
        classic_paper.issue(_NEWER + _FIRST),
        classic_paper.issue(_OLDER + _FIRST, name="older", instead_of="issue", optional=True),
    )
    templates = classic_paper.TEMPLATES
