"""What every rung makes of a page, side by side: for the person who repairs a template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scrapy.http import TextResponse

from monitor.markup.page import Page, text_of
from monitor.reading.article import read_learned
from monitor.reading.generic import read_generic
from monitor.reading.platforms import read_platform
from monitor.reading.template import Draft, Template
from monitor.text.markdown import Paragraph, Picture

_FIELDS = ("headline", "kicker", "subtitle", "published", "source", "author", "editor", "body", "pictures")


@dataclass(frozen=True)
class Rung:
    """One rung: its name as a reader's, what it found (None: it does not take the page), and for a template what each
    of its selectors matched on the page (field → selector, number of elements)."""

    name: str
    draft: Draft | None
    matches: tuple[tuple[str, str, int], ...] = ()
    dropped: tuple[str, ...] = ()  # lines of its body element that it leaves out

    @property
    def characters(self) -> int:
        """How long its text is."""
        return sum(len(block.text) for block in self._blocks if isinstance(block, Paragraph))

    @property
    def pictures(self) -> int:
        """How many pictures it found."""
        return sum(isinstance(block, Picture) for block in self._blocks)

    @property
    def _blocks(self) -> Sequence[Paragraph | Picture]:
        return self.draft.blocks if self.draft else ()


def explain(
    response: TextResponse, templates: Sequence[Template], day: date | None = None, learned: Sequence[Template] = ()
) -> list[Rung]:
    """Return all rungs in the order in which they are tried; the first with a draft is the one that answers. `day` is
    the day in the article's address, `learned` are templates that nobody wrote. Raises EmptyPage."""
    page = Page(response)
    rungs = [_explain_template(page, template, template.read(page, day)) for template in templates]
    rungs.append(_lower("family", read_platform(page, day)))
    for template in learned:
        found = read_learned(page, [template], day)
        rungs.append(_explain_template(page, template, found[1] if found else None, "learned"))
    return [*rungs, _lower("generic", read_generic(page, day))]


def _lower(kind: str, found: tuple[str, Draft] | None) -> Rung:
    return Rung(f"{kind}:{found[0]}", found[1]) if found else Rung(f"{kind}:—", None)


def _explain_template(page: Page, template: Template, draft: Draft | None, kind: str = "own") -> Rung:
    matches = tuple(
        (field, css, len(page.all(css)))
        for field in _FIELDS
        for css in str(getattr(template, field)).split(", ")
        if css and page.all(css)
    )
    dropped = tuple(_left_out(page, template)) if draft else ()
    return Rung(f"{kind}:{template.name}", draft, matches, dropped)


def _left_out(page: Page, template: Template) -> Iterator[str]:
    """The texts of the elements that the template's `drop` takes out of its body."""
    for css in template.drop:
        for body in page.all(template.body):
            for node in body.cssselect(css):
                if text := text_of(node):
                    yield f"{css}：{text}"
