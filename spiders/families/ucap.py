"""UCAP on government sites, in two builds: A of 国家卫健委, B of 国家疾控局 and 江西 (dossier gov §3)."""

from functools import partial

from monitor.listing.government import GovernmentList, ItemObjects
from monitor.listing.source import several
from monitor.reading.mandated import GovernmentPage
from monitor.text.urls import AddressForm
from spiders.families import gov

# Page 2 of `list.shtml` is `list_2.shtml`.
lists = partial(several, GovernmentList, "{}", rows=("ul.zxxx_list > li > a",), health=True)
objects = partial(several, ItemObjects, "{}", health=True)
TEMPLATES = (
    GovernmentPage(
        name="ucap",
        evidence="CODE 12 (2020–26: 国家卫健委); build B has no known container",
        body="#xw_box, .detail-news, ucapcontent",
        drop=(".fx.fr",),
    ),
    *gov.TEMPLATES,
)


def article(host: str) -> AddressForm:
    """Return the form of build A's articles on `host`: the folder is a month; the number stays when a page moves."""
    return gov.article(host, r"(?:[\w-]+/)*\d{6}/(?P<id>[0-9a-f]{32})\.s?html")


def article_b(host: str) -> AddressForm:
    """Return the form of build B's articles on `host`: nothing readable in it says a day."""
    return gov.article(host, r"(?:[\w-]+/)*content/content_(?P<id>\d{19})\.html")
