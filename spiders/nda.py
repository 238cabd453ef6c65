"""国家数据局 https://www.nda.gov.cn

列表：静态栏目页 index_pc_1.html（CODE 5，2025–2026；续页 index_pc_2.html 是推测）。文章网址里的十四位时间会比目录的
月日晚几天，两者都不当发布日，日期从元标签和列表读。正文容器没有人写过，按元标签认文章、按密度找正文。_mobile 与 _pc
是同一篇。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import gov, gov_site


class Nda(OutletSpider):
    """国家数据局"""

    name = "nda"
    outlet = "国家数据局"
    region = "全国"
    on_trial = True
    family = "gov_site"
    hosts = ("nda.gov.cn",)
    articles = (gov.article("www.nda.gov.cn", r"sjj/(?:[\w-]+/)*\d{4}/(?P<id>\d{14,26})_(?:pc|mobile)\.html"),)
    sources = (
        *gov_site.lists(
            "https://www.nda.gov.cn/sjj/{}/list/index_pc_1.html",
            "press=swdt/xwfb affairs=swdt notices=zwgk/tzgg policies=zwgk/zcfb",
            rows=(".u-list > li a",),
            next_name="index_pc_{n}.html",
        ),
    )
    templates = gov_site.TEMPLATES
