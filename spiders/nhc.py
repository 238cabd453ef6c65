"""国家卫生健康委 https://www.nhc.gov.cn

列表：规范性文件（CODE 8，2020–2026）必读，规划司、通告、统计信息中心等的 new_list.shtml 是推测，取不到不算故障。整站有
瑞数验证，普通请求一律 412（SEEN）：由浏览器按同样的间隔取；没有浏览器就记为被拦截。网址只到月份，日期从列表和页面读；
编号在迁站后不变。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import ucap

_ROOT = "https://www.nhc.gov.cn/{}/"
_DEPARTMENTS = (
    "planning=guihuaxxs/c100133 notices=wjw/c100175 announcements=wjw/c100378 medical=yzygj/c100068"
    " statistics=mohwsbwstjxxzx/s8553"
)


class Nhc(OutletSpider):
    """国家卫生健康委"""

    name = "nhc"
    outlet = "国家卫生健康委"
    region = "全国"
    on_trial = True
    challenged = True
    family = "ucap"
    hosts = ("nhc.gov.cn",)
    articles = (ucap.article("www.nhc.gov.cn"),)
    sources = (
        *ucap.lists(_ROOT + "list.shtml", "policies=wjw/gfxwjj", next_name="list_{n}.shtml"),
        *ucap.lists(_ROOT + "new_list.shtml", _DEPARTMENTS, next_name="new_list_{n}.shtml", optional=True),
    )
    templates = ucap.TEMPLATES
