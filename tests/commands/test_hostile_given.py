"""Settings, words and files that a person gives, in all wrong forms: taken, or refused in one line that names them."""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hostile_inputs import FRAGMENTS, URLS, VALUES, WORDS, places, replaced
from hypothesis import given
from hypothesis import strategies as st
from scrapy.settings import Settings
from tried import hostile

from monitor.backissues.exchange import read_issues
from monitor.configuration import ByHand, find_issue, find_window, frame, read_count
from monitor.exceptions import MonitorError
from monitor.issue.importing import import_issues
from monitor.issue_calendar import IssueCalendar, load_free_fridays
from monitor.network.public_network import read_networks
from monitor.outlet.registry import pick_outlets
from monitor.store.database import open_database, writing
from monitor.terminal.given import read_settings
from monitor.terminal.output import in_one_line, visible
from monitor.text.urls import plain_address
from monitor.topic.evaluation import read_cases
from monitor.topic.vocabulary import Vocabulary, parse_topics

FOLDER = Path(tempfile.mkdtemp())


class Undone(Exception):
    """Raised to undo what a test has written."""


def project() -> Settings:
    found = Settings()
    found.setmodule("monitor.settings")
    found.set("MONITOR_HOME", "/nonexistent")
    return found


NAMES = sorted(name for name in project() if name != "MONITOR_HOME")
_GIVEN = st.one_of(
    st.sampled_from(
        ["", " ", "0", "-1", "1e999", "nan", "True", "None", "[]", "{}", "null", "[" * 9999, '{"a":' * 9999, "9" * 5000, "1_0", "٣", "{0}", "{count!r:>9}",
         "os.system", "builtins.exec", "a.b.c", "utf-99", "idna", "622,2025-04-25", "2025-12-12", "9999-12-31", "0001-01-01", "postgresql://[", "sqlite:///\x00"]
    ),
    st.sampled_from(FRAGMENTS), WORDS, URLS, VALUES.map(lambda value: json.dumps(value)),
)  # fmt: skip


def refused(work: Any) -> str:
    """What the person reads of a MonitorError; empty if there was none."""
    try:
        work()
    except MonitorError as error:
        said = visible(in_one_line(str(error)))
        assert len(said.splitlines()) == 1
        return said
    return ""


@hostile("settings", 400)
@given(st.sampled_from(NAMES), _GIVEN)
def test_settings(name: str, value: str) -> None:
    """A setting is refused by its name, or has a value that the readers of the whole take."""
    settings = project()
    if said := refused(lambda: read_settings(settings, [f"{name}={value}"])):
        assert name in said
        return
    read_settings(settings, [])
    assert settings.getlist("NOTIFY_URLS") is not None
    frame(settings).introduction.format(count=1, since="", until="")
    refused(lambda: read_networks(settings))
    refused(lambda: find_issue(settings, "653"))


@hostile("arguments", 300)
@given(_GIVEN, _GIVEN, _GIVEN, _GIVEN)
def test_arguments(issue: str, since: str, until: str, number: str) -> None:
    settings = project()
    settings.set("MONITOR_TODAY", "2025-12-12")
    for text, by_hand in (
        (issue, ByHand()), (None, ByHand(number, since, until)), ("653", ByHand(number)), ("653", ByHand(None, since)), (issue, ByHand(number, "2025-12-01", "2025-12-12")),
    ):  # fmt: skip
        refused(lambda text=text, by_hand=by_hand: find_issue(settings, text, by_hand))  # type: ignore[misc]
    refused(lambda: find_window(settings, since, until))
    refused(lambda: read_count(number, "--top"))
    refused(lambda: pick_outlets(settings, [issue, since]))


_TOML = st.lists(
    st.one_of(
        st.sampled_from(
            ["[free_fridays]\n", "2027 = [2027-01-01]\n", "free_fridays", ".", "[", "]", "=", "{", "}", ",", "2027", "[2027-01-02]", "2027-01-01T00:00:00", "'", '"""',
             "\n", "\r", "inf", "9" * 5000, "0x", "\ufeff", "free_fridays.2027 = [2027-01-01]", "'2027'", "1e9", "2027 = [1, 2027-01-01]", "[[free_fridays]]"]
        ),
        WORDS,
    ),
    max_size=12,
)  # fmt: skip


@hostile("holidays", 200)
@given(_TOML.map("".join), st.booleans())
def test_holidays(text: str, headed: bool) -> None:
    file = FOLDER / "holidays.toml"
    file.write_text(("[free_fridays]\n" if headed else "") + text, "utf-8", "surrogateescape")
    if said := refused(lambda: load_free_fridays(file)):
        assert str(file) in said
        return
    refused(lambda: IssueCalendar(free_fridays=load_free_fridays(file)).by_number(700))


@hostile("topics", 100)
@given(
    _TOML.map("".join),
    st.sampled_from(["", "strong = ['智慧医疗', ", "strong = ['智慧医疗']\n[ranking]\n[regions]\n[gate]\n"]),
)
def test_topics(text: str, before: str) -> None:
    """A vocabulary in which somebody has mistyped is refused by its name, or can be looked for."""
    topics: dict[str, Any] = {}
    if said := refused(lambda: topics.update(parse_topics((before + text).encode("utf-8", "surrogatepass")))):
        assert "topics.toml" in said
        return
    Vocabulary({name: value for name, value in topics.items() if isinstance(value, list)}).find("智慧医疗")


@hostile("judged cases", 100)
@given(st.lists(st.one_of(WORDS, VALUES.map(lambda value: json.dumps(value)), st.just('{"label": 1, "title": "x"}'))))
def test_judged_cases(lines: list[str]) -> None:
    for name in ("cases.jsonl", "cases.tsv"):
        file = FOLDER / name
        file.write_text("\n".join(lines), "utf-8", "surrogateescape")
        if said := refused(lambda file=file: read_cases(file)):  # type: ignore[misc]
            assert str(file) in said


ISSUE = {
    "number": 653, "date": "2025-12-12", "start": "2025-12-06", "end": "2025-12-12", "title": "周报", "publisher": "中心",
    "articles": [
        {
            "title": "标题", "source": "央广网", "url": "https://www.cnr.cn/a/20251212/t20251212_526000000.shtml", "date": "2025-12-10", "kicker": "", "subtitle": "",
            "original_headline": "", "paragraphs": ["一。", "二。"], "images": [{"url": "https://x.cn/a.jpg", "caption": "图", "after": 1, "file": None}],
        }
    ],
}  # fmt: skip
_WRONG = st.one_of(
    VALUES,
    st.sampled_from([10**30, 0, -1, True, 1.5, "653", "2025-13-45", "https://x.cn/" + "9" * 5000, "\x00", "\uffff", "\ud800", "a\x07b", [], {}, None]),
)  # fmt: skip


@hostile("past issues", 300)
@given(
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), _WRONG), min_size=1, max_size=2),
    st.sampled_from([(), ("start",), ("start", "end")]),
)
def test_past_issues(changes: list[tuple[float, Any]], without: tuple[str, ...]) -> None:
    """An issue with wrong values is refused by name, or what it says can be stored and stays as it is."""
    document: Any = {name: value for name, value in ISSUE.items() if name not in without}
    for at, value in changes:
        ways = places(document)
        document = replaced(document, ways[int(at * len(ways))], value)
    file = FOLDER / "issue.json"
    file.write_text(json.dumps(document), "utf-8")
    issues: list[Any] = []
    if said := refused(lambda: issues.extend(read_issues(file, IssueCalendar()))):
        assert str(file) in said
        return
    with suppress(Undone), writing(open_database(f"sqlite:///{FOLDER / 'monitor.db'}")) as session:
        done = import_issues(session, [(file, past) for past in issues], lambda url: (None, plain_address(url)))
        assert done.refused == []
        session.flush()
        raise Undone
