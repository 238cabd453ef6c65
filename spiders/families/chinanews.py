"""The system of 中国新闻网 (dossier chinanews)."""

from monitor.reading.template import Template

ROWS = ".content_list .dd_bt a"
_JUNK = (
    "table.adInContent", ".adEditor", "#function_code_page", ".channel", "p.videojsDesc", ".selected_news_wrapper",
    ".download_wrapper", ".newsRecommendTitle",
)  # fmt: skip
TEMPLATES = (
    Template(
        name="2022",
        evidence="CODE 9 (2022–26)",
        headline="h1.content_left_title",
        published="#pubtime_baidu, .content_left_time",
        source="#source_baidu, .content_left_time",
        body=".content_maincontent_content .left_zw, .left_zw",
        editor=".adEditor .left_name, .left_name",
        drop=_JUNK,
    ),
    Template(
        name="2012",
        evidence="SEEN 2020",
        headline="#cont_1_1_2 h1",
        published="#pubtime_baidu, .left-t",
        source="#source_baidu, .left-t",
        body=".left_zw",
        editor=".adEditor .left_name, .left_name",
        drop=_JUNK,
    ),
)
