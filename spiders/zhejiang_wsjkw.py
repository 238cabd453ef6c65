"""浙江省卫生健康委 https://wsjkw.zj.gov.cn

列表：2026 年已由大汉旧版换到 JPAAS，条目由接口 build/unit 给出，栏目块名“当前栏目列表1a”（CODE 1）。文章两种网址并
存：旧的带日期，新的只有年份，日期从列表和页面读。栏目号只见于一家代码，没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import hanweb, jpaas


class ZhejiangWsjkw(OutletSpider):
    """浙江省卫生健康委"""

    name = "zhejiang_wsjkw"
    outlet = "浙江省卫生健康委"
    region = "浙江"
    on_trial = True
    family = "jpaas"
    hosts = ("wsjkw.zj.gov.cn",)
    articles = (jpaas.article("wsjkw.zj.gov.cn"), hanweb.article("wsjkw.zj.gov.cn"))
    sources = (
        *jpaas.lists(
            "https://wsjkw.zj.gov.cn/col/{}/index.html", "news=col1229123469", block="当前栏目列表", health=True
        ),
    )
    templates = jpaas.TEMPLATES
