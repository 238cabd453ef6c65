"""JEECMS with lists that a script fills from an interface, as 湖北日报's site has it (dossier hubeidaily)."""

from functools import partial

from monitor.listing.search import JsonSearch, by_address
from monitor.reading.template import Template

# The interface behind the site's lists, by column. The site's script sends a token with it, of which the app's calls of
# 2020 had none: where one is asked for, the paper stands.
interface = partial(
    JsonSearch,
    ask=by_address(
        "https://hbrbapi.hubeidaily.net/amc/client/listContentByColumn"
        "?column={term}&pageNo={index}&pageSize=30&focusNo=5&deviceId=pc"
    ),
    rows="data.[focusList, contentList][] | [?contains([`5`, `6`, `13`], to_number(contentType))]",  # texts, albums
    page_size=30,
    url="pcUrl || shareUrl || shareUlr",  # the last as the site spells it
    title="title || contentTitle",
    published="publishDetailedTime",
    optional=True,
)

TEMPLATES = (
    Template(
        name="web",
        evidence="CODE 2 (2026)",
        headline="#news-title, .news-title",
        published=".source .source-item, .source",
        source=".source .source-item",
        body="div.detail-cont",
        drop=(".share-box", "label[data-plugin-type]", "label[data-content-type]"),
    ),
)
