"""The system of 新京报: its lists in JSON, one generation of pages (dossier bjnews)."""

from functools import partial

from monitor.listing.search import JsonSearch, by_address
from monitor.reading.template import Template

channels = partial(
    JsonSearch,
    ask=by_address("https://m.bjnews.com.cn/bwnew/index-tj?page={page}&size=20&channel_id={term}&wz_id=1"),
    rows="data",
    page_size=20,
    url="pc_url || detail_url.pc_url",
    published="publish_time",
)
SEARCH = JsonSearch(
    name="search",
    ask=by_address(
        "https://s.bjnews.com.cn/bjnews/getlist?from=bw&page={page}&orderby=0&bwsk={term}&ft=0",
        Referer="https://www.bjnews.com.cn/search",
    ),
    rows="data.data[]._source",
    page_size=10,
    url="detail_url.pc_url",
    published="publish_time",
)

TEMPLATES = (
    Template(
        name="2022",
        evidence="CODE 2 (2022–26)",
        headline="div.content h1, h1.detail_title, h1",
        published=".left-info .timer, .time",
        body="#contentStr, .article-text, .articleCenter, .article-cen",
        editor=".left-info .reporter em",
        drop=("div.author", "div.invideo"),
    ),
)
