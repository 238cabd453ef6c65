"""Government sites with static lists and a build of their own: 上海's, 帝国 CMS, 国家药监局 (dossier gov §3–4)."""

from functools import partial

from monitor.listing.government import GovernmentList
from monitor.listing.source import several
from monitor.reading.mandated import GovernmentPage
from spiders.families import gov

lists = partial(several, GovernmentList, "{}", next_name="index_{n}.html")
TEMPLATES = (
    GovernmentPage(name="ivs", evidence="CODE 8 (2020–25: 上海)", body="#ivs_content, .Article_content"),
    GovernmentPage(name="empire", evidence="CODE 4 (2021–26: 国家中医药局)", body=".zw"),
    GovernmentPage(name="nmpa", evidence="CODE 2 (2022–26: 国家药监局)", body="div.text"),
    *gov.TEMPLATES,
)
