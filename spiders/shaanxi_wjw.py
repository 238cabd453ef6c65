"""陕西省卫生健康委 https://sxwjw.shaanxi.gov.cn

列表：一个栏目，拓尔思（TRS），续页由 createPageHTML 给出，没有时按 index_1.html 是第二页。网址自带日期，末段编号即主
键。栏目只见于 2020–2022 年的代码，域名见于 2026 年的一份名单：头一次联网多半要改栏目。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import gov_trs


class ShaanxiWjw(OutletSpider):
    """陕西省卫生健康委"""

    name = "shaanxi_wjw"
    outlet = "陕西省卫生健康委"
    region = "陕西"
    on_trial = True
    family = "gov_trs"
    hosts = ("sxwjw.shaanxi.gov.cn",)
    articles = (gov_trs.article("sxwjw.shaanxi.gov.cn"),)
    sources = (*gov_trs.lists("https://sxwjw.shaanxi.gov.cn/{}/", "news=sy/wjyw", rows=("ul.cm-news-list li a",)),)
    templates = gov_trs.TEMPLATES
