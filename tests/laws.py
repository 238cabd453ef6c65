"""The laws of an outlet: each yields what is wrong, one line a fault, in words that say what to do."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pickle
import re
import socket
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import MappingProxyType
from unittest import mock

import hypothesis
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from page_bench import respond

from monitor import settings
from monitor.exceptions import PageError
from monitor.issue_calendar import Window
from monitor.items import ArticleItem
from monitor.markup.tree import parse
from monitor.outlet.spider import OutletSpider

Outlet = type[OutletSpider]
Law = Callable[[Outlet, Path], Iterator[str]]
WINDOW = Window(date(2025, 12, 6), date(2025, 12, 12))
TO_FILL = "待填"
_LINES = 40
_ROOMS = (
    "monitor.listing", "monitor.reading", "monitor.markup", "monitor.outlet.spider", "spiders.families", "monitor.text.dates", "monitor.text.urls",
    "monitor.issue_calendar", "scrapy", "re", "urllib.parse", "datetime", "types", "dataclasses",
)  # fmt: skip
_POLITENESS = ("custom_settings", "download_delay", "user_agent", "max_concurrent_requests", "download_timeout")
# A pattern that names its one host letter by letter, as the families' helpers write it.
_WRITTEN_OUT = re.compile(r"\^https\?://(?:\(\?P<host>)?((?:[\w-]|\\[.-])+)\)?/")
_FROZEN = (str, bool, tuple, MappingProxyType, type(None))


def name(outlet: Outlet, pages: Path) -> Iterator[str]:
    if outlet.__module__.rsplit(".", 1)[-1] != outlet.name:
        yield f"the module is {outlet.__module__}, the spider {outlet.name}: give both one name"
    if outlet.__name__.lower() != outlet.name.replace("_", ""):
        yield f"the class is {outlet.__name__}, the spider {outlet.name}: give both one name"


def card(outlet: Outlet, pages: Path) -> Iterator[str]:
    text = inspect.getmodule(outlet).__doc__ or ""  # type: ignore[union-attr]
    if TO_FILL in text + outlet.outlet + outlet.region + (outlet.__doc__ or ""):
        yield f"fill in what says {TO_FILL}: the card, outlet, region"
    if not text.startswith(outlet.outlet) or "http" not in text.split("\n")[0]:
        yield "the card's first line is the printed name and the address"
    if len(re.findall("[\u4e00-\u9fff]", text)) <= 60:
        yield "the card says in Chinese, in more than 60 characters, where it lists, what it rests on, what traps there are"


def tested(outlet: Outlet, pages: Path) -> Iterator[str]:
    cases = {path: json.loads(path.read_text("utf-8")) for path in sorted(pages.glob("*.json"))}
    for kind in ("article", "listing"):
        if not any(case["kind"].split(":")[0] == kind for case in cases.values()):
            yield f"no page of kind {kind}: scrapy savepage {outlet.name} URL"
    for path, case in cases.items():
        if not case.get("expect"):
            yield f"{path.name} has no expectation: run the tests once, then read what was written"
        if not case.get("origin", "").startswith(("saved ", "made")):
            yield f"{path.name}: origin says 'saved DATE' or 'made after …'"
        elif case["origin"].startswith("made") and "confirmed" in case:
            yield f"{path.name}: a made page has nobody to confirm it"
        if case.get("confirmed") is False:
            yield f"{path.name}: read the expectation against the page, then take out 'confirmed'"


def short(outlet: Outlet, pages: Path) -> Iterator[str]:
    source = Path(inspect.getfile(outlet)).read_text("utf-8")
    body = source.splitlines()[ast.parse(source).body[0].end_lineno :]
    if (lines := sum(bool(line.strip()) for line in body)) > _LINES:
        yield f"{lines} lines beside the card, more than {_LINES}: what repeats lives in a family"


def family(outlet: Outlet, pages: Path) -> Iterator[str]:
    try:
        module = importlib.import_module(f"spiders.families.{outlet.family}")
    except ImportError:
        yield f"family {outlet.family!r} is no module of spiders.families"
        return
    if not set(module.TEMPLATES) <= set(outlet.templates):
        yield f"templates: end with *{outlet.family}.TEMPLATES"


def polite(outlet: Outlet, pages: Path) -> Iterator[str]:
    for attribute in _POLITENESS:
        if getattr(outlet, attribute, None):
            yield f"{attribute}: how politely to ask is the house's to say (monitor/settings.py)"


def imports(outlet: Outlet, pages: Path) -> Iterator[str]:
    tree = ast.parse(Path(inspect.getfile(outlet)).read_text("utf-8"))
    found = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    found |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for module in sorted(found):
        if not any(module == room or module.startswith(room + ".") for room in _ROOMS):
            yield f"imports {module}: a spider knows listings, reading and addresses alone"


def sources(outlet: Outlet, pages: Path) -> Iterator[str]:
    names = [source.name for source in outlet.sources]
    if len(names) != len(set(names)):
        yield "two sources have one name"
    if not any(not source.optional and not source.instead_of for source in outlet.sources):
        yield "no source is firm: if all may fail, nobody would notice"
    for source in outlet.sources:
        if source.instead_of and source.instead_of not in names:
            yield f"source {source.name} stands in for {source.instead_of}, which there is not"
        requests = list(source.requests(WINDOW, settings.SEARCH_WORDS))
        if not requests:
            yield f"source {source.name} asks for nothing"
        try:
            pickle.dumps((source, [request.to_dict() for request in requests]))
        except (pickle.PicklingError, AttributeError) as error:
            yield f"source {source.name} cannot be kept in the folder of a job that is resumed (JOBDIR): {error}"
        for request in requests:
            if not outlet.claims(request.url):
                yield f"source {source.name} asks {request.url}, which is not of hosts {outlet.hosts}"
                break


def anchored(outlet: Outlet, pages: Path) -> Iterator[str]:
    for form in outlet.articles:
        written_out = _WRITTEN_OUT.match(form.pattern)
        if written_out and not _has_alternatives(form.pattern) and outlet.claims(f"http://{_plain(written_out[1])}/"):
            continue  # nothing that the pattern takes can lie elsewhere: there is nothing to search for
        if strange := _strangers(outlet, form.pattern):
            yield f"{form.pattern!r} takes {strange[0]!r}, not of hosts {outlet.hosts}: write out where the host begins and ends"


def _plain(pattern: str) -> str:
    return pattern.replace("\\", "")


def _has_alternatives(pattern: str) -> bool:
    """Tell whether a bar stands outside all groups and classes."""
    while (inner := re.sub(r"\\.|\[[^]]*\]|\([^()]*\)", "", pattern)) != pattern:
        pattern = inner
    return "|" in pattern


def _strangers(outlet: Outlet, pattern: str) -> list[str]:
    """Addresses that `pattern` takes and the outlet's hosts do not (evilnews.cn for news.cn), of those made from it."""
    found: list[str] = []

    @hypothesis.settings(
        max_examples=30, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.from_regex(pattern))
    def is_its_own(url: str) -> None:
        if re.match(pattern, url) and not outlet.claims(url):
            found.append(url)

    is_its_own()
    return found


def evidence(outlet: Outlet, pages: Path) -> Iterator[str]:
    for template in outlet.templates:
        if not template.evidence.startswith(("SEEN", "CODE", "GUESS")):
            yield f"template {template.name}: evidence says SEEN, CODE or GUESS"
        given = (template.headline, template.body, template.published, template.source, template.editor, *template.drop)
        for css in filter(None, given):
            try:
                parse("").cssselect(css)
            except ValueError as error:
                yield f"template {template.name}: {css!r} is no selector ({error})"


def paged(outlet: Outlet, pages: Path) -> Iterator[str]:
    for form in outlet.articles:
        if form.paged and form.key != "{id}":
            yield f"a form with further pages has the key {form.key}: its links are known by the id alone, so make it {{id}}"


def frozen(outlet: Outlet, pages: Path) -> Iterator[str]:
    for attribute, value in vars(outlet).items():
        if not attribute.startswith("__") and isinstance(value, list | dict | set):
            yield f"{attribute} is a {type(value).__name__}, shared by all instances: make it a tuple"


def pure(outlet: Outlet, pages: Path) -> Iterator[str]:
    """Reading asks nobody: no request, no connection; twice the same, and the response stays as it is."""
    for path in sorted(pages.glob("*.json")):
        case = json.loads(path.read_text("utf-8"))
        if case["kind"] != "article":
            continue
        response = respond(path.with_suffix(".html"), case["url"])
        before = response.body
        with mock.patch.object(socket, "socket", side_effect=AssertionError("read() opened a connection")):
            try:
                item = outlet.read(response)
                again = outlet.read(response)
            except PageError:
                continue
            except AssertionError as error:
                yield f"{path.name}: {error}"
                continue
        if not isinstance(item, ArticleItem):
            yield f"{path.name}: read() returns a {type(item).__name__}, not an ArticleItem: it makes no requests"
        elif item != again or response.body != before:
            yield f"{path.name}: read() is not pure: the second time gives another item"


LAWS: dict[str, Law] = {
    law.__name__: law
    for law in (name, card, tested, short, family, polite, imports, sources, anchored, evidence, paged, frozen, pure)
}
