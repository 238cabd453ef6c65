"""广西日报 数字报 https://gxrb.gxrb.com.cn/

列表：按日期问接口 api.php 的首版（CODE 3，2024–2026），页面里是文章链接，其他各版照同一页的链接走；文章网址的 code 是版
号、xuhao 是版内序号，主键是日期加这两个，2025–2026 年的见于公开资料。题目在 h1–h4、正文在段落里（CODE 1），容器是猜的。
没有真实页面，没有联网看过。
"""

from monitor.listing.issue import IssuePages
from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm
from spiders.families import own_paper

_ROOT = "https://ssw.gxrb.com.cn/json/interface/epaper/api.php?"
_ARTICLE = (  # in whichever order
    r"^https?://ssw\.gxrb\.com\.cn/json/interface/epaper/api\.php\?(?=.{0,80}\bname=gxrb\b)"
    r"(?=.{0,80}\bdate=(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d))(?=.{0,80}\bcode=(?P<n>\d+))(?=.{0,80}\bxuhao=(?P<id>\d+))"
)


class GxrbGxrb(OutletSpider):
    """广西日报"""

    name = "gxrb_gxrb"
    outlet = "广西日报"
    region = "广西"
    on_trial = True
    family = "own_paper"
    hosts = ("ssw.gxrb.com.cn",)
    articles = (AddressForm(_ARTICLE, _ROOT + "name=gxrb&date={y}-{m}-{d}&code={n}&xuhao={id}", "{y}{m}{d}-{n}-{id}"),)
    sources = (
        IssuePages(
            name="issue",
            first=_ROOT + "name=gxrb&date={day:%Y-%m-%d}&code=001",
            folder="date={day:%Y-%m-%d}",
            pages="a[href*='name=gxrb']:not([href*=xuhao])",
            articles="a[href*=xuhao], area[href*=xuhao]",
        ),
    )
    templates = own_paper.TEMPLATES
