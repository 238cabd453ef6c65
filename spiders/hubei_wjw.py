"""湖北省卫生健康委 https://wjw.hubei.gov.cn

列表：动态要闻、通知公告必读，媒体关注补充（CODE 2，2020），续页由 createPageHTML 给出。网址自带日期（SEEN 2019–2023）。
一家代码说要先取一个 cookie，可能有 521 一类的验证（推测）：遇到就记为被拦截。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import gov_trs

_ROWS = ("#share > li > a",)


class HubeiWjw(OutletSpider):
    """湖北省卫生健康委"""

    name = "hubei_wjw"
    outlet = "湖北省卫生健康委"
    region = "湖北"
    on_trial = True
    family = "gov_trs"
    hosts = ("wjw.hubei.gov.cn",)
    articles = (gov_trs.article("wjw.hubei.gov.cn"),)
    sources = (
        *gov_trs.lists("https://wjw.hubei.gov.cn/{}/", "news=fbjd/dtyw notices=fbjd/tzgg", rows=_ROWS),
        *gov_trs.lists("https://wjw.hubei.gov.cn/{}/", "media=bmdt/mtjj/mtgz", rows=_ROWS, optional=True),
    )
    templates = gov_trs.TEMPLATES
