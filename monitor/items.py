"""The one record that travels from spiders to the store. A wrong field name raises (slots)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from monitor.text.hygiene import tidy
from monitor.text.markdown import plain_text
from monitor.text.official import Official, read_official

PARTIAL = "分页不全"  # flag of an article of which a further page could not be read
UNREAD = "附件没有读（{}）：{} {}"  # flag: why, the file's name, its address
UNVERIFIED = "证书不符，未核对来处"  # flag before the reason for which a host's wrong certificate is excused
BY_HAND = "手工加入"  # flag of an article of no outlet, which an editor gave by its address
PLAIN = "明文 http，未核对来处"  # flag of an article that came without TLS
_LINES = ("headline", "kicker", "subtitle", "original_headline", "source", "author", "editor", "issuer")
EVIDENCE = "evidence"  # key in Request.meta under which the archive puts the Evidence of its response
REVALIDATE = "revalidate"  # key in Request.meta: the page is asked for in every run, and may be the same as before


@dataclass(slots=True)
class Image:
    """A picture in an article: absolute address and the caption printed with it."""

    url: str
    caption: str = ""


@dataclass(slots=True)
class Evidence:
    """The archived response behind a page of an article: where it lies and what it was."""

    url: str
    file: str  # relative to MONITOR_HOME/archive where it lies there, else absolute
    offset: int  # bytes; where the response record begins
    sha256: str  # of the body as it was sent
    fetched_at: datetime  # UTC
    status: int
    headers: dict[str, str]
    certificate: str = ""  # SHA-256 of the server's; empty without TLS, and where an archive does not say


@dataclass(slots=True)
class ArticleItem:
    """One article. Field names follow schema.org NewsArticle in snake case, the Chinese press where it has no term.

    `read()` fills the first two blocks, pipelines the third.
    """

    url: str
    outlet: str  # the spider's name, e.g. "people"

    headline: str = ""
    kicker: str = ""  # 引题
    subtitle: str = ""  # 副题
    original_headline: str = ""  # 原标题, as a reprint prints it
    date_published: datetime | date | None = None  # +08:00; a bare day where the page prints no clock time
    date_rule: str = ""  # the rule that gave the date (monitor.text.dates)
    source: str = ""  # 来源, as printed
    author: str = ""  # reporters, joined by 、
    editor: str = ""  # 责编
    document_number: str = ""  # 发文字号 of an official document
    issuer: str = ""  # 发文机关, several divided by blanks
    signed_on: date | None = None  # 成文日期, which may be weeks before date_published
    article_body: str = ""  # Markdown (monitor.text.markdown)
    images: list[Image] = field(default_factory=list)
    reader: str = ""  # the rung that answered: "own:…", "family:…", "learned:…" or "generic:…"

    key: str = ""  # the outlet's stable id of the article
    addresses: list[str] = field(default_factory=list)  # every address under which it was met
    flags: list[str] = field(default_factory=list)  # doubts that a human should see
    evidence: list[Evidence] = field(default_factory=list)  # one for each page
    text_digest: str = ""
    score: float | None = None
    grade: str = ""
    reasons: list[str] = field(default_factory=list)
    scored_by: str = ""  # the vocabulary and rule that gave the score (monitor.topic.score.rule_digest)

    @property
    def day(self) -> date | None:
        """The publication day in Asia/Shanghai."""
        return self.date_published.date() if isinstance(self.date_published, datetime) else self.date_published

    def tidy_lines(self) -> None:
        """Tidy every line but the text, which is written tidy."""
        for name in _LINES:
            setattr(self, name, tidy(getattr(self, name)))

    def complete_document(self) -> None:
        """Of an official document fill in what its page did not tell apart, from its headline and its text."""
        told = Official(number=self.document_number, issuer=self.issuer, signed=self.signed_on)
        if found := read_official(self.headline, plain_text(self.article_body).split("\n"), told):
            self.document_number, self.issuer, self.signed_on = found.number, found.issuer, found.signed

    def add_page(self, further: ArticleItem) -> None:
        """Put the text of a further page behind this one's, with what only that page names."""
        self.article_body += "\n\n" + further.article_body
        self.images += further.images
        self.evidence += further.evidence
        self.flags += [flag for flag in further.flags if flag not in self.flags]
        for name in ("author", "editor", "original_headline"):
            setattr(self, name, getattr(self, name) or getattr(further, name))
