"""广西日报 数字报 https://gxrb.gxrb.com.cn/

列表：按日期问接口 api.php 的首版（CODE 3，2024–2026），页面里是文章链接，其他各版照同一页的链接走；文章网址的 code 是版
号、xuhao 是版内序号，主键是日期加这两个，2025–2026 年的见于公开资料。题目在 h1–h4、正文在段落里（CODE 1），容器是猜的。
没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import own_paper

_ROOT = "https://ssw.gxrb.com.cn/json/interface/epaper/api.php?"


class GxrbGxrb(OutletSpider):
    """广西日报"""

    name = "gxrb_gxrb"
    outlet = "广西日报"
    region = "广西"
    on_trial = True
    family = "own_paper"
    hosts = ("ssw.gxrb.com.cn",)
    articles = (own_paper.api_article(_ROOT, "gxrb"),)
    sources = (own_paper.api_issue(_ROOT, "gxrb"),)
    templates = own_paper.TEMPLATES
