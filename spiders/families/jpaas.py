"""Hanweb's JPAAS: lists by `…/front/page/build/unit`, articles `…/art/YYYY/art_HEX.html` (dossier gov §3)."""

from functools import partial

from monitor.listing.government import UnitList
from monitor.listing.source import several
from monitor.reading.mandated import GovernmentPage
from monitor.text.urls import AddressForm
from spiders.families import gov

lists = partial(several, UnitList, "{}")
TEMPLATES = (
    GovernmentPage(name="jpaas", evidence="CODE 4 (2022–26: 工信部)", body="#con_con, #ccontent, #zoom"),
    *gov.TEMPLATES,
)


def article(host: str) -> AddressForm:
    """Return the form of the articles on `host`: the address holds the year alone, lists and pages the day."""
    return gov.article(host, r"(?:[\w-]+/)*art/\d{4}/art_(?P<id>[0-9a-f]{32})\.html")
