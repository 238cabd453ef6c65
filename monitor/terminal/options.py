"""The words that commands share, those which write an issue and those which look at outlets, and what they say of
settings and the log."""

from __future__ import annotations

import argparse
import re
import unicodedata
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

from scrapy.settings import BaseSettings

from monitor.configuration import LONGEST, ByHand, home, issue_word, read_count, today
from monitor.exceptions import MonitorError, OutputError
from monitor.files import prepare_folder
from monitor.issue_calendar import Window
from monitor.terminal.logs import configure_log, open_log
from monitor.terminal.output import complain

_FIGURES = re.compile(r"[0-9０-９,，、:：—－-]+")
# What argparse says of options that do not fit → what we say.
_MISUSES = (
    (r"argument (\S+): expected (?:one|at least one) argument", r"选项 \1 后面要写一个值"),
    (r"argument (\S+): ignored explicit argument .*", r"选项 \1 后面不写值"),
    (r"argument (\S+): not allowed with argument (\S+)", r"选项 \1 和 \2 不能同时写"),
    (r"ambiguous option: (\S+?)(?:=.*)? could match (.+)", r"选项 \1 没有写全，是 \2 里的哪一个"),
)
_ISSUE = re.compile(r"\d{1,7}|\d{4}-\d{2}-\d{2}")


def refuse_misuse(parser: argparse.ArgumentParser) -> None:
    """Have a command's `parser` refuse what it cannot read in one line of Chinese, as all else is refused."""

    def refuse(message: str) -> NoReturn:
        told = next((re.sub(form, words, message) for form, words in _MISUSES if re.fullmatch(form, message)), message)
        complain(f"{told}；{' '.join(str(parser.usage).split()[:2])} -h 列出全部选项。")
        raise SystemExit(MonitorError.exit_code)

    parser.error = refuse  # type: ignore[method-assign]


def add_issue_options(parser: argparse.ArgumentParser) -> None:
    """Add what every command that writes an issue takes."""
    parser.add_argument("--number", metavar="N", help="期号，不按日历推算")
    parser.add_argument("--since", metavar="YYYY-MM-DD", help="窗口的第一天，不按日历推算")
    parser.add_argument("--until", metavar="YYYY-MM-DD", help="窗口的最后一天，不按日历推算")
    parser.add_argument(
        "--format", metavar="md,html", help="写出的格式：md、html、docx、json、pdf；默认前四种；md 总会写出"
    )
    parser.add_argument("--out", metavar="DIR", help="输出目录，默认本期上次写在的，没有则 MONITOR_HOME/bulletins/期号")
    parser.add_argument(
        "--replay", metavar="FILE", nargs="+", action="extend", default=[], help="只从这些 WARC 文件回答请求，不上网"
    )


def add_week_options(parser: argparse.ArgumentParser) -> None:
    """Add what a command that also gathers the week takes."""
    add_issue_options(parser)
    parser.add_argument("--top", metavar="N", help="入选篇数，默认 3（设置 BULLETIN_TOP）")
    parser.add_argument("--outlets", metavar="a,b", help="只抓这些媒体（scrapy outlets 列出），默认除试用外的全部")
    parser.add_argument("--sweep", action="store_true", help="只抓取入库，不写周报")
    parser.add_argument("--due", action="store_true", help="今天是出刊日才写周报，否则只抓取：可以每天定时运行")


def take_issue_options(settings: BaseSettings, args: list[str], opts: argparse.Namespace, command: str) -> None:
    """Turn the options that are settings into such. The log goes to a file: the screen belongs to the progress display.
    Exits with OutputError's code if that file cannot be written."""
    # `--replay FILE 653`: argparse gives every following word to --replay, the number too.
    swallowed = not args and len(opts.replay) > 1 and not Path(opts.replay[-1]).exists()
    if swallowed and _ISSUE.fullmatch(issue_word(opts.replay[-1])):
        args.append(opts.replay.pop())
    if opts.replay:
        settings.setdict({"ARCHIVE_REPLAY": opts.replay, "HTTPCACHE_IGNORE_MISSING": True}, priority="cmdline")
    if not opts.replay and settings["ARCHIVE_REPLAY"]:  # as a setting it means the same
        opts.replay = settings.getlist("ARCHIVE_REPLAY")
        settings.set("HTTPCACHE_IGNORE_MISSING", True, priority="cmdline")
    if not (opts.logfile or opts.loglevel or opts.nolog or settings["LOG_FILE"]):
        _log_to_file(settings, home(settings) / "logs" / f"{command}.log")
    configure_log(settings)


def _log_to_file(settings: BaseSettings, file: Path) -> None:
    try:
        prepare_folder(file.parent)
        open_log(file)
    except OutputError as error:
        complain(error)
        raise SystemExit(error.exit_code) from None
    settings.set("LOG_FILE", str(file), priority="cmdline")


def by_hand(opts: argparse.Namespace) -> ByHand:
    """Return what the command line says of the issue instead of the calendar."""
    return ByHand(opts.number, opts.since, opts.until)


def add_looking_options(parser: argparse.ArgumentParser, days: int = 0) -> None:
    """Add what every command that looks at an outlet takes; `days` it looks back if nothing is said, 0: it does not."""
    if days:
        parser.add_argument("--days", metavar="N", help=f"往回看几天，默认 {days}")
    parser.add_argument("--replay", metavar="FILE", action="append", default=[], help="从 WARC 文件回答请求，不上网")


def take_looking_options(settings: BaseSettings, opts: argparse.Namespace, **own: object) -> None:
    """Look beside the office's store and archive, in MONITOR_HOME/probe, with the settings `own`; no log if none is
    asked for."""
    own |= {"MONITOR_HOME": str(home(settings) / "probe"), "MONITOR_DATABASE_URL": "", "TITLE_GATE": False}
    if opts.replay:
        own |= {"ARCHIVE_REPLAY": opts.replay, "HTTPCACHE_IGNORE_MISSING": True}
    if not (opts.logfile or opts.loglevel):
        own["LOG_ENABLED"] = False
    settings.setdict(own, priority="cmdline")


def days_back(settings: BaseSettings, given: str | None, usual: int) -> Window:
    """Return the last days up to today, as many as `--days` says, else `usual`. Raises MonitorError."""
    days = read_count(given, "--days") or usual
    if days > LONGEST:
        raise MonitorError(f"--days {days} 太多，最多 {LONGEST} 天。")
    now = today(settings)
    return Window(now - timedelta(days=days - 1), now)


def split_words(text: str) -> list[str]:
    """Return the words between the commas of `text`, those of a Chinese input method (，、) too."""
    return [word.strip() for word in re.split("[,，、]", text)]


def narrow(word: Any) -> Any:
    """Return a `word` of figures and marks alone as it is typed without a Chinese input method (６５３, ９、８３,
    ２０２５－１２－１２); of a list each word; anything else as it is."""
    if isinstance(word, list):
        return [narrow(each) for each in word]
    if not isinstance(word, str) or not _FIGURES.fullmatch(word):
        return word
    return unicodedata.normalize("NFKC", word).replace("、", ",").replace("—", "-")
