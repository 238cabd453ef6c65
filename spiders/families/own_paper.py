"""E-papers with a build of their own: 工人日报, 广西日报, 解放日报 (public crawlers; dossier provincial-dailies)."""

import re

from monitor.listing.issue import IssueInterface, IssuePages
from monitor.reading.template import Template
from monitor.text.urls import AddressForm

TEMPLATES = (
    Template(
        name="workercn",
        evidence="CODE 1 (2022: 工人日报)",
        kicker="#pretitle",
        headline="#ctitle",
        body="#ccontent",
        pictures="#imgs",
    ),
    Template(
        name="jfdaily",
        evidence="GUESS; names CODE 3 (2022–26) of a page that a script fills",
        headline=".con-title, .wz_title, h1",
        body=".txt-box, .wz_contents, .content",
    ),
    Template(
        name="gxrb",
        evidence="GUESS; headline and paragraphs CODE 1 (2026: 广西日报)",
        headline="h1, h2",
        body="#ozoom, .article, .content, .text",
        drop=("h1", "h2"),
    ),
)
_DAY = r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"


def api_article(root: str, paper: str) -> AddressForm:
    """Return the form of the articles that an interface at `root` gives of `paper`: in whichever order, a day, a page's
    number (code), and the article's on the page (xuhao)."""
    asked = (
        rf"(?=.{{0,80}}\bname={paper}\b)(?=.{{0,80}}\bdate={_DAY})"
        r"(?=.{0,80}\bcode=(?P<n>\d+))(?=.{0,80}\bxuhao=(?P<id>\d+))"
    )
    canonical = f"{root}name={paper}&date={{y}}-{{m}}-{{d}}&code={{n}}&xuhao={{id}}"
    return AddressForm(_under(root) + asked, canonical, "{y}{m}{d}-{n}-{id}")


def api_issue(root: str, paper: str) -> IssuePages:
    """Return the source of the same paper's issues."""
    return IssuePages(
        name="issue",
        first=f"{root}name={paper}&date={{day:%Y-%m-%d}}&code=001",
        folder="date={day:%Y-%m-%d}",
        pages=f"a[href*='name={paper}']:not([href*=xuhao])",
        articles="a[href*=xuhao], area[href*=xuhao]",
    )


def journal_article(root: str) -> AddressForm:
    """Return the form of the articles under `root` as telephones get them; the day behind it is put there by
    `journal_issue`."""
    return AddressForm(
        _under(root) + rf"getMobileArticle\.htm\?id=(?P<id>\d+)(?:&date={_DAY})?$",
        root + "getMobileArticle.htm?id={id}",
    )


def journal_issue(root: str, code: str) -> IssueInterface:
    """Return the source of the issues of the paper called `code` of the interface under `root`."""
    page = f"{root}{{day:%Y-%m-%d}}/getJournalPage.do?page={{pnumber}}&code={code}"
    return IssueInterface(
        name="issue",
        first=page.replace("{pnumber}", "01"),
        pages="object.pagelist",
        page=page,
        articles="object.articlelist",
        article=root + "getMobileArticle.htm?id={id}&date={day:%Y-%m-%d}",
    )


def _under(root: str) -> str:
    return "^" + re.escape(root).replace("https:", "https?:")
