"""Further pages of a build that is known from one: another headline, text, day and clock, the same markup.

The words of the article on a page of tests/pages are written in other characters, one for one, and its day and clock are
moved; so a page's build can be learned from pages that are not that page, and held against what is known of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any

from page_bench import ALL, OUTLETS, respond

from monitor.exceptions import PageError
from monitor.learning.samples import Sample
from monitor.outlet.page_cases import open_page
from monitor.text.hygiene import fold
from monitor.text.markdown import Picture, read

_KEPT = set("图摄记者社讯电日月年第版文编辑责任来源本报通员")  # what tells a caption, a credit, a source
_SEGMENT = re.compile(r"(?<=>)[^<>]+(?=<)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHORT = 4  # characters; what is shorter may be a name of the site that the text happens to hold


@dataclass(frozen=True)
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
