"""解放日报 数字报 https://www.jfdaily.com/journal/

列表：按日期逐版问接口 getJournalPage.do（CODE 2，2024–2026；此前的 navi.json 已不用）。电脑版文章页要靠脚本填，读的是手
机版 getMobileArticle.htm，2026 年的网址见于三处公开资料，编号与接口的同一序列，但它的版式没有人写过，容器是猜的。网址后
的 date 是本程序加的，为了认得日期。没有真实页面，没有联网看过。
"""

from monitor.outlet.spider import OutletSpider
from spiders.families import own_paper

_ROOT = "https://www.jfdaily.com/journal/"


class JfdailyJfrb(OutletSpider):
    """解放日报"""

    name = "jfdaily_jfrb"
    outlet = "解放日报"
    region = "上海"
    on_trial = True
    family = "own_paper"
    hosts = ("www.jfdaily.com",)
    articles = (own_paper.journal_article(_ROOT),)
    sources = (own_paper.journal_issue(_ROOT, "jfrb"),)
    templates = own_paper.TEMPLATES
