"""The e-paper of 山西日报 and 四川日报: `shtml/PAPER/YYYYMMDD/v01.shtml`, articles beside it (epaper-founder)."""

import re

from monitor.listing.issue import IssuePages
from monitor.reading.template import Template
from monitor.text.urls import AddressForm

TEMPLATES = (
    Template(
        name="shtml-paper",
        evidence="CODE 1 (2022: 山西日报)",
        headline="h2.detConTit",
        body=".details",
        pictures=".detPic",
    ),
)


def issue(root: str) -> IssuePages:
    """Return the source of a paper whose days' folders lie under `root`."""
    return IssuePages(name="issue", first=root + "{day:%Y%m%d}/v01.shtml", pages="a[href*=v]", articles="a[href]")


def article(root: str) -> AddressForm:
    """Return the form of the articles under `root`; a page's name begins with a letter, an article's is a number."""
    pattern = re.escape(root).replace("https:", "http:").replace("http:", "https?:")
    return AddressForm(f"^{pattern}(?P<date>\\d{{8}})/(?P<id>\\d+)\\.shtml", root + "{date}/{id}.shtml", "{date}-{id}")
