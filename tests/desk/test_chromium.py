"""The desk in a real Chromium: keys, mouse, a narrow screen, an input method; nothing typed is lost, nothing of a
stranger's page runs, and nothing is ever asked of another host."""

from __future__ import annotations

import re
from typing import Any

from in_chromium import Served, heard, needs_chromium, places, press
from playwright.sync_api import Browser, Page, Route
from test_strangers import HOSTILE, copied

from monitor.proof.copies import RULES

pytestmark = needs_chromium


def test_friday_with_changes_takes_sixteen_keys_and_without_three(page: Page, served: Served) -> None:
    before = places(page)
    press(page, "j")
    press(page, "x", "已选用")
    press(page, "x", "已选用")
    swapped = places(page)
    assert len(set(swapped) - set(before)) == 2, "two swaps"
    press(page, "3")
    press(page, "Alt+ArrowUp", "已移到第 2 位")
    assert places(page) == [swapped[0], swapped[2], swapped[1]]
    press(page, "Enter")
    page.wait_for_url("**/a/*")  # until it is loaded: its script hears the keys
    press(page, "e")
    page.keyboard.type("一个新题")
    press(page, "Control+a")
    page.keyboard.type("一个新题")
    press(page, "Control+Enter", "已存：改题")
    for _ in range(2):
        press(page, "j")
    press(page, "c", "已存：删段")
    assert page.evaluate("document.activeElement.id") == "b2", "the focus stays where one works"
    press(page, "j")
    press(page, "c", "已存：删段")
    assert served.events() == ["add", "add", "move", "edit", "edit", "edit"]
    assert "（有删节）" not in (page.text_content("#text") or "") and page.text_content("h1") == "一个新题"
    press(page, "p")
    page.wait_for_selector("text=有改动（已记录）：改题、删段")
    press(page, "w")
    page.wait_for_selector("text=确认写出")
    page.click("text=确认写出")
    page.wait_for_selector("text=已写出。")
    assert "一个新题" in (served.home / "bulletins" / "653" / "bulletin.md").read_text("utf-8")


def test_mouse_touch_and_undo_on_a_narrow_screen(page: Page, served: Served) -> None:
    first = places(page)
    page.drag_and_drop(f"#a{first[2]} .meta", f"#a{first[0]} .meta")
    heard(page, "已移到第 1 位")
    assert places(page) == [first[2], first[0], first[1]]
    press(page, "u", "已撤销")
    page.set_viewport_size({"width": 360, "height": 740})
    page.click(f"#a{first[0]} >> text=不用")
    heard(page, "已不用")
    assert first[0] not in places(page)


def test_what_is_typed_outlives_the_server_and_the_session(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/653/a/{served.ids[1]}")
    press(page, "e")
    page.keyboard.press("Control+a")
    page.keyboard.type("写了一半的题")
    served.stop()
    press(page, "Control+Enter", "连不上编辑台，您输入的内容留在本机")
    served.start()
    page.reload()
    field = "#title [name=after]"
    assert page.input_value(field) == "写了一半的题" and page.is_visible(field)
    token = page.context.cookies()[0]["value"]
    served.guard.sessions.close(token)
    page.focus(field)
    press(page, "Control+Enter", "登录已过期")
    assert page.input_value(field) == "写了一半的题" and served.events() == []
    other = page.context.new_page()
    other.goto(f"{served.url}/enter?key={served.guard.sessions.make_key()}")
    other.fill("[name=name]", "王某")
    other.click("text=进入编辑台")
    other.wait_for_selector("#places")
    other.close()
    page.focus(field)
    press(page, "Control+Enter", "已存：改题")
    assert page.text_content("h1") == "写了一半的题"
    page.reload()
    assert not page.is_visible(field), "what was saved is no draft any more"


def test_keys_with_an_input_method_in_a_field_and_switched_off(page: Page, served: Served) -> None:
    def strike(**event: Any) -> None:
        page.evaluate(
            "event => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, ...event}))",
            event,
        )

    press(page, "j")
    strike(key="x", code="KeyX", isComposing=True)
    strike(key="x", code="KeyX", ctrlKey=True)
    page.focus("[name=q]")
    strike(key="x", code="KeyX")
    press(page, "Escape")
    page.click("#keys summary")
    page.check("#no-keys")
    page.evaluate("document.activeElement.blur()")
    strike(key="x", code="KeyX")
    press(page, "d")
    page.uncheck("#no-keys")
    page.evaluate("document.activeElement.blur()")
    assert served.events() == []
    press(page, "j")
    strike(key="Process", code="KeyX", keyCode=229)
    heard(page, "已选用")
    press(page, "g")
    press(page, "l")
    page.wait_for_url("**/653/log")
    assert served.events() == ["add"]


def test_nothing_of_a_hostile_page_runs_or_loads_in_the_frame(page: Page, served: Served) -> None:
    def answer(route: Route) -> None:
        headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": RULES}
        route.fulfill(body=copied(HOSTILE), headers=headers)

    page.route(re.compile("/page/1/1"), answer)
    page.goto(f"{served.url}/653/a/{served.ids[1]}")
    title, frame = page.title(), page.frame_locator("iframe").first
    for words in ("链接的字", "正文", "假的"):
        frame.get_by_text(words).first.click()
    page.wait_for_timeout(300)
    assert page.title() == title and "云州医院上线病历平台" in (frame.locator("body").text_content() or "")
    assert page.url == f"{served.url}/653/a/{served.ids[1]}"


def test_another_name_for_this_machine_gets_nothing(page: Page, served: Served, chromium: Browser) -> None:
    other = chromium.new_page()
    answer = other.goto(f"http://rebind:{served.port}/653")
    assert answer is not None and answer.status == 421
    form = f"<form method=post action='{served.url}/653/decide'><input name=drop value=6><button>x</button></form>"
    other.goto("about:blank")
    other.set_content(form)
    with other.expect_response("**/decide") as refused:
        other.click("button")
    assert refused.value.status in (401, 403)
    other.close()
    assert served.events() == []
