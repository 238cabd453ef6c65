"""江西省卫生健康委 https://hc.jiangxi.gov.cn

列表：2026 年已换到 UCAP（文章网址 SEEN），列表地址照国家疾控局的样子推测，头一次联网要核对。2022 年前的大汉网址一并认
得。新网址是十九位编号，看不出日期，日期从列表和页面读。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import hanweb, ucap


class JiangxiWjw(OutletSpider):
    """江西省卫生健康委"""

    name = "jiangxi_wjw"
    outlet = "江西省卫生健康委"
    region = "江西"
    on_trial = True
    family = "ucap"
    hosts = ("hc.jiangxi.gov.cn",)
    articles = (ucap.article_b("hc.jiangxi.gov.cn"), hanweb.article("hc.jiangxi.gov.cn"))
    sources = (*ucap.objects("https://hc.jiangxi.gov.cn/jxswsjkwyh/{}/list.html", "news=gzdt508"),)
    templates = ucap.TEMPLATES
