"""上海市卫生健康委 https://wsjkw.sh.gov.cn

列表：新闻发布必读（CODE 8，2020–2025），通知公告的地址是推测；续页 index_2.html 是第二页，按 ul.list-date 认，整串类
名 2025 年变过。网址自带日期；有的条目连到公众号，不是本站文章。正文在 #ivs_content，日期在括号里。没有真实页面，没有
联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import gov, gov_site

_ROWS = ("ul.list-date > li a",)


class ShanghaiWsjkw(OutletSpider):
    """上海市卫生健康委"""

    name = "shanghai_wsjkw"
    outlet = "上海市卫生健康委"
    region = "上海"
    on_trial = True
    family = "gov_site"
    hosts = ("wsjkw.sh.gov.cn",)
    articles = (gov.article("wsjkw.sh.gov.cn", r"(?:[\w-]+/)*(?P<date>\d{8})/(?P<id>[0-9a-f]{32})\.html"),)
    sources = (
        *gov_site.lists("https://wsjkw.sh.gov.cn/{}/index.html", "xwfb", rows=_ROWS, health=True),
        *gov_site.lists("https://wsjkw.sh.gov.cn/{}/index.html", "tzgg", rows=_ROWS, optional=True, health=True),
    )
    templates = gov_site.TEMPLATES
