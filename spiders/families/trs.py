"""TRS WCM, as 央广网 and its provinces use it: `…/YYYYMMDD/tYYYYMMDD_ID.shtml` (dossier cnr).

No article page of it was ever saved; all generations are those of public crawlers.
"""

from functools import partial

from monitor.listing.search import SearchPage
from monitor.listing.section import SectionList
from monitor.listing.source import several
from monitor.reading.template import Template

lists = partial(
    several,
    SectionList,
    rows=("div.articleList ul li a", "ul[class*=f14] li a, ul.erji_left li a, li.item a"),
    next_name="index_{n}.html",
    second=1,
)
SEARCH = SearchPage(
    name="search",
    url="http://was.cnr.cn/was5/web/search?channelid=234439&searchword={term}&keyword={term}&orderby=LIFO"
    "&perpage=100&page=1",
    landmark="td.searchresult",
    rows=("a.searchresulttitle",),
    next_link="a.next-page",
    next_name="&page={n}",
    instead_of="rolling",
    optional=True,
)
TEMPLATES = (
    Template(
        name="2017",
        evidence="CODE 4 (2017–25)",
        headline=".article-header h1",
        published=".article-header .source",
        source=".article-header .source span",
        body=".article-body .TRS_Editor, .article-body .trs_editor_view, .article-body",
        editor=".editor",
        drop=(".editor",),
    ),
    Template(
        name="2016",
        evidence="CODE 3 (2016–19)",
        headline=".article .subject h2",
        published=".subject .source",
        source=".subject .source span",
        body=".articleMain .contentText",
    ),
    Template(
        name="2016-baidu",
        evidence="CODE 1 (2016–20)",
        headline="h1[class*=f24]",
        published="#pubtime_baidu",
        source="#source_baidu",
        body=".TRS_Editor, .sanji_left",
        editor="#editor_baidu, p.right",
        drop=("p.right",),
    ),
)
# 央广网's own: its headline is whatever heading comes first, on other sites the name of the site.
PHOTO = Template(
    name="photo",
    evidence="CODE 1",
    headline="h1, h2",
    published=".left.lh24",
    source=".left.lh24",
    body=".TRS_Editor",
)
