"""广西卫生健康委 https://wsjkw.gxzf.gov.cn

列表：一个栏目，拓尔思（TRS），取自一篇 2022 年文章的网址（见于公开资料），续页由 createPageHTML 给出，没有时按 inde
x_1.html 是第二页。与别的省不同，网址只有 t 加编号，看不出日期，日期从列表和页面读，编号即主键。没有真实页面，没有联
网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import gov, gov_trs


class GuangxiWjw(OutletSpider):
    """广西卫生健康委"""

    name = "guangxi_wjw"
    outlet = "广西卫生健康委"
    region = "广西"
    on_trial = True
    family = "gov_trs"
    hosts = ("wsjkw.gxzf.gov.cn",)
    articles = (gov.article("wsjkw.gxzf.gov.cn", r"(?:[\w-]+/)+t(?P<id>\d+)\.s?html"),)
    sources = (*gov_trs.lists("https://wsjkw.gxzf.gov.cn/{}/", "news=xwdt_49370/xwdtzs"),)
    templates = gov_trs.TEMPLATES
