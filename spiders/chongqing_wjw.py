"""重庆市卫生健康委 https://wsjkw.cq.gov.cn

列表：一个栏目，拓尔思（TRS），续页由 createPageHTML 给出，没有时按 index_1.html 是第二页。网址自带日期，末段编号即
主键。栏目见于三家 2020 年的公开代码，域名见于 2026 年的一份名单：头一次联网多半要改栏目。没有真实页面，没有联网看过
。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import gov_trs


class ChongqingWjw(OutletSpider):
    """重庆市卫生健康委"""

    name = "chongqing_wjw"
    outlet = "重庆市卫生健康委"
    region = "重庆"
    on_trial = True
    family = "gov_trs"
    hosts = ("wsjkw.cq.gov.cn",)
    articles = (gov_trs.article("wsjkw.cq.gov.cn"),)
    sources = (*gov_trs.lists("https://wsjkw.cq.gov.cn/{}/", "news=tzgg"),)
    templates = gov_trs.TEMPLATES
