"""The e-paper with dated folders whose page for telephones holds a whole issue (epaper-founder, family D1; bjd)."""

from typing import Any

from monitor.listing.issue import IssuePages
from monitor.reading.template import Template

TEMPLATES = (
    Template(
        name="mobile",
        evidence="CODE 3 (2020–26)",
        kicker="#guide",
        headline="#main-title",
        subtitle="#sub-title",
        body="#content",
    ),
)


def issue(first: str, **facts: Any) -> IssuePages:
    """Return the source of a paper whose whole issue of a day stands on the page at the format string `first`."""
    rows = {"articles": ".nav-list-group li a[data-href]", "attribute": "data-href"}
    return IssuePages(**{"name": "issue", "first": first, **rows} | facts)
