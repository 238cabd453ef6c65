"""新京报 https://www.bjnews.com.cn

列表：移动端频道接口（带发布时间）；站内检索接口可查旧文。文章网址不带日期：编号前十位是建稿的秒数，比发布早零分钟到
四天，不能当发布时间，日期从页面读。没有真实页面，选择器来自两家以上公开代码。
"""

from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm
from spiders.families import bjnews


class Bjnews(OutletSpider):
    """新京报"""

    name = "bjnews"
    outlet = "新京报"
    region = "北京"
    family = "bjnews"
    hosts = ("bjnews.com.cn",)
    articles = (
        AddressForm(
            r"^https?://(?:www|m)\.bjnews\.com\.cn/detail[/-](?P<id>\d{15,16})\.html",
            "https://www.bjnews.com.cn/detail/{id}.html",
        ),
    )
    sources = (
        bjnews.channels(name="channels", terms=("101", "4", "16", "97", "10016")),  # 时事、北京、科技、深度、政事儿
        bjnews.channels(name="channels-more", terms=("6", "10047"), optional=True),  # CODE 1 (2026), names not known
        bjnews.SEARCH,
    )
    templates = bjnews.TEMPLATES
