"""Hanweb's jcms on government sites: `/col/colN/index.html`, `/art/Y/M/D/art_COL_ID.html`, jpage (dossier gov §3)."""

from functools import partial

from monitor.listing.government import JpageList
from monitor.listing.source import several
from monitor.reading.mandated import GovernmentPage
from monitor.text.urls import AddressForm
from spiders.families import gov

lists = partial(several, JpageList, "{}", health=True)
ARTICLE = r"art/(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})/art_(?:\d+)_(?P<id>\d+)\.html"
TEMPLATES = (
    GovernmentPage(
        name="hanweb",
        evidence="SEEN 2016 (fgw.zj.gov.cn), 2023 (pbc.gov.cn); CODE 10 (2018–26)",
        body="#zoom, .main-txt, .article_zoom",
    ),
    *gov.TEMPLATES,
)


def article(host: str) -> AddressForm:
    """Return the form of the articles on `host`; one article may hang in two columns."""
    return gov.article(host, ARTICLE)
