"""中国政府网 https://www.gov.cn

列表：JSON 文件，各约一个月，没有续页，条目晚 6–12 小时出现（CODE 10，2025–2026；解读、部门文件各 CODE 1）；另按检索
词问政策库（CODE 1）。部门文件转登卫健委、药监局、医保局的通知全文，验证墙后的多在这里。页面不用规定的元标签，编号即主
键。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import govcn


class Govcn(OutletSpider):
    """中国政府网"""

    name = "govcn"
    outlet = "中国政府网"
    region = "全国"
    on_trial = True
    family = "govcn"
    hosts = ("www.gov.cn",)
    articles = (*govcn.ARTICLES,)
    sources = (
        *govcn.lists("latest=zhengce/zuixin/ZUIXINZHENGCE news=yaowen/liebiao/YAOWENLIEBIAO"),
        *govcn.lists(
            "ministries=zhengce/zhengceku/bmwj/TONGYONGGAILAN council=zhengce/zhengceku/gwywj/TONGYONGGAILAN", True
        ),
        *govcn.lists("readings=zhengce/jiedu/ZCJD_QZ local=lianbo/YAOWENLIEBIAO", True),
        govcn.SEARCH,
    )
    templates = govcn.TEMPLATES
