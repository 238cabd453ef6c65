"""The system of 中国政府网: its lists are JSON files of about a month, its meta tags its own (dossier gov §4)."""

from functools import partial

from monitor.listing.search import JsonSearch, by_address
from monitor.listing.source import MOST_LINKS
from monitor.reading.mandated import GovernmentPage
from monitor.text.urls import AddressForm
from spiders.families import gov

_LIST = partial(
    JsonSearch,
    rows="@",
    page_size=MOST_LINKS,  # a file is all there is
    url="URL",
    title="TITLE",
    published="DOCRELPUBTIME",
    terms=("",),
)
SEARCH = JsonSearch(
    name="policies",
    ask=by_address(
        "https://sousuo.www.gov.cn/search-gov/data?t=zhengcelibrary_bm&q={term}&searchfield=title&sort=pubtime"
        "&sortType=1&timetype=timeqb&mintime={since}&maxtime={until}&p={page}&n=20"
    ),
    rows="searchVO.listVO",
    page_size=20,
    published="pubtimeStr",
    optional=True,  # CODE 1 (2026)
)
TEMPLATES = (
    GovernmentPage(
        name="govcn",
        evidence="SEEN 2007 (公报); CODE 10 (2020–26)",
        body="#UCAP-CONTENT, .pages_content, td.b12c",
    ),
    *gov.TEMPLATES,
)
ARTICLES: tuple[AddressForm, ...] = (
    gov.article("www.gov.cn", r"(?:[a-z]+/)*\d{6}/content_(?P<id>\d+)\.html?"),
    gov.article("www.gov.cn", r"(?:[a-z]+/)*(?P<y>\d{4})-(?P<m>\d{2})/(?P<d>\d{2})/content_(?P<id>\d+)\.html?"),
)


def lists(paths: str, optional: bool = False) -> tuple[JsonSearch, ...]:
    """Return the source of each of `paths`, words `name=path` of a JSON file without its ending."""
    pairs = (word.split("=") for word in paths.split())
    make = partial(_LIST, optional=optional)
    return tuple(make(name=name, ask=by_address(f"https://www.gov.cn/{path}.json")) for name, path in pairs)
