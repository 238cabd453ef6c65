"""The Xinhua agency's own system: news.cn and xinhuanet.com with their channels and provinces (dossier xinhuanet).

Four generations of article pages; the newest only wraps the text of 2021 once more.
"""

from functools import partial

from monitor.listing.channel_data import ChannelData
from monitor.listing.search import JsonSearch, by_address
from monitor.listing.source import several
from monitor.reading.template import Template

channels = partial(several, ChannelData)
SEARCH = JsonSearch(
    name="search",
    ask=by_address("https://so.news.cn/getNews?keyword={term}&curPage={page}&sortField=0&searchFields=1&lang=cn"),
    rows="content.results",
    page_size=10,
    optional=True,
)
_JUNK = (
    "#articleEdit", ".video-url", ".lb", ".tadd", ".zan-wap", ".p-tags", ".p-jc", ".relatedNews", ".nextpage",
    ".bookList", "#sdgc", ".ad_right", "#wxtitle", "#wxpic", "#fontsize", "#fontcolor", "#div_currpage",
)  # fmt: skip
TEMPLATES = (
    Template(
        name="2021",
        evidence="SEEN 2022, 2023, 2026-09",
        headline=".header .head-line h1 .title, .mheader h1 .title, h1 span.title",
        published=".mheader .info, .header-time",
        source=".mheader .info, .header .source",
        body="#detailContent, #detail",
        editor="#articleEdit .editor, .editor",
        drop=_JUNK,
    ),
    Template(
        name="2017",
        evidence="SEEN 2019, 2020",
        headline=".h-title",
        published=".h-time",
        source=".h-info, .h-info span",
        body="#p-detail",
        editor=".p-jc",
        drop=_JUNK,
    ),
    Template(
        name="2023-province",
        evidence="SEEN 2024 (he.news.cn)",
        headline="h1#title",
        published=".info .source .time",
        source=".info .source .sourceText",
        body="#detailContent, #detail",
        editor="span.editor",
        drop=("center.xinhuaPager", "a.picleft", "a.picright", *_JUNK),
    ),
    Template(
        name="2016",
        evidence="CODE",
        headline="#title",
        published="#pubtime",
        source="#source",
        body="#content, .article",
        drop=_JUNK,
    ),
)
