"""Outlets of families of government sites for tests/listing/test_government_served.py, loaded by the setting
SPIDER_MODULES: the one real site of UCAP A asks for a browser, and of JPAAS one with a wrong pageId is wanted."""

from monitor.outlet.spider import OutletSpider
from spiders.families import jpaas, ucap


class Songyun(OutletSpider):
    """松云市卫生健康委"""

    name = "songyun_wjw"
    outlet = "松云市卫生健康委"
    region = "全国"
    family = "ucap"
    hosts = ("wjw.songyun.example",)
    articles = (ucap.article("wjw.songyun.example"),)
    sources = (
        *ucap.lists("https://wjw.songyun.example/{}/list.shtml", "policies=wjw/gfxwjj", next_name="list_{n}.shtml"),
    )
    templates = ucap.TEMPLATES


class Qinglan(OutletSpider):
    """青岚市医保局"""

    name = "qinglan_ybj"
    outlet = "青岚市医保局"
    region = "全国"
    family = "jpaas"
    hosts = ("ybj.qinglan.example",)
    articles = (jpaas.article("ybj.qinglan.example"),)
    sources = (*jpaas.lists("https://ybj.qinglan.example/{}/index.html", "policies=zwgk", block="当前栏目"),)
    templates = jpaas.TEMPLATES
