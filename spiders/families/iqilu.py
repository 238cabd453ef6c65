"""The system of 齐鲁网: news.iqilu.com and the cities of 山东 (dossier iqilu)."""

from functools import partial

from monitor.listing.section import SectionList
from monitor.listing.source import several
from monitor.reading.template import Template

NEWS = (
    "yaowen=shandong/yaowen yuanchuang=shandong/yuanchuang gedi=shandong/shandonggedi zhengwu=shandong/zhengwu "
    "shehui china"
)
CITIES = "taian=taian.iqilu.com/taianminsheng jinan=jinan.iqilu.com/jnms"
lists = partial(
    several, SectionList, rows=("div.mod-list dd h3 a",), next_link="a[href*=list_]", next_name="list_{x}_{n}.shtml"
)
TEMPLATES = (
    Template(
        name="2025",
        evidence="CODE 4 (2014–24); markup of a theme that copies the site (2025-11)",
        headline=".section-cnt-tit h1",
        published=".section-cnt-tit .info p.time",
        source=".section-cnt-tit .info p.resource",
        body="div.col-main > div.article-main, div.article-main",
        drop=("p.contact",),
    ),
    Template(
        name="photo",
        evidence="CODE 1",
        headline="div.title-main h2",
        published="span.time",
        source="span.source",
        body="#context, .article_body",
    ),
)
