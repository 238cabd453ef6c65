"""Which publishing platform's family an outlet belongs to, by the addresses of its articles and lists (docs: Adding an
outlet). Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from monitor.text.urls import host_of

PLAIN = "found_site"  # of no platform that is known
JPAGE = "hanweb"  # whose lists are read by a class of their own
# Address of an article, family of a government site, family of another; empty where such a site is read as any.
_ARTICLES = (
    (re.compile(r"/t20\d{6}_\d+(?:_\d+)?\.s?html?"), "gov_trs", "trs"),
    (re.compile(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html?"), JPAGE, JPAGE),
    (re.compile(r"/art/\d{4}/art_[0-9a-f]{32}\.html"), "jpaas", ""),
    (re.compile(r"/\d{6}/[0-9a-f]{32}\.s?html|/content/content_\d{19}\.html"), "ucap", ""),
)
# Address of a paper's page.
_ISSUES = (
    (re.compile(r"/mobile/\d{4}/\d{8}/\d{8}_m\.html?"), "mobile_paper"),
    (re.compile(r"/\d{6}/\d{2}/node_\w+\.html?"), "layout_paper"),
    (re.compile(r"/\d{4}-\d{2}/\d{2}/node_\w+\.html?"), "classic_paper"),
    (re.compile(r"/shtml/\w+/\d{8}/v01\.shtml"), "shtml_paper"),
)


def family_of(articles: Collection[str]) -> str:
    """Return the family of a site most of whose `articles` (addresses) are of a platform."""
    for form, government, other in _ARTICLES:
        if 2 * sum(form.search(url) is not None for url in articles) > len(articles):
            return (government if any(".gov." in f"{host_of(url)}." for url in articles) else other) or PLAIN
    return PLAIN


def family_of_paper(first: str) -> str:
    """Return the family of a paper whose issue has a page at `first`."""
    return next((family for form, family in _ISSUES if form.search(first)), PLAIN)
