"""北京市医保局 https://ybj.beijing.gov.cn

列表：拓尔思（TRS）的两个栏目，政策文件按年各一栏，2024 年起的那栏有 2024、2025 年两篇文章的网址见于公开资料，政策解
读见于一家公开代码（2023）；续页由 createPageHTML 给出，没有时按 index_1.html 是第二页。网址自带日期，末段编号即主键
。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import gov_trs


class BeijingYbj(OutletSpider):
    """北京市医保局"""

    name = "beijing_ybj"
    outlet = "北京市医保局"
    region = "北京"
    on_trial = True
    family = "gov_trs"
    hosts = ("ybj.beijing.gov.cn",)
    articles = (gov_trs.article("ybj.beijing.gov.cn"),)
    sources = (
        *gov_trs.lists("https://ybj.beijing.gov.cn/zwgk/{}/", "policies=2024zcwj"),
        *gov_trs.lists("https://ybj.beijing.gov.cn/zwgk/{}/", "readings=2020_zcjd", optional=True),
    )
    templates = gov_trs.TEMPLATES
