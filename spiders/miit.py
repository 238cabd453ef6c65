"""工业和信息化部 https://www.miit.gov.cn

列表：栏目页写明接口 build/unit 的参数，条目由接口给出（CODE 4，2022–2026）；不带来路会答 403，Scrapy 自己会带。政策
文件、政策解读两栏必读。文章网址只有年份，日期从列表和页面读；规定的元标签齐全（CODE 2），正文在 #con_con。部名里的“
信息化”不算切题的词。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import jpaas


class Miit(OutletSpider):
    """工业和信息化部"""

    name = "miit"
    outlet = "工业和信息化部"
    region = "全国"
    on_trial = True
    family = "jpaas"
    hosts = ("miit.gov.cn",)
    articles = (jpaas.article("www.miit.gov.cn"),)
    sources = (
        *jpaas.lists(
            "https://www.miit.gov.cn/{}/index.html", "policies=zwgk/zcwj readings=zwgk/zcjd", block="当前栏目"
        ),
    )
    templates = jpaas.TEMPLATES
