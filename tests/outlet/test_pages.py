"""The one harness of all outlets: every page under tests/pages/<outlet>/ with the expectation beside it.

`kind` is "article" or "listing:<source>", for a dated paper with the `day` that was asked for; `origin` says whether a site served the page or it was composed, and after
what. An expectation that is missing is written by the run, which then fails until a human has read it.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from page_bench import ALL, OUTLETS, respond

from monitor.outlet.page_cases import read_case


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_page(path: Path) -> None:
    described = path.with_suffix(".json")
    case = json.loads(described.read_text("utf-8"))
    day = date.fromisoformat(case["day"]) if "day" in case else None
    found = read_case(OUTLETS[path.parent.name], case["kind"], respond(path, case["url"]), day)
    if "expect" not in case:
        described.write_text(json.dumps({**case, "expect": found}, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(f"{described.name}: expectation written, read it and run again")
    assert found == case["expect"]
    assert case["origin"].startswith(("saved ", "made")), "origin says how the page came to be"


def test_every_template_has_a_page() -> None:
    """A template that no page proves is a guess in the code. One page of one outlet proves a family's."""
    read_by = {
        (path.parent.name, json.loads(path.with_suffix(".json").read_text("utf-8"))["expect"].get("reader"))
        for path in ALL
    }
    proven = {
        template
        for name, outlet in OUTLETS.items()
        for template in outlet.templates
        if (name, f"own:{template.name}") in read_by
    }
    missing = {template.name for outlet in OUTLETS.values() for template in outlet.templates} - {
        template.name for template in proven
    }
    assert not missing
