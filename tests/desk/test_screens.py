"""Every screen of the desk as a person with a screen reader, by night, or with a narrow screen meets it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from at_desk import desk_of
from axe_playwright_python.base import AXE_SCRIPT
from in_chromium import Served, needs_chromium
from playwright.sync_api import Page

from monitor.accounts.book import Accounts
from monitor.deciding.operations import Operation
from monitor.editing.edits import Kind
from monitor.editing.events import DROP, EDIT, OFF, REMARK
from monitor.store.database import open_database, writing
from monitor.store.issues import Printed
from monitor.store.versions import add_version, entries_of, find_last_version

pytestmark = needs_chromium

_FIND = """async rules => (await axe.run({iframes: false, resultTypes: ["violations"], ...rules})).violations.flatMap(
    found => found.nodes.map(node => `${found.id}: ${node.html.slice(0, 120)}: ${node.failureSummary}`))"""
_WIDER = """[...document.querySelectorAll("main *")].filter(each => each.getBoundingClientRect().right > innerWidth + 1
    && !each.closest(".scroll, .hidden")).map(each => `wider than 360 pixels: ${each.outerHTML.slice(0, 120)}`)"""
_OPEN = "for (const each of document.querySelectorAll('details')) each.open = true"


def findings(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands, all of it by day and the contrast by night, and what a narrow
    screen cannot show."""
    page.evaluate(_OPEN)
    page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_FIND, {})
    page.emulate_media(color_scheme="dark")
    found += page.evaluate(_FIND, {"runOnly": ["color-contrast"]})
    page.emulate_media(color_scheme="light")
    size = page.viewport_size
    page.set_viewport_size({"width": 360, "height": 740})
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    found += page.evaluate(_WIDER) if wide else []
    assert size
    page.set_viewport_size(size)
    return found


def busy_week(served: Served) -> None:
    """An issue in which all was done that an editor can do: edited, corrected, remarked on, dropped, printed twice."""
    second, third = map(int, served.ids[1:])
    weeks = desk_of(served.guard).weeks
    orders = weeks.orders(653, "王某", "主任定")
    correct = Operation(EDIT, second, kind=Kind.CORRECT, block=2, before="98%", after="95%")
    orders.record(
        [(DROP, [third])],
        [
            Operation(
                EDIT, second, kind=Kind.HEADLINE, after="七部门联合部署电子病历数据质量提升行动：先求质量，再谈互认"
            ),
            Operation(EDIT, second, kind=Kind.CUT, block=3),
            correct,
            Operation(EDIT, second, kind=Kind.NOTE, after="数据质量是前提。"),
            Operation(EDIT, 0, kind=Kind.PREFACE, after="本周三篇。"),
            Operation(REMARK, second, after="请核对第二段的百分数，原文与通知不一致"),
        ],
        lambda: [second],
    )
    with writing(open_database(weeks.url)) as session:
        last = find_last_version(session, 653)
        assert last
        entries = entries_of(last)
        sources = [Printed(article, 1) for article in entries]
        changed = [replace(each, headline=f"{each.headline}（改）") for each in entries.values()]
        add_version(session, 653, changed, sources, {})


def test_no_screen_has_a_finding_by_day_by_night_or_narrow(page: Page, served: Served) -> None:
    busy_week(served)
    first, second, third = served.ids
    found: dict[str, Any] = {}

    def look(name: str) -> None:
        if lines := findings(page):
            found[name] = lines

    for path in (
        "/653?q=医疗", "/653?tab=unfetched&q=医院", "/653?tab=dropped", f"/653/a/{second}", f"/653/a/{first}?tab=same",
        f"/653/a/{second}?tab=why", f"/653/a/{second}?tab=log", "/653/preview?form=html", "/653/write", "/653/log",
        "/outlets/653", "/past", "/past?q=电子病历", "/past/653?check=1", "/653/a/99999",
        "/why?u=https://www.yunzhou-news.cn/a/very/long/address/that/breaks/nowhere/in/this/window.html",
    ):  # fmt: skip
        page.goto(served.url + path)
        look(path)
    desk = desk_of(served.guard)
    page.goto(f"{served.url}/653/a/{first}")
    desk.weeks.orders(653, "李某").record((), [Operation(EDIT, int(first), kind=Kind.HEADLINE, after="李某的题")], list)
    page.keyboard.press("e")
    page.keyboard.type("王某的")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=两边的字都在")
    look("conflict")
    desk.weeks.orders(653, "王某").record((), [Operation(OFF, int(third))], list)
    page.goto(f"{served.url}/653/a/{third}")
    page.keyboard.press("x")
    page.wait_for_selector("text=还要选用吗")
    look("sure")
    page.context.clear_cookies()
    page.goto(f"{served.url}/enter?key={served.guard.sessions.make_key()}")
    look("enter")
    state = served.guard.app.app.state  # type: ignore[attr-defined]
    state.accounts = Accounts({"王某": ""})
    page.goto(f"{served.url}/enter")
    look("login")
    state.accounts = None
    assert found == {}
