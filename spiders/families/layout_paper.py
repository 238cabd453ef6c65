"""Founder's newer e-paper: `layout/YYYYMM/DD/node_01.html` and `content/YYYYMM/DD/content_ID.html` (epaper-layout).

One page of it was saved, of 中国青年报 in 2026; the other selectors are those of public crawlers (2018–26). P1, P2, N
and Pad are the dossier's names of the skins.
"""

import re
from typing import Any

from monitor.listing.issue import IssuePages
from monitor.reading.template import Template
from monitor.text.urls import AddressForm

_JUNK = (".art-title", ".author", ".subtitle", "#paperdate", "#layout", "#copycontent")
TEMPLATES = (
    Template(
        name="layout-paper-2026",  # #ozoom holds headline and byline too
        evidence="SEEN 2026-09 (zqb.cyol.com)",
        kicker="#ozoom .article h3",
        headline="#ozoom .article h1",
        subtitle="#ozoom .article h2",
        source="#ozoom p.sec .date",
        author="#ozoom p.sec span:first-child",
        body="#ozoom .article-text founder-content, #ozoom .article-text",
    ),
    Template(
        name="layout-paper",  # P1 and P2
        evidence="CODE 6 (2018–26)",
        kicker="#PreTitle",
        headline="#Title",
        subtitle="#SubTitle",
        author="#Author",
        body="#ozoom founder-content, #ozoom, div.content",
        pictures=".attachment",
        drop=_JUNK,
    ),
    Template(
        name="layout-paper-news",  # N
        evidence="CODE 4 (2022–26)",
        kicker=".newsdetatit .intro",
        headline=".newsdetatit h3",
        subtitle=".newsdetatit .sub",
        author=".newsdetatit .Author",
        body=".newsdetatext founder-content, .newsdetatext",
        pictures="div.pic, .detPic",
        drop=_JUNK,
    ),
    Template(
        name="layout-paper-gmw",  # 光明日报 since 2026
        evidence="CODE 2 (2026)",
        headline=".m-article-content h1",
        author=".m-article-author",
        body=".m-article-main founder-content, .m-article-main",
        drop=_JUNK,
    ),
    Template(
        name="layout-paper-south",  # S, 南方日报
        evidence="CODE 3 (2022–26)",
        kicker="#print_area > span",
        headline="#print_area h1",
        body="#content founder-content, #content",
        pictures=".n_gallery",
        drop=_JUNK,
    ),
    Template(
        name="layout-paper-bmnr",  # 陕西日报
        evidence="CODE 2 (2022–26)",
        kicker=".bmnr_con_yinti",
        headline=".bmnr_con_biaoti",
        body="#zoom",
        drop=_JUNK,
    ),
    Template(
        name="layout-paper-pad",
        evidence="CODE 2 (2022–25)",
        kicker="#intro-title",
        headline="#main-title",
        subtitle="#sub-title",
        author="#author",
        body="#content founder-content, #content",
        drop=_JUNK,
    ),
)


def issue(first: str, **facts: Any) -> IssuePages:
    """Return the source of a paper whose issue of a day begins at the format string `first`; `facts` are further
    attributes of the source. The containers of the links differ from skin to skin; the addresses do not."""
    return IssuePages(**{"name": "issue", "first": first, "pages": "a[href*=node_]", "articles": "a[href]"} | facts)


def article(canonical: str, key: str = "{y}{m}{d}-{id}") -> AddressForm:
    """Return the form of a paper's addresses from the canonical one, in which {y}{m}/{d} and {id} stand; its twins for
    tablets and telephones, and the shorter file name `cID.html`, are the same article. The key holds the day: of most
    papers nobody knows whether the next issue counts on or begins anew."""
    pattern = re.escape(canonical).replace(r"\{y\}\{m\}/\{d\}", r"(?P<y>\d{4})(?P<m>\d{2})/(?P<d>\d{2})")
    pattern = re.sub(r"c(?:ontent_)?\\{id\\}", r"c(?:ontent_)?(?P<id>\\d+)", pattern)
    pattern = pattern.replace("/pc/", "/(?:pc|pad|m)/").replace("https:", "http:").replace("http:", "https?:")
    return AddressForm("^" + pattern, canonical, key)
