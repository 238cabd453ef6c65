"""Sites of no platform that is known: lists in any form as `scrapy adopt` finds them, articles by their addresses; what
is not in an outlet's own template is read as on any page."""

from functools import partial

from monitor.listing.any_list import AnyList
from monitor.listing.issue import IssuePages
from monitor.listing.source import several
from monitor.reading.template import Template

lists = partial(several, AnyList, "{}")
TEMPLATES: tuple[Template, ...] = ()


def issue(first: str, pages: str = "") -> IssuePages:
    """Return the source of a digital paper whose issue of a day begins at the format string `first`; `pages` selects
    the links to its other pages."""
    return IssuePages(name="issue", first=first, pages=pages, articles="a[href]")
