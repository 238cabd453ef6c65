"""Second rung: the publishing platforms that Chinese papers and government sites share.

Each names the element in which its editor puts an article's text; headline, date and source are found as on any page
(`head`), because every site dresses these itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from monitor.extraction.beside import is_file
from monitor.extraction.cards import without_pointers
from monitor.extraction.within import without_others
from monitor.markup.body import read_body
from monitor.markup.container import Container, containers
from monitor.markup.page import Page
from monitor.markup.surroundings import Surroundings
from monitor.reading.credits import read_liability
from monitor.reading.generic import without_buttons
from monitor.reading.head import read_origin, read_published
from monitor.reading.headline import read_headline, take_headline
from monitor.reading.template import Draft
from monitor.text.markdown import Block, Paragraph, Picture
from monitor.text.sources import source_at_foot

if TYPE_CHECKING:
    from monitor.markup.tree import Element

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
    for name, container in _candidates(page):
        if draft := read_around(page, container, reference):
            return name, draft
    return None


def read_around(
    page: Page, container: Container, reference: date | datetime | None, junk: tuple[str, ...] = ()
) -> Draft | None:
    """Return the text in `container`, less what the selectors `junk` name, with the headline, date and source that are
    found around it; None without a headline, or where that is no text."""
    around = Surroundings(page, container.certain[0])
    title = read_headline(around)
    if not title:
        return None
    blocks = read_body(container.outer, page.picture, junk, container.core, (title,), page.unseen)
    blocks = without_pointers(without_others(without_buttons(blocks), container.outer), container.outer)
    if not _is_enough(blocks) and not (blocks and _names_files(container.outer)):
        return None
    blocks, headline = take_headline(blocks, title)
    if not headline or not blocks:
        return None
    texts = [each.text for each in blocks if isinstance(each, Paragraph)]
    return Draft(
        headline=headline,
        moment=read_published(around, reference),
        source=read_origin(around) or source_at_foot(texts, () if page.meta("SiteName") else around.near),
        editor=read_liability(around),
        blocks=blocks,
        container=container,
    )


def _names_files(body: Element) -> bool:
    """Tell whether a text links to a file: a notice may say no more than that it has one."""
    return any(link.get("href") and is_file(link) for link in body.iter("a"))


def _is_enough(blocks: list[Block]) -> bool:
    length = sum(len(block.text) for block in blocks if isinstance(block, Paragraph))
    return length >= _ENOUGH or any(isinstance(block, Picture) for block in blocks)


def _candidates(page: Page) -> Iterator[tuple[str, Container]]:
    for name, css, _ in CONTAINERS:
        for container in containers(page.all(css)):
            yield name, container
    marked = page.root.parents_of_comments(_MARKER) if _MARKER in page.response.text else ()
    for container in containers(dict.fromkeys(marked)):
        yield "founder-web", container
