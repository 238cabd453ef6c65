"""The system of 人民网: its channels and provinces, *.people.com.cn and *.people.cn (dossier people)."""

from datetime import datetime, time, timedelta
from functools import partial

from scrapy.http import JsonRequest

from monitor.issue_calendar import Window
from monitor.listing.search import JsonSearch
from monitor.listing.section import SectionList
from monitor.listing.source import several
from monitor.reading.template import Template
from monitor.text.zone import SHANGHAI

_ROWS = (
    "div.newsItems > a", "ul.list_16 > li > a", "div.p2j_list ul.list_14 li a", "div.ej_list_box ul li a",
    "div.leftItem li a, div.hdNews a, div.headingNews a", "div.jsnew_line a",
)  # fmt: skip
# The section lists, and the blocks of the front page.
lists = partial(several, SectionList, rows=_ROWS, next_name="index{n}.html")
HOME = ("#rm_aq h2#aq_one a, #rm_aq ul#aq_two li a, #rm_bq .list2 li a",)
# 原创、观察、疾病与生活（四栏）、政策、健康315、中医、权威发布、曝光台
HEALTH = "408647 408568 408572 408575 408579 408580 408564 408644 405407 420328=420015/420328 420158=420015/420158"
CHANNELS = (
    "society=society.people.com.cn/GB/86800 finance=finance.people.com.cn/GB/414330 edu=edu.people.com.cn/GB/367001 "
    "politics=politics.people.com.cn/GB/1024 headlines=www.people.com.cn/GB/59476"
)
_JUNK = (
    ".bza", ".edit", ".zdfy", "em.section-common-share-wrap", "p.paper_num", "#paper_num", ".rm_relevant", "#rwb_tjyd",
    "#rwb_xgxw", "#rwb_jctj", "center > table",
)  # fmt: skip
TEMPLATES = (
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
        evidence="SEEN 2024",
        headline=".articleCont .title h2",
        kicker=".articleCont .title h3",
        published=".artOri",
        source=".artOri",
        body=".artDet",
        editor=".articleCont .editor",
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
        name="2007",  # to 2012
        evidence="SEEN 2009",
        headline="#p_title",
        kicker="p.p1 + p.p1",
        published="#p_publishtime",
        source="#p_origin",
        body="#p_content",
        editor="#p_editor",
        drop=("b > a", *_JUNK),  # links to other articles behind the text
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


def _ask(word: str, page: int, window: Window) -> JsonRequest:
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


SEARCH = JsonSearch(name="search", ask=_ask, rows="data.records", page_size=100)
