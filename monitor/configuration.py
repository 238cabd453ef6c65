"""From settings to the values that the rest of the code works with. The only place that asks the clock."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies

from scrapy.settings import BaseSettings

from monitor.bulletin import Frame, Paper
from monitor.exceptions import CalendarError, MonitorError
from monitor.files import read_file
from monitor.issue_calendar import Issue, IssueCalendar, Window, load_free_fridays
from monitor.text.zone import SHANGHAI

_LARGEST_TEMPLATE = 16 << 20  # bytes; a letterhead with a seal in it has some hundred thousand
LONGEST = 366  # days of a window
_YEARS = range(1990, 2100)
_NUMBER = re.compile(r"第?\s?([0-9]{1,7}|[〇零一二三四五六七八九]{1,7})\s?期?")
_DAY = re.compile(r"([0-9]{4})\s?[-年/.]\s?([0-9]{1,2})\s?[-月/.]\s?([0-9]{1,2})\s?日?")
_FIGURES = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SECRET = re.compile("NOTIFY|DATABASE_URL|PASS|SECRET|TOKEN|_KEY|CREDENTIAL")
_ACCOUNT = re.compile(r"://[^/\s]{0,500}@")


def home(settings: BaseSettings) -> Path:
    """Return the folder of everything that is written at run time (it may not exist yet)."""
    return Path(settings["MONITOR_HOME"]).expanduser()


def today(settings: BaseSettings) -> date:
    """Return the day in Asia/Shanghai, or the one that MONITOR_TODAY names."""
    return read_day(settings["MONITOR_TODAY"]) if settings["MONITOR_TODAY"] else datetime.now(SHANGHAI).date()


def calendar(settings: BaseSettings) -> IssueCalendar:
    """Return the issue calendar with the operator's holidays. Raises CalendarError for a bad holiday file."""
    number, day = settings["ISSUE_ANCHOR"]
    return IssueCalendar(
        (number, date.fromisoformat(day)),
        load_free_fridays(home(settings) / "holidays.toml"),
        settings.getbool("ISSUE_SEVEN_DAYS"),
    )


def frame(settings: BaseSettings) -> Frame:
    """Return what the office prints round its articles. Raises MonitorError for an introduction that cannot be
    filled in."""
    introduction: str = settings["BULLETIN_INTRODUCTION"]
    try:
        introduction.format(count=0, since="", until="")
    except (KeyError, IndexError, ValueError, AttributeError, TypeError) as error:
        raise MonitorError(
            f"设置 BULLETIN_INTRODUCTION 填不出（{error}）；只能用 {{count}}、{{since}}、{{until}}，花括号本身写两个。"
        ) from error
    return Frame(settings["BULLETIN_TITLE"], settings["BULLETIN_PUBLISHER"], introduction)


def paper(settings: BaseSettings) -> Paper:
    """Return on what the office prints. Raises MonitorError for a Word file that cannot be read; whether it can be
    filled is seen when it is (exports.word_template)."""
    layout, named = settings["BULLETIN_LAYOUT"], settings["BULLETIN_WORD_TEMPLATE"]
    if not named:
        return Paper(layout)
    return Paper(layout, named, read_file(Path(named).expanduser(), _LARGEST_TEMPLATE))


@dataclass(frozen=True)
class ByHand:
    """What a person says of an issue instead of the calendar, each as written on the command line or None."""

    number: str | None = None
    since: str | None = None
    until: str | None = None


def find_issue(settings: BaseSettings, text: str | None, by_hand: ByHand = ByHand()) -> Issue:
    """Return the issue that `text` names: a number, an issue's day YYYY-MM-DD, or nothing for the issue whose window
    holds today, or the last day given `by_hand`; what is given by hand replaces what the calendar says. With all of it
    by hand a year that the calendar does not know will do. Raises CalendarError."""
    text = issue_word(text) if text is not None else None
    since, until = (
        read_day(given, name) if given else None
        for given, name in ((by_hand.since, "--since"), (by_hand.until, "--until"))
    )
    number = read_number(by_hand.number, "--number") if by_hand.number is not None else None
    try:
        issue = _by_calendar(settings, text, until)
    except CalendarError:
        if text is not None or not (number and since and until):
            raise
        issue = Issue(number, until, Window(since, until))
    window = Window(since or issue.window.since, until or issue.window.until)
    if window.since > window.until:
        raise CalendarError(f"--since {window.since} 晚于 --until {window.until}，请改正。")
    check_length(window)
    return Issue(number or issue.number, issue.date, window)


def _by_calendar(settings: BaseSettings, text: str | None, until: date | None) -> Issue:
    days = calendar(settings)
    if text is None:
        return days.containing(until or today(settings))
    if re.fullmatch(r"-?[0-9]{1,7}", text):
        return days.by_number(int(text))
    return days.by_date(read_day(text, "期号（如 653）或出刊日期"))


def find_window(settings: BaseSettings, since: str | None, until: str | None) -> Window:
    """Return the days between two spider arguments YYYY-MM-DD, both included. A missing one is taken from the
    issue whose window holds the other, both missing: today. Raises CalendarError for bad days or their order."""
    start, end = (read_day(text, name) if text else None for text, name in ((since, "since"), (until, "until")))
    if start is None or end is None:
        current = calendar(settings).containing(end or start or today(settings)).window
        start, end = start or current.since, end or current.until
    if start > end:
        raise CalendarError(f"since={start} 晚于 until={end}，请对调。")
    check_length(Window(start, end))
    return Window(start, end)


def read_proxy(kind: str) -> SplitResult | None:
    """Return the address of the proxy that the environment names for `kind`, "http" or "https"; None if it names none.
    Raises MonitorError, which shows nothing of it, for one that cannot be read: Scrapy would go without."""
    given = getproxies().get(kind, "").strip()
    if not given:
        return None
    try:
        proxy = urlsplit(given if "://" in given else f"http://{given}")
        bad = proxy.scheme not in ("http", "https") or not proxy.hostname or proxy.port == 0
    except ValueError:  # whose text may hold the password
        bad = True
    if bad or proxy.path.strip("/") or proxy.query or proxy.fragment:
        raise MonitorError(
            f"环境变量 {kind}_proxy 读不出来，或不是 HTTP 代理；应为 http://用户:密码@主机:端口，密码里的 @ : / ? # % "
            "写成 %40 %3A %2F %3F %23 %25（可能含密钥，不在此显示）。"
        )
    return proxy


def check_proxies() -> None:
    """Raises MonitorError if the environment names a proxy that cannot be read."""
    for kind in ("http", "https"):
        read_proxy(kind)


def check_length(window: Window) -> None:
    """Make sure that a window is one that can be looked through: papers are asked day by day. Raises CalendarError."""
    days = (window.until - window.since).days + 1
    if days > LONGEST:
        raise CalendarError(f"窗口 {window} 有 {days} 天，最多 {LONGEST} 天；请分几次运行。")


def read_number(text: str, name: str) -> int:
    """Return the whole number above 0 that `text` writes. Raises CalendarError naming `name`."""
    if not re.fullmatch(r"\s*0*[1-9][0-9]{0,6}\s*", text):
        raise CalendarError(f"{name} “{text:.40}”不对，应为不小于 1 的整数。")
    return int(text)


def issue_word(text: str) -> str:
    """Return the word for an issue as commands have it, 653 or 2025-12-12, of one written as people write it: 第653期,
    六五三, 2025年12月12日; any other as it is."""
    text = unicodedata.normalize("NFKC", text).strip()
    if match := _NUMBER.fullmatch(text):
        return match[1].translate(_FIGURES)
    return _dashed(text)


def _dashed(day: str) -> str:
    match = _DAY.fullmatch(day)
    return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}" if match else day


def read_day(text: str, name: str = "日期") -> date:
    """Return the day that `text` writes as YYYY-MM-DD (or 2025年12月12日, 2025/12/12), in a year that an outlet of the
    web may have known. Raises CalendarError naming `name` and the form."""
    try:
        if _DAY.fullmatch(text.strip()) and (day := date.fromisoformat(_dashed(text.strip()))).year in _YEARS:
            return day
    except ValueError:
        pass
    raise CalendarError(f"{name}“{text:.40}”不对，应写作 YYYY-MM-DD，{_YEARS[0]} 到 {_YEARS[-1]} 年，例如 2025-12-12。")


def read_count(text: str | None, name: str) -> int | None:
    """Return the whole number above 0 that the option `name` was given, None if it was not. Raises MonitorError."""
    return read_number(text, name) if text is not None else None


def may_be_secret(name: str, value: str) -> bool:
    """Tell whether a setting may hold a password or token, which is shown nowhere and handed to nobody: by its name, or
    by an account in an address."""
    return bool(_SECRET.search(name) or _ACCOUNT.search(value))
