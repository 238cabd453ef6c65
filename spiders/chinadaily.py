"""中国日报网 https://cn.chinadaily.com.cn （含 china、world、tech、caijing 及地方子站）

列表：栏目页（翻页 page_N.html）；检索接口时有故障，仅作补充。
文章：网址自带日期，WS 加 24 位十六进制即主键；分页为 _2.html。2023 年的模板有真实页面为证，其余来自他人代码。
正文前有一对隐藏的 h1/h2，不能取第一个 h1。英语和漫画子站（language、kan、www、cartoon）不收。
"""

from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm
from spiders.families import chinadaily


class Chinadaily(OutletSpider):
    """中国日报网"""

    name = "chinadaily"
    outlet = "中国日报网"
    region = "全国"
    family = "chinadaily"
    hosts = ("chinadaily.com.cn",)
    articles = (
        AddressForm(
            r"^https?://(?P<site>(?!language\.|kan\.|www\.|cartoon\.)[a-z]+)\.chinadaily\.com\.cn"
            r"/a/(?P<y>\d{4})(?P<m>\d{2})/(?P<d>\d{2})/(?P<id>WS[0-9a-f]{24})(?:_(?P<page>\d+))?\.html",
            "https://{site}.chinadaily.com.cn/a/{y}{m}/{d}/{id}.html",
        ),
    )
    sources = (
        *chinadaily.lists("{}", "https://{}", chinadaily.CERTAIN),
        *chinadaily.lists("{}", "https://{}", chinadaily.OTHERS, optional=True),
        *chinadaily.lists("cn-{}", "https://cn.chinadaily.com.cn/{}", "jiankang", optional=True, health=True),
        chinadaily.SEARCH,
    )
    templates = chinadaily.TEMPLATES
