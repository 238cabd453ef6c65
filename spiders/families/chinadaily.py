"""The Chinese sites of 中国日报: cn, china, world, tech and the provinces' (dossier chinadaily)."""

from functools import partial

from monitor.listing.search import JsonSearch, by_address
from monitor.listing.section import SectionList
from monitor.listing.source import several
from monitor.reading.template import Template

_ROWS = (
    "div.left-liebiao div.busBox1 h3 a, div.left-liebiao div.busBox1-two h3 a",
    "div.yaowen li a, .right-lei3 li a",
)
lists = partial(several, SectionList, rows=_ROWS, next_link="a.pagestyle[href]", next_name="page_{n}.html")
# Sections by their address; seen by crawlers and confirmed by a second one, and by one alone.
CERTAIN = (
    "cn-news=cn.chinadaily.com.cn/5bd54ba2a3101a87ca8ff5ee/5bd54bdea3101a87ca8ff5f0 "  # 要闻
    "cn-5bd549f1=cn.chinadaily.com.cn/5b753f9fa310030f813cf408/5bd549f1a3101a87ca8ff5e4 "
    "china-comment=china.chinadaily.com.cn/5bd5639ca3101a87ca8ff634 "  # 评论
    "tech=tech.chinadaily.com.cn/5b762218a310030f813cf45f"
)
OTHERS = (
    "cn-yuanchuang=cn.chinadaily.com.cn/yuanchuang/ "  # 原创
    "cn-gtx=cn.chinadaily.com.cn/gtx/5d63917ba31099ab995dbb29/Chinadaily "
    "cn-gtx-world=cn.chinadaily.com.cn/gtx/5d63917ba31099ab995dbb29/worldnews "
    "cn-gtx-happening=cn.chinadaily.com.cn/gtx/5d63917ba31099ab995dbb29/happening "
    "china-haiwai=china.chinadaily.com.cn/5bd5639ca3101a87ca8ff634/5bd5669ba3101a87ca8ff666 "  # 海外观察
    "china-5bd5639c=china.chinadaily.com.cn/5bd5639ca3101a87ca8ff636 "
    "world=world.chinadaily.com.cn/5bd55927a3101a87ca8ff614 "
    "cnews=cnews.chinadaily.com.cn/5bd5693aa3101a87ca8ff676 "
    "caijing=caijing.chinadaily.com.cn/finance/ "
    "fj=fj.chinadaily.com.cn/5bd5875fa3101a87ca8ff77c"  # 福建
)
SEARCH = JsonSearch(
    name="search",
    ask=by_address(
        "https://newssearch.chinadaily.com.cn/rest/cn/search?keywords={term}&sort=dp&page={index}&curType=story"
        "&publishedDateFrom={since}&publishedDateTo={until}",
        Referer="https://newssearch.chinadaily.com.cn/cn/search",
        **{"X-Requested-With": "XMLHttpRequest"},
    ),
    rows="content",
    page_size=10,
    optional=True,
)
TEMPLATES = (
    Template(
        name="2018",
        evidence="SEEN 2023; .datu-one and #pubtime CODE",
        headline="h1.dabiaoti",
        published=".xinf-le, #pubtime",
        source=".xinf-le",
        body="#Content, div.article",
        editor="#Content > div",
        drop=('div[style*="text-align:right"]', "#div_currpage", ".selectpage"),
    ),
    Template(
        name="2016",
        evidence="CODE",
        headline="#artBox h1",
        published="#artBox, #pubtime",
        source="#artBox",
        body="#Content",
        drop=("#div_currpage",),
    ),
)
