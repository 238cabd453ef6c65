"""人民网 http://www.people.com.cn （各频道 *.people.com.cn、*.people.cn）

列表：站内检索接口（按周检索最可靠，须 http）；频道与地方频道的列表页；要闻、首页。检索失败时改读站点地图。
文章：网址自带日期，末段数字即主键，同一篇可挂在两个频道；分页为 -2.html。2024 年的模板有真实页面为证，
其余来自他人代码或 2019 年页面。子域名保持 http：有几个频道的证书不符。RSS 停在 2025 年 6 月，不用。
"""

import re
from datetime import datetime, time, timedelta

from scrapy.http import JsonRequest

from monitor.dates import SHANGHAI
from monitor.issue_calendar import Window
from monitor.listing.search import JsonSearch
from monitor.listing.section import SectionList
from monitor.listing.sitemap import SitemapIndex
from monitor.reading.template import Template
from monitor.spider import OutletSpider

_SECTIONS = {
    "health-408647": "http://health.people.com.cn/GB/408647/index.html",  # 原创
    "health-408568": "http://health.people.com.cn/GB/408568/index.html",  # 观察评论
    "health-408572": "http://health.people.com.cn/GB/408572/index.html",  # 疾病、生活四栏
    "health-408575": "http://health.people.com.cn/GB/408575/index.html",
    "health-408579": "http://health.people.com.cn/GB/408579/index.html",
    "health-408580": "http://health.people.com.cn/GB/408580/index.html",
    "health-408564": "http://health.people.com.cn/GB/408564/index.html",  # 政策
    "health-408644": "http://health.people.com.cn/GB/408644/index.html",  # 健康315
    "health-405407": "http://health.people.com.cn/GB/405407/index.html",  # 中医
    "health-420328": "http://health.people.com.cn/GB/420015/420328/index.html",  # 权威发布
    "health-420158": "http://health.people.com.cn/GB/420015/420158/index.html",  # 曝光台
    "society": "http://society.people.com.cn/GB/86800/index.html",
    "finance": "http://finance.people.com.cn/GB/414330/index.html",
    "edu": "http://edu.people.com.cn/GB/367001/index.html",
    "politics": "http://politics.people.com.cn/GB/1024/index.html",
    "bj-82838": "http://bj.people.com.cn/GB/82838/index.html",
    "cq-367668": "http://cq.people.com.cn/GB/367668/index.html",  # 重庆频道；五个编号见于文章网址
    "cq-365401": "http://cq.people.com.cn/GB/365401/index.html",
    "cq-365402": "http://cq.people.com.cn/GB/365402/index.html",
    "cq-367640": "http://cq.people.com.cn/GB/367640/index.html",
    "cq-367737": "http://cq.people.com.cn/GB/367737/index.html",
    "headlines": "http://www.people.com.cn/GB/59476/index.html",
}
# Provincial sections go by a rule that was checked once; of the health channel one crawler found no stable list in
# 2026-06.
_UNSURE = {name for name in _SECTIONS if name.startswith(("cq-", "bj-", "health-"))}
_ROWS = (
    "div.newsItems > a", "ul.list_16 > li > a", "div.p2j_list ul.list_14 li a", "div.ej_list_box ul li a",
    "div.leftItem li a, div.hdNews a, div.headingNews a", "div.jsnew_line a",
)  # fmt: skip
_JUNK = (
    ".bza", ".edit", ".zdfy", "em.section-common-share-wrap", "p.paper_num", "#paper_num", ".rm_relevant", "#rwb_tjyd",
    "#rwb_xgxw", "#rwb_jctj", "center > table",
)  # fmt: skip


def _search(word: str, page: int, window: Window) -> JsonRequest:
    def milliseconds(moment: datetime) -> int:
        return int(moment.timestamp() * 1000)

    query = {
        "key": word,
        "page": page,
        "limit": 100,
        "hasTitle": True,
        "hasContent": True,
        "isFuzzy": False,
        "type": 0,
        "sortType": 2,
        "startTime": milliseconds(datetime.combine(window.since, time(), SHANGHAI)),
        "endTime": milliseconds(datetime.combine(window.until + timedelta(days=1), time(), SHANGHAI)),
        "belongsId": [],
    }
    headers = {"Referer": "http://search.people.cn", "Origin": "http://search.people.cn"}
    return JsonRequest("http://search.people.cn/search-platform/front/search", data=query, headers=headers)


class People(OutletSpider):
    """人民网"""

    name = "people"
    outlet = "人民网"
    region = "全国"
    hosts = ("people.com.cn", "people.cn")
    article_urls = (
        re.compile(
            r"^https?://(?P<host>[a-z0-9]+\.people\.(?:com\.)?cn)/(?P<kind>n[12]?)/(?P<y>\d{4})/(?P<m>\d{2})(?P<d>\d{2})"
            r"/c(?P<section>\d+)-(?P<id>\d+)(?:-(?P<page>\d+))?\.html"
        ),
    )
    canonical = ("http://{host}/{kind}/{y}/{m}{d}/c{section}-{id}.html",)
    sources = (
        JsonSearch(name="search", ask=_search, rows="data.records", page_size=100),
        SitemapIndex(
            name="sitemap",
            url="http://www.people.cn/sitemap_index.xml",
            maps=r"/sitemap/cn/(?:health|society|politics|finance|scitech)/",
            instead_of="search",
        ),
        *(
            SectionList(
                name=name,
                url=url,
                rows=_ROWS,
                next_name="index{n}.html",
                optional=name in _UNSURE,
                health=name.startswith("health"),
            )
            for name, url in _SECTIONS.items()
        ),
        SectionList(
            name="home",
            url="http://www.people.com.cn/",
            rows=("#rm_aq h2#aq_one a, #rm_aq ul#aq_two li a, #rm_bq .list2 li a",),
        ),
    )
    templates = (
        Template(
            name="2020",
            evidence="SEEN 2024; b#newstime and #rm_txt_zw (2025 on) CODE 6",
            headline=".rm_txt h1",
            kicker=".rm_txt h3.pre",
            subtitle=".rm_txt h4.sub",
            published="#newstime, .rm_txt .channel .col-1-1",
            source=".rm_txt .channel .col-1-1",
            author=".rm_txt .author",
            body="#rm_txt_zw, .rm_txt_con",
            editor=".rm_txt .edit",
            drop=_JUNK,
        ),
        Template(
            name="2016",
            evidence="SEEN 2019",
            headline=".text_title h1",
            kicker=".text_title h3.pre",
            subtitle=".text_title h4.sub",
            published=".text_title .box01 .fl",
            source=".text_title .box01 .fl",
            author=".text_title p.author",
            body="#rwb_zw, .box_con",
            editor=".edit",
            drop=_JUNK,
        ),
        Template(
            name="health-2018",
            evidence="CODE 3",
            headline=".articleCont .title h2",
            kicker=".articleCont .title h3",
            published=".artOri",
            source=".artOri",
            body=".artDet",
            drop=_JUNK,
        ),
        Template(
            name="theory",
            evidence="CODE 2",
            headline=".text_c h1",
            kicker=".text_c h3",
            subtitle=".text_c h2",
            published=".text_c p.sou, #p_publishtime",
            source=".text_c p.sou, #p_origin",
            body=".show_text",
            drop=_JUNK,
        ),
        Template(
            name="older",
            evidence="CODE 1",
            headline="h1",
            published=".text, .editor.time1",
            source=".text, .editor.time1",
            body=".gray.box_text, .w1000.txtCon, .d2txt_con",
            drop=_JUNK,
        ),
        Template(name="photo", evidence="CODE 1", headline="h1", published=".page_c", source=".page_c", body="#picG"),
    )
