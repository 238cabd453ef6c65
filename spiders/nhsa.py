"""国家医保局 https://www.nhsa.gov.cn

列表：栏目页，条目藏在脚本的 CDATA 里，续页向 dataproxy.jsp 要（CODE 5–7，2024–2026）；医保动态、政策法规必读，政策
解读、统计数据、集采只见于一至三家代码。网址带日期，月日不补零；同一篇可挂两个栏目，按末段编号认。未见验证墙，没有联网
看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import hanweb


class Nhsa(OutletSpider):
    """国家医保局"""

    name = "nhsa"
    outlet = "国家医保局"
    region = "全国"
    on_trial = True
    family = "hanweb"
    hosts = ("nhsa.gov.cn",)
    articles = (hanweb.article("www.nhsa.gov.cn"),)
    sources = (
        *hanweb.lists("https://www.nhsa.gov.cn/col/{}/index.html", "news=col14 policies=col104"),
        *hanweb.lists(
            "https://www.nhsa.gov.cn/col/{}/index.html", "readings=col105 figures=col7 purchase=col187", optional=True
        ),
    )
    templates = hanweb.TEMPLATES
