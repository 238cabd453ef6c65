"""广东省医保局 https://hsa.gd.gov.cn

列表：广东统一平台的静态栏目，栏目取自 2025 年的一篇文章网址（见于公开资料），列表和续页照同一平台别的网站（CODE 2，
2020–2025）：index_2.html 是第二页。网址是 post_编号，看不出日期，日期从列表和页面读，编号即主键。没有真实页面，没
有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import gov, gov_site


class GuangdongYbj(OutletSpider):
    """广东省医保局"""

    name = "guangdong_ybj"
    outlet = "广东省医保局"
    region = "广东"
    on_trial = True
    family = "gov_site"
    hosts = ("hsa.gd.gov.cn",)
    articles = (gov.article("hsa.gd.gov.cn", r"(?:[\w-]+/)+content/post_(?P<id>\d+)\.html"),)
    sources = (
        *gov_site.lists("https://hsa.gd.gov.cn/{}/index.html", "news=zwdt/snkb", rows=("a[href*=post_]",), health=True),
    )
    templates = gov_site.TEMPLATES
