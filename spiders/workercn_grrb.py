"""工人日报 数字报 https://www.workercn.cn/papers/grrb/

列表：按日期逐版读，首版 1/page.html，版面和标题各在一个列表里（CODE 3，2022–2026）。文章网址带日期和版号（2024–2026 年
的见于公开资料），一天之内各版都从 news-1 编起，主键含日期和版号。文章容器见于一家公开代码（2022）。没有真实页面，没有
联网看过。
"""

from monitor.listing.issue import IssuePages
from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm
from spiders.families import own_paper

_ROOT = "https://www.workercn.cn/papers/grrb/"
_ARTICLE = r"^https?://www\.workercn\.cn/papers/grrb/(?P<y>\d{4})/(?P<m>\d\d)/(?P<d>\d\d)/(?P<n>\d{1,3})/news-(?P<id>\d{1,4})\.html"


class WorkercnGrrb(OutletSpider):
    """工人日报"""

    name = "workercn_grrb"
    outlet = "工人日报"
    region = "全国"
    on_trial = True
    family = "own_paper"
    hosts = ("www.workercn.cn",)
    articles = (AddressForm(_ARTICLE, _ROOT + "{y}/{m}/{d}/{n}/news-{id}.html", "{y}{m}{d}-{n}-{id}"),)
    sources = (
        IssuePages(
            name="issue",
            first=_ROOT + "{day:%Y/%m/%d}/1/page.html",
            folder="papers/grrb/{day:%Y/%m/%d}/",
            pages="#pageUrl a[href*='page.html'], #pageTitle a[href*='page.html']",
            articles="#pageTitle a",
        ),
    )
    templates = own_paper.TEMPLATES
