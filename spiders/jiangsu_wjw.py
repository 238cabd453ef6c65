"""江苏省卫生健康委 https://wjw.jiangsu.gov.cn

列表：一个栏目，大汉 jpage，条目藏在脚本的 CDATA 里，续页向 dataproxy.jsp 要。网址带日期，月日不补零，末段编号即主键。
栏目只见于 2020–2022 年的代码，域名见于 2026 年的一份名单：头一次联网多半要改栏目。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import hanweb


class JiangsuWjw(OutletSpider):
    """江苏省卫生健康委"""

    name = "jiangsu_wjw"
    outlet = "江苏省卫生健康委"
    region = "江苏"
    on_trial = True
    family = "hanweb"
    hosts = ("wjw.jiangsu.gov.cn",)
    articles = (hanweb.article("wjw.jiangsu.gov.cn"),)
    sources = (*hanweb.lists("https://wjw.jiangsu.gov.cn/col/{}/index.html", "news=col7290"),)
    templates = hanweb.TEMPLATES
