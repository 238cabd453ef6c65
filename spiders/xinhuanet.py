"""新华网 https://www.news.cn （即 www.xinhuanet.com，两个域名同一篇文章）

列表：频道页及其背后的 ds_*.json 数据文件；滚动新闻；站内检索（2026 年对普通客户端常返回 403，仅作补充）。
文章：网址自带日期，32 位十六进制（旧式为数字）编号即主键。模板四代，2024 年起的一代和 2021–23、2017–20 两代
有真实页面为证，更早的只见于他人代码。RSS 与 qc.wa.news.cn 接口已停，不用。
"""

from types import MappingProxyType

from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm
from spiders.families import xinhua

_AT = (
    r"^https?://(?P<host>(?!big5\.|app\.|my-h5news\.)[\w.-]*(?:news\.cn|xinhuanet\.com))/(?P<channel>(?:[a-z0-9-]+/)*)"
)
_DAY = r"(?P<y>\d{4})-(?P<m>\d{2})/(?P<d>\d{2})/"
_TO = "https://{host}/{channel}"
_SITE, _HEALTH = "https://www.news.cn/", "djk kph spq qwfb zyzy rdzt"


class Xinhuanet(OutletSpider):
    """新华网"""

    name = "xinhuanet"
    outlet = "新华网"
    region = "全国"
    family = "xinhua"
    hosts = ("news.cn", "xinhuanet.com")
    twins = MappingProxyType(dict.fromkeys(("www.xinhuanet.com", "xinhuanet.com", "news.cn"), "www.news.cn"))
    articles = (
        AddressForm(_AT + r"(?P<date>\d{8})/(?P<id>[0-9a-f]{32})/c\.html", _TO + "{date}/{id}/c.html"),
        AddressForm(_AT + _DAY + r"c_(?P<id>\d+)(?:_(?P<page>\d+))?\.htm", _TO + "{y}-{m}/{d}/c_{id}.htm"),
        AddressForm(_AT + _DAY + r"content_(?P<id>\d+)(?:_(?P<page>\d+))?\.htm", _TO + "{y}-{m}/{d}/content_{id}.htm"),
    )
    sources = (
        *xinhua.channels("{}", _SITE + "{}/", "health", health=True),
        *xinhua.channels("{}", _SITE + "{}/", "tech politics fortune local info digital legal world"),
        *xinhua.channels("{}", _SITE + "{}/index.html", "politics/szlb"),
        *xinhua.channels("{}", _SITE + "{}/", "sci-tech", optional=True),  # CODE 2, in use 2026-10
        # One crawler's run is all that the dossier has of the sub-channels of health.
        *xinhua.channels("health-{}", _SITE + "health/{}/index.html", _HEALTH, optional=True, health=True),
        *xinhua.channels("{}", "http://www.news.cn/{}.htm", "rolling=xhsxw"),
        xinhua.SEARCH,
    )
    templates = xinhua.TEMPLATES
