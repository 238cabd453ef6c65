"""Second rung: the publishing platforms that Chinese papers and government sites share.

Each names the element in which its editor puts an article's text; headline, date and source are found as on any page
(`head`), because every site dresses these itself.
"""

from __future__ import annotations

from datetime import date, datetime

from lxml.html import HtmlElement

from monitor.reading.body import read_body
from monitor.reading.head import Surroundings, read_headline, read_liability, read_origin, read_published, take_headline
from monitor.reading.page import Page, text_of
from monitor.reading.template import Draft

# Platform, selector of the text, evidence. Facts: dossiers gov, epaper-founder, epaper-layout, hebnews, chinanews.
CONTAINERS = (
    ("trs", ".TRS_Editor, .trs_editor_view, .TRS_UEDITOR", "SEEN (mee 2022, cjn 2020)"),
    ("ucap", "#UCAP-CONTENT", "SEEN (gov.cn)"),
    ("hanweb", "#zoom", "SEEN (zj.gov.cn 2016)"),
    ("founder-paper", "#ozoom, founder-content, .founder-content", "CODE (about 250 papers, 2023)"),
)
_MARKER = "enpcontent"  # Founder's web CMS writes <!--enpcontent--> around the text; SEEN (hebnews 2024, gmw 2017)
_ENOUGH = 20  # characters; a container with less is a shell


def read_platform(page: Page, reference: date | datetime | None) -> tuple[str, Draft] | None:
    """Return the platform's name and what was found, None if the page is of no known platform."""
    for name, body in _candidates(page):
        if len(text_of(body)) < _ENOUGH and body.find(".//img") is None:
            continue
        around = Surroundings(page, body)
        blocks, headline = take_headline(read_body(body, page.absolute), read_headline(around))
        if headline and blocks:
            return name, Draft(
                headline=headline,
                moment=read_published(around, reference),
                source=read_origin(around),
                editor=read_liability(page),
                blocks=blocks,
            )
    return None


def _candidates(page: Page) -> list[tuple[str, HtmlElement]]:
    found = [(name, node) for name, css, _ in CONTAINERS for node in page.all(css)]
    for comment in page.root.xpath(f"//comment()[contains(., '{_MARKER}')]"):
        parent = comment.getparent()
        if isinstance(parent, HtmlElement):
            found.append(("founder-web", parent))
    return found
