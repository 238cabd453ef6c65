"""河南日报 数字报 https://newpaper.dahe.cn/hnrb/ （方正经典数字报，2024 年换过皮肤）

列表：按日期逐版读；网址自带日期，文章按报纸、日期、编号识别，镜像 hnrbpaper.dahe.cn 与 dzb.henandaily.cn 归到同一
网址。没有真实页面，选择器来自三家公开代码，标题一项更不确定。
"""

from monitor.outlet.spider import OutletSpider
from monitor.reading.template import Template
from monitor.text.urls import AddressForm
from spiders.families import classic_paper

_CANONICAL, _KEY = "https://newpaper.dahe.cn/hnrb/html/{y}-{m}/{d}/content_{node}{id}.htm", "{y}{m}{d}-{id}"
_MIRRORS = r"^https?://(?:hnrbpaper\.dahe\.cn/html|dzb\.henandaily\.cn/html5)/"


class DaheHnrb(OutletSpider):
    """河南日报"""

    name = "dahe_hnrb"
    outlet = "河南日报"
    region = "河南"
    family = "classic_paper"
    hosts = ("dahe.cn", "henandaily.cn")
    articles = (
        AddressForm(r"^https?://newpaper\.dahe\.cn/hnrb/html/" + classic_paper.DAY, _CANONICAL, _KEY),
        AddressForm(_MIRRORS + classic_paper.DAY, _CANONICAL, _KEY),
    )
    sources = (
        classic_paper.issue("https://newpaper.dahe.cn/hnrb/html/{day:%Y-%m}/{day:%d}/node_1.htm"),
        classic_paper.issue(
            "https://hnrbpaper.dahe.cn/html/{day:%Y-%m}/{day:%d}/node_1.htm",
            name="mirror",
            instead_of="issue",
            optional=True,
        ),
    )
    templates = (
        Template(
            name="2024",
            evidence="CODE 3 (2024–26); headline and deck GUESS",
            headline=".main-content h1",
            deck=".main-content h3",
            body="#articleContent, #news_content cms-content, cms-content",
        ),
        *classic_paper.TEMPLATES,
        Template(name="mirror-2022", evidence="CODE 1", headline="#art_title", body="div.con", pictures="div.pic"),
    )
