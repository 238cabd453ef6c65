"""Further pages of a build that is known from one: another headline, text, day and clock, the same markup.

The words of the article on a page of tests/pages are written in other characters, one for one, and its day and clock are
moved; so a page's build can be learned from pages that are not that page, and held against what is known of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from functools import cached_property
from html import unescape
from pathlib import Path
from statistics import mean
from typing import Any
from unittest.mock import patch

from page_bench import ALL, OUTLETS, respond
from scoring import body_f1

from monitor.exceptions import NotLearned, PageError
from monitor.learning.induction import FEWEST, learn
from monitor.learning.samples import Sample
from monitor.outlet.page_cases import open_page
from monitor.reading.article import read_article
from monitor.reading.template import Template
from monitor.text.hygiene import fold
from monitor.text.markdown import Picture, plain_text, read

_KEPT = set("图摄记者社讯电日月年第版文编辑责任来源本报通员")  # what tells a caption, a credit, a source
_SEGMENT = re.compile(r"(?<=>)[^<>]+(?=<)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHORT = 4  # characters; what is shorter may be a name of the site that the text happens to hold


@dataclass(frozen=True, eq=False)
class Case:
    """A page of tests/pages that is an article, with what is known of it."""

    path: Path
    url: str
    expect: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"

    @cached_property
    def text(self) -> str:
        return respond(self.path, self.url).text

    @property
    def day(self) -> date | None:
        address = OUTLETS[self.path.parent.name].identify(self.url)
        return address.day if address else None

    @property
    def sample(self) -> Sample:
        return Sample(open_page(self.url, self.text.encode()), self.expect["headline"], self.day)

    def vary(self, number: int) -> Sample:
        """Return the `number`-th page (from 1) of the same build, as a list announced it."""
        blocks = read(self.expect["article_body"])
        said = {fold(block.caption if isinstance(block, Picture) else block.text) for block in blocks}
        lines = {fold(self.expect.get(name, "")) for name in ("headline", "kicker", "subtitle")}
        whole, known = said | lines, "\n".join(said | lines)
        headline = self.expect["headline"]

        def other(segment: re.Match[str]) -> str:
            text = fold(unescape(segment[0]))
            own = text in whole or (len(text) >= _SHORT and text in known)
            return cipher(segment[0], number) if own and segment[0].strip() != self.expect.get("source") else segment[0]

        text = _SEGMENT.sub(other, self.text).replace(headline, cipher(headline, number))
        text, url, day = self._later(text, number)
        text = (
            re.sub(r'(?<=src=")([^"]+)(\.(?:jpe?g|png))', rf"\1-{number}\2", text)
            if "![" in self.expect["article_body"]
            else text
        )
        return Sample(open_page(url, text.encode()), cipher(headline, number), day)

    def _later(self, text: str, number: int) -> tuple[str, str, date | None]:
        """The page some weeks later; unchanged where its day is written in a form that cannot be replaced."""
        outlet = OUTLETS[self.path.parent.name]
        moment = self.expect.get("date_published", "")
        if not moment:
            return text, self.url, self.day
        was = (
            datetime.fromisoformat(moment)
            if "T" in moment
            else datetime.combine(date.fromisoformat(moment), datetime.min.time())
        )
        now = was + timedelta(days=7 * number, minutes=number)
        moved, url = text, self.url
        for form in ("%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y-%m/%d", "%Y%m/%d", "%Y/%m%d"):
            moved, url = moved.replace(f"{was:{form}}", f"{now:{form}}"), url.replace(f"{was:{form}}", f"{now:{form}}")
        if "T" in moment:
            moved = moved.replace(f"{was:%H:%M}", f"{now:%H:%M}")
        address = outlet.identify(url)
        try:
            read_now = outlet.read(open_page(url, moved.encode())).date_published
        except PageError:
            read_now = None
        if address is None or not read_now or str(read_now)[:16] != str(now if "T" in moment else now.date())[:16]:
            return text, re.sub(r"(\d)(?=\.\w+$)", str(number), self.url), self.day
        return moved, url, address.day


def cipher(text: str, number: int) -> str:
    """Write `text` in other characters, the same for the same."""
    return _HAN.sub(
        lambda han: han[0] if han[0] in _KEPT else chr(0x4E00 + (ord(han[0]) - 0x4E00 + 613 * number) % 0x5000), text
    )


def cases() -> Iterator[Case]:
    """Yield the articles among the pages of tests/pages."""
    for path in ALL:
        described = json.loads(path.with_suffix(".json").read_text("utf-8"))
        if described["kind"] == "article" and "headline" in described["expect"]:
            yield Case(path, described["url"], described["expect"])


@dataclass(frozen=True)
class Score:
    """Whether title, day, moment (day and clock) and source are those of a page, and F1 of its text."""

    title: bool
    day: bool
    clock: bool
    source: bool
    body: float


def teach(case: Case, pages: int = FEWEST) -> list[Template]:
    """Return what so many further pages of its build teach; nothing if nothing can be learned."""
    try:
        return [each.template for each in learn(case.vary(number) for number in range(1, pages + 1))]
    except NotLearned:
        return []


def score(case: Case, learned: Sequence[Template], platforms: bool = True) -> Score:
    """Read the page without any template of its outlet, and of a platform's without `platforms`."""
    expected = case.expect.get("date_published", "")
    with ExitStack() as stack:
        if not platforms:
            stack.enter_context(patch("monitor.reading.article.read_platform", return_value=None))
        try:
            item = read_article(case.sample.response, "x", "某报", (), case.day, learned)
        except PageError:
            return Score(False, False, False, False, 0.0)
    found = item.date_published.isoformat() if item.date_published else ""
    return Score(
        item.headline == case.expect["headline"], found[:10] == expected[:10], found == expected,
        item.source == case.expect.get("source", ""),
        body_f1(plain_text(item.article_body), plain_text(case.expect["article_body"])),
    )  # fmt: skip


def shares(scores: Sequence[Score]) -> dict[str, float]:
    """The mean of each field."""
    return {field.name: mean(getattr(each, field.name) for each in scores) for field in fields(Score)}
