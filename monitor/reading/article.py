"""Down the rungs: own templates, platforms, learned templates, generic extractor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from scrapy.http import TextResponse

from monitor.exceptions import GarbledPage, LayoutChanged
from monitor.extraction.sounding import stands_alone
from monitor.extraction.within import without_end, without_head
from monitor.items import ArticleItem, Image
from monitor.markup.page import Page, text_of
from monitor.markup.surroundings import Surroundings
from monitor.reading.credits import read_author, read_liability, read_source, take_editor, take_original_headline
from monitor.reading.generic import read_generic
from monitor.reading.guards import refuse_notice, refuse_torn, refuse_unread
from monitor.reading.head import read_labelled, read_origin, read_published
from monitor.reading.mandated import published, read_document, settle
from monitor.reading.platforms import read_platform
from monitor.reading.template import Draft, Template, find_title
from monitor.text import markdown
from monitor.text.dates import Moment
from monitor.text.hygiene import damage, fold, unified, written
from monitor.text.sources import source_at_foot, source_name
from monitor.text.zone import served_at

_TURN = re.compile("[上下]一?页")
_IN_PAGER = re.compile(r"[上下]一?页|[首尾末]页|(?:阅读|余下)全文|第\s?\d{1,3}\s?页|共\s?\d{1,3}\s?页|[\W\d]")
_UNREADABLE = 0.02  # share of lost characters above which a text is no longer fit to print
_WITHIN = "有 {} 张图片写在页面代码里，没有取得"
_MOST = 3_000  # paragraphs and pictures of a page: a five-year plan has some six hundred


def read_article(
    response: TextResponse,
    name: str,
    outlet: str,
    templates: Sequence[Template] = (),
    day: date | None = None,
    learned: Sequence[Template] = (),
) -> ArticleItem:
    """Return the article on `response`; `url` is the response's own, the outlet's rules for addresses come later.

    `name` is the spider's name, `outlet` the printed one (for messages), `learned` the templates that nobody wrote
    (monitor.learning), `day` the publication day in the article's address, if it holds one. That day wins over the
    page, whose clock time is kept only if its day is the same: the dossiers found the path right where meta tags were
    not. Raises a PageError if the page is none of the outlet's articles (what `guards` tells), has no headline or text,
    or one without an end (LayoutChanged), breaks off, or is undecodable.
    """
    page = Page(response)
    try:
        reader, draft = _climb(page, outlet, templates, learned, day or served_at(response.headers.get("Date")))
    except LayoutChanged:
        refuse_unread(page, outlet)
        raise
    refuse_notice(page, reader, draft, outlet)
    blocks, foot_editor = take_editor([block for block in draft.blocks if not _is_of_site(block)])
    blocks = without_end(without_head(blocks, draft.headline))
    blocks, original = take_original_headline(blocks)
    if len(blocks) > _MOST:
        raise LayoutChanged(f"{outlet}：正文有 {len(blocks)} 段，不像一篇文章：{page.response.url}")
    texts = _texts(blocks)
    refuse_torn(page, texts[-1] if texts else "", outlet)
    pictures = [block for block in blocks if isinstance(block, markdown.Picture)]
    untold = pictures.count(markdown.Picture(""))
    lost = _refuse_garbled(draft.headline + "".join(texts), page, outlet)
    told = read_document(page)
    moment = _settle(published(draft.moment, told), day)
    return ArticleItem(
        url=response.url,
        outlet=name,
        headline=unified(written(draft.headline)),
        kicker=unified(written(draft.kicker)),
        subtitle=unified(written(draft.subtitle)),
        original_headline=unified(original),
        date_published=moment.value if moment else None,
        date_rule=moment.rule if moment else "",
        source=draft.source or _meta_source(page) or source_at_foot(_texts(draft.blocks)),
        author=read_author([draft.author]) or draft.author or read_author(texts),
        editor=draft.editor or foot_editor,
        document_number=told.number,
        issuer=told.issuer,
        signed_on=told.signed,
        article_body=unified(markdown.write(_settle_subheads(blocks))),
        images=[Image(picture.url, picture.caption) for picture in pictures if picture.url],
        reader=reader,
        flags=[*(["有字符损坏"] if lost else []), *([_WITHIN.format(untold)] if untold else [])],
    )


def _texts(blocks: list[markdown.Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, markdown.Paragraph)]


def _settle_subheads(blocks: list[markdown.Block]) -> list[markdown.Block]:
    """Return `blocks` with as subheads only those that head something: a page may set all it says in bold, or a last
    line that is none of the text."""
    texts = [block for block in blocks if isinstance(block, markdown.Paragraph)]
    none = 2 * sum(isinstance(text, markdown.Subhead) for text in texts) >= len(texts)
    return [
        markdown.Paragraph(block.text)
        if isinstance(block, markdown.Subhead) and (none or block is texts[-1])
        else block
        for block in blocks
    ]


def _is_of_site(block: markdown.Block) -> bool:
    """Tell whether a line is whole what a site sets among the paragraphs, whose template ever: it leads through the
    pages of the article, or is a player's, an app's, a button's."""
    if not isinstance(block, markdown.Paragraph):
        return False
    is_pager = bool(_TURN.search(block.text)) and not _IN_PAGER.sub("", block.text)
    return is_pager or stands_alone(block.text)


def _climb(
    page: Page,
    outlet: str,
    templates: Sequence[Template],
    learned: Sequence[Template],
    reference: date | datetime | None,
) -> tuple[str, Draft]:
    for template in templates:
        if draft := template.read(page, reference):
            for other in templates:  # two generations may fit one page, and one of them know more
                if other is not template:
                    other.complete(draft, page, reference)
            if template.source and not draft.source:
                _ask_platform(draft, page, reference)
            by_address = reference is not None and not isinstance(reference, datetime)  # which tells the day
            undated = draft.moment is None and not (template.published or by_address)
            if draft.container and (undated or not draft.source):
                around = Surroundings(page, draft.container.certain[0])
                draft.moment = read_published(around, reference) if undated else draft.moment
                title = find_title(page, template.headline)
                draft.source = draft.source or (read_labelled(around, title) if title else "")
            return f"own:{template.name}", draft
    if found := read_platform(page, reference):
        return f"family:{found[0]}", settle(found[1], page)
    if found := read_learned(page, learned, reference):
        return f"learned:{found[0]}", settle(found[1], page)
    if found := read_generic(page, reference):
        return f"generic:{found[0]}", settle(found[1], page)
    _refuse_garbled(text_of(page.root), page, outlet)
    raise LayoutChanged(f"{outlet}：页面上找不到标题和正文：{page.response.url}")


def read_learned(
    page: Page, templates: Sequence[Template], reference: date | datetime | None
) -> tuple[str, Draft] | None:
    """Return the name of the first of `templates` that takes the page and what was found, None if none does. What the
    template has no line for, or finds none, is looked for as on any page."""
    for template in templates:
        if draft := template.read(page, reference):
            assert draft.container is not None
            around = Surroundings(page, draft.container.certain[0])
            moment = None if draft.moment and draft.moment.clock else read_published(around, reference)
            if moment and (draft.moment is None or draft.moment.day == moment.day):
                draft.moment = moment
            draft.source = draft.source or read_origin(around)
            draft.editor = draft.editor or read_liability(around)
            return template.name, draft
    return None


def _ask_platform(draft: Draft, page: Page, reference: date | datetime | None) -> None:
    """Fill in the source, and the moment if it is missing, as the page's platform has them."""
    if (found := read_platform(page, reference)) and fold(found[1].headline) == fold(draft.headline):
        draft.source, draft.moment = found[1].source, draft.moment or found[1].moment


def _refuse_garbled(text: str, page: Page, outlet: str) -> float:
    if (lost := damage(text)) > _UNREADABLE:
        raise GarbledPage(f"{outlet}：编码无法识别，{lost:.0%} 的字已损坏：{page.response.url}")
    return lost


def _settle(printed: Moment | None, day: date | None) -> Moment | None:
    if day is None or (printed and printed.day == day):
        return printed
    return Moment(day, None, "address")


def _meta_source(page: Page) -> str:
    meta = page.meta("source")
    return read_source(meta) or source_name(meta)
