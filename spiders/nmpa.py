"""国家药监局 https://www.nmpa.gov.cn

列表：静态栏目，续页 index_1.html 是第二页（CODE 3，2022–2026）。整站有瑞数验证，答 412 或 202（SEEN）：由浏览器按同
样的间隔取，没有浏览器就记为被拦截。文章网址是十七位编号，前八位是日期；/directory/web/nmpa/ 下的是同一篇。有的条目连
到公众号。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import gov, gov_site

_LIST, _COLUMNS = "https://www.nmpa.gov.cn/{}/index.html", "notices=xxgk/ggtg news=yaowen/ypjgyw"


class Nmpa(OutletSpider):
    """国家药监局"""

    name = "nmpa"
    outlet = "国家药监局"
    region = "全国"
    on_trial = True
    challenged = True
    family = "gov_site"
    hosts = ("nmpa.gov.cn",)
    articles = (gov.article("www.nmpa.gov.cn", r"(?:[\w-]+/)+(?P<id>(?P<date>\d{8})\d{9})\.html"),)
    sources = (*gov_site.lists(_LIST, _COLUMNS, rows=(".list ul li a",), second=1, health=True),)
    templates = gov_site.TEMPLATES
