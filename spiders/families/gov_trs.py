"""TRS WCM on government sites: `…/YYYYMM/tYYYYMMDD_ID.html`, pages of a list by `createPageHTML` (dossier gov §3)."""

from functools import partial

from monitor.listing.government import GovernmentList
from monitor.listing.source import several
from monitor.reading.mandated import GovernmentPage
from monitor.text.urls import AddressForm
from spiders.families import gov

lists = partial(several, GovernmentList, "{}", next_name="index_{n}.html", second=1, health=True)
TEMPLATES = (
    GovernmentPage(
        name="gov-trs",
        evidence="SEEN 2022 (mee.gov.cn); CODE 15 (2020–26)",
        body=".TRS_UEDITOR, .TRS_Editor, .trs_editor_view, .TRS_PreAppend, #article-box, #zoom, .view",
    ),
    *gov.TEMPLATES,
)


def article(host: str) -> AddressForm:
    """Return the form of the articles on `host`; the document's number is one for all of its columns."""
    return gov.article(host, r"(?:[\w-]+/)*\d{6}/t(?P<date>\d{8})_(?P<id>\d+)\.s?html?")
