"""Linked data may list other articles beside the page's own: their days are none of it."""

from __future__ import annotations

import json

import pytest

from monitor.extraction.linked import days_in

OWN = {"@type": "NewsArticle", "datePublished": "2026-03-01"}
OTHERS = [{"@type": "ListItem", "item": {"@type": "NewsArticle", "datePublished": "2025-12-01"}}]


@pytest.mark.parametrize("kind", ["ItemList", ["ItemList"], "https://schema.org/ItemList", "BreadcrumbList"])
def test_what_is_in_a_list_is_of_others(kind: object) -> None:
    listed = {"@type": kind, "itemListElement": OTHERS, "datePublished": "2025-11-01"}
    for graph in ([listed, OWN], [OWN, listed], [{"@type": "WebPage", "mainEntity": listed}, OWN]):
        assert days_in(json.dumps({"@graph": graph})) == ["2026-03-01"]
    assert days_in(json.dumps(listed)) == []


@pytest.mark.parametrize("kind", ["WebPage", "CollectionPage", "Listing", ["NewsArticle", "ItemList"]])
def test_what_is_no_list_is_looked_into(kind: object) -> None:
    assert days_in(json.dumps({"@type": kind, "mainEntity": OWN})) == ["2026-03-01"]
