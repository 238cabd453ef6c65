"""国家中医药局 http://www.natcm.gov.cn

列表：帝国 CMS 的静态栏目，续页 index_2.html（CODE 4，2021–2026）；新域名 satcm.gov.cn 的政策文件栏只见于一家，算补充。
文章网址自带日期；列表里有的条目直接连到附件，不是文章。没有真实页面，有 robots.txt（SEEN），照办。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import gov, gov_site

_ROWS = ("ul.lbbt > li > a", ".box td > ul > li a")
_ARTICLE = r"(?:[\w-]+/)*(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})/(?P<id>\d+)\.html"


class Natcm(OutletSpider):
    """国家中医药局"""

    name = "natcm"
    outlet = "国家中医药局"
    region = "全国"
    on_trial = True
    family = "gov_site"
    hosts = ("natcm.gov.cn", "satcm.gov.cn")
    articles = (gov.article("www.natcm.gov.cn", _ARTICLE), gov.article("www.satcm.gov.cn", _ARTICLE))
    sources = (
        *gov_site.lists("http://www.natcm.gov.cn/a/{}/", "tzgg gzdt zcwj zcjd bgs_xwfb", rows=_ROWS, health=True),
        *gov_site.lists("https://www.satcm.gov.cn/{}/", "zhengcewenjian", rows=_ROWS, optional=True, health=True),
    )
    templates = gov_site.TEMPLATES
