"""中新网（中国新闻网） https://www.chinanews.com.cn

列表：按日期的全站存档，一天一页约五百条；存档失败时改读滚动新闻。文章网址自带日期，编号全站唯一，即主键；
chinanews.com 是旧域名。2012–2021 年的模板有 2020 年真实页面为证，2022 年起的模板来自九家公开代码。
"""

from monitor.listing.issue import DayArchive
from monitor.listing.section import SectionList
from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm
from spiders.families import chinanews

_SCROLL = "https://www.chinanews.com.cn/scroll-news/"


class Chinanews(OutletSpider):
    """中新网"""

    name = "chinanews"
    outlet = "中新网"
    region = "全国"
    family = "chinanews"
    hosts = ("chinanews.com.cn", "chinanews.com")
    articles = (
        AddressForm(
            r"^https?://(?:www\.)?chinanews\.com(?:\.cn)?/(?P<channel>(?!.*shipin/)[a-z0-9/-]+?)/(?P<y>\d{4})/(?P<m>\d{2})"
            r"-(?P<d>\d{2})/(?P<id>\d+)(?:_(?P<page>\d+))?\.shtml",
            "https://www.chinanews.com.cn/{channel}/{y}/{m}-{d}/{id}.shtml",
        ),
    )
    sources = (
        DayArchive(name="archive", first=_SCROLL + "{day:%Y}/{day:%m%d}/news.shtml", articles=chinanews.ROWS),
        SectionList(
            name="rolling",
            url=_SCROLL + "news1.html",
            rows=(chinanews.ROWS,),
            next_name="news{n}.html",
            instead_of="archive",
        ),
    )
    templates = chinanews.TEMPLATES
