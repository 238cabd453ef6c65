"""国家疾控局 https://www.ndcpa.gov.cn

列表：脚本变量 itemObj，网址是字符串里的 JSON（CODE 4–5，2025–2026）；目录前有没有部门一级两说，先问有的。续页怎么走
不知道，只读首页。文章网址是十九位编号，看不出日期，日期从列表和页面读；正文容器没有人写过，按元标签认。偶有几小时打不
开。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import ucap

_LIST = "https://www.ndcpa.gov.cn/{}/common/list.html"


class Ndcpa(OutletSpider):
    """国家疾控局"""

    name = "ndcpa"
    outlet = "国家疾控局"
    region = "全国"
    on_trial = True
    family = "ucap"
    hosts = ("ndcpa.gov.cn",)
    articles = (ucap.article_b("www.ndcpa.gov.cn"),)
    sources = (
        *ucap.objects(_LIST, "notices=jbkzzx/c100014"),
        *ucap.objects(_LIST, "short=c100014", instead_of="notices", optional=True),
        *ucap.objects(_LIST, "policies=jbkzzx/c100030 epidemics=jbkzzx/c100016", optional=True),
    )
    templates = ucap.TEMPLATES
