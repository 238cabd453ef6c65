"""Founder's classic e-paper: `html/YYYY-MM/DD/node_N.htm` and `content_ID.htm` (epaper-founder, family B).

The pages of an issue are SEEN on three papers of 2017; the articles rest on public crawlers alone (2010–26).
"""

import re
from typing import Any

from monitor.listing.issue import IssuePages
from monitor.reading.template import Template
from monitor.text.urls import AddressForm

# The day's folder, and a number or the numbers of page and article; `?div=-1` is noise.
DAY = r"(?P<y>\d{4})-(?P<m>\d{2})/(?P<d>\d{2})/content_(?P<node>\d+_)?(?P<id>\d+)\.htm"
TEMPLATES = (
    Template(
        name="classic-paper",
        evidence="CODE 20 (2010–26)",
        headline="founder-title, td.font01, .main-article-title, div.bmnr_con_biaoti, td.title1",
        kicker="div.bmnr_con_yinti, founder-introtitle",
        subtitle="p.fbiaot, founder-subtitle",
        deck="td.font02, .font02",
        body="founder-content, #ozoom, #zoom",
        pictures="#newspic, table[bgcolor='#efefef'], div.pic",  # CODE, beside the text
    ),
)
# Of papers whose pages and articles are numbered by a code: 光明日报 until 2025.
NUMBERED = Template(
    name="classic-paper-numbered",
    evidence="CODE 7 (2018–25)",
    kicker="div.text_c h3",
    headline="div.text_c h1",
    subtitle="div.text_c h2",
    author="div.text_c .lai span",
    body="div.text_c #ozoom, div.text_c #articleContent",
    pictures="table.c_c, table.pic_c",
)


def issue(first: str, **facts: Any) -> IssuePages:
    """Return the source of a paper whose issue of a day begins at the format string `first`; `facts` are further
    attributes of the source. The containers differ from paper to paper, the links do not."""
    return IssuePages(
        **{"name": "issue", "first": first, "pages": "a[href*=node_], a[href*='nbs.']", "articles": "a[href]"} | facts
    )


def article(root: str) -> AddressForm:
    """Return the form of the articles under `root`, the folder of the days."""
    pattern = re.escape(root).replace("https:", "http:").replace("http:", "https?:")
    return AddressForm("^" + pattern + DAY, root + "{y}-{m}/{d}/content_{node}{id}.htm", "{y}{m}{d}-{id}")


def numbered_issue(root: str, code: str, **facts: Any) -> IssuePages:
    """Return the source of a paper whose pages under `root`, the folder of the days, are numbered with its `code`."""
    return issue(root + "{day:%Y-%m}/{day:%d}/nbs.D110000" + code + "_01.htm", **facts)


def numbered_article(root: str, code: str) -> AddressForm:
    """Return the form of the same paper's articles: the day, the place on the page, the page."""
    pattern = re.escape(root).replace("https:", "http:").replace("http:", "https?:")
    day = r"(?P<y>\d{4})-(?P<m>\d{2})/(?P<d>\d{2})"
    name = f"nw.D110000{code}_"
    return AddressForm(
        f"^{pattern}{day}/{re.escape(name)}(?P<id>\\d{{8}}_\\d+-\\d+)\\.htm", root + "{y}-{m}/{d}/" + name + "{id}.htm"
    )
