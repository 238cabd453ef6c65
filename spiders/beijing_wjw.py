"""北京市卫生健康委 http://wjw.beijing.gov.cn

列表：委内新闻等五个栏目，续页 index_1.html 是第二页（CODE 4，2020–2026）。网址自带日期，末段编号即主键（
SEEN 2019–2025）。媒体聚焦转登报纸文章，来源写在元标签里，别当成本委自己的。没有真实页面，正文容器见于公开代码，未见
robots.txt。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import gov_trs


class BeijingWjw(OutletSpider):
    """北京市卫生健康委"""

    name = "beijing_wjw"
    outlet = "北京市卫生健康委"
    region = "北京"
    on_trial = True
    family = "gov_trs"
    hosts = ("wjw.beijing.gov.cn",)
    articles = (gov_trs.article("wjw.beijing.gov.cn"),)
    sources = (
        *gov_trs.lists(
            "http://wjw.beijing.gov.cn/xwzx_20031/{}/",
            "wnxw xwfb rdxws jcdt mtjj",
            rows=("div.weinei_left_con_line_text a",),
        ),
    )
    templates = gov_trs.TEMPLATES
