"""What a page tells programs of its article in JSON-LD."""

from __future__ import annotations

import json
import re
from typing import Any

_OF_ARTICLES = re.compile(r"Article|Posting|Report")  # types of schema.org that are texts of one page
_OF_OTHERS = re.compile(
    r"WebSite|Video|Image|Audio|Event|Course|Dataset|Comment|Organization|Person|Product|Review|List"
)
_MOST_OBJECTS = 200  # of JSON-LD in one page
_JSON_DATE = re.compile(r'"(?:datePublished|pubDate)"\s{0,4}:\s{0,4}"([^"]{8,40})"')


def days_in(script: str) -> list[str]:
    """The days of publication in a script of JSON-LD, those of an article first; of a site, a video or a picture on the
    page there is none, nor of what is in a list. One that is no JSON is searched."""
    try:
        left: list[Any] = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return [match[1] for match in _JSON_DATE.finditer(script)]
    articles, pages = list[str](), list[str]()
    for _ in range(_MOST_OBJECTS):
        if not left:
            break
        each = left.pop(0)
        if isinstance(each, dict):
            kind, told = each.get("@type") or "", each.get("datePublished") or each.get("pubDate")
            kinds = [str(name) for name in (kind if isinstance(kind, list) else [kind])]
            is_article = any(map(_OF_ARTICLES.search, kinds))
            if not is_article and any(name.endswith("List") for name in kinds):
                continue  # what it lists are other articles
            if isinstance(told, str) and is_article:
                articles.append(told)
            elif isinstance(told, str) and not any(map(_OF_OTHERS.search, kinds)):
                pages.append(told)
        left += each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
    return articles + pages
