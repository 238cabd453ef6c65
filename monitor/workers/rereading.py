"""The archived pages of many weeks read again by jobs of scrapyd servers, an outlet's week each; what a release of the
project has read is not read again when the work is taken up once more."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from scrapy.settings import BaseSettings

from monitor.configuration import home
from monitor.exceptions import MonitorError
from monitor.issue_calendar import Window
from monitor.nodes.choosing import choose_nodes
from monitor.nodes.dealing import Dealer, Work
from monitor.run.lock import only_run
from monitor.run.rereading import Share, Tally, find_shares, sum_up, tally_row, tell_gone_outlets
from monitor.store.database import database_url, open_database, open_to_read, reading, writing
from monitor.store.found import RereadShare, find_reread, forget_reread
from monitor.terminal.output import say
from monitor.terminal.progress import Standing

_NAMED = 3  # shares that are told by name


def reread_elsewhere(
    settings: BaseSettings, window: Window, outlets: Collection[str], handed: Mapping[str, str], seconds: float
) -> bool:
    """Have the stored articles of `outlets` in `window` read again from the archive by the servers of SCRAPYD_URL, with
    the settings `handed` on, for at most `seconds`; tell how far it came and what it came to; return whether all could
    be read. Raises MonitorError if there is none, no server is fit, or several share no archive."""
    with reading(open_to_read(database_url(settings))) as session:
        shares = {share.name: share for share in find_shares(session, window) if share.outlet in outlets}
    gone = tell_gone_outlets(settings, window)
    for line in gone:
        say(f"注意：{line}。")
    if not shares:
        raise MonitorError(f"{window}：库里没有文章。")
    nodes = choose_nodes(settings, sorted({share.outlet for share in shares.values()}))
    if len(nodes) > 1 and not settings["ARCHIVE_URL"]:
        raise MonitorError("几台一起重读，要有各台都读得到的存档：请设 MONITOR_ARCHIVE_URL，或 SCRAPYD_URL 只写一台。")
    again = _Again(settings, window, shares, nodes[0].version())
    with only_run(home(settings)):
        left = again.left()
        articles = sum(share.articles for share in shares.values())
        read = len(shares) - len(left)
        say(f"{window}：{articles} 篇，分作 {len(shares)} 份，这一版（{again.release}）已读过 {read} 份。")
        Dealer(nodes, Work(again.job, handed, again.is_done)).run(left, seconds, _told)
    return again.tell() and not gone


class _Again:
    """What is to be read again, by the names of its `shares`, in their order."""

    def __init__(self, settings: BaseSettings, window: Window, shares: Mapping[str, Share], release: str) -> None:
        self._engine = open_database(database_url(settings))
        self._window, self._shares, self.release = window, shares, release

    def job(self, name: str) -> tuple[str, dict[str, str]]:
        share = self._shares[name]
        return share.outlet, {**share.arguments, "reread": self.release}

    def done(self) -> dict[str, RereadShare]:
        with reading(self._engine) as session:
            rows = find_reread(session, self._window, self.release)
        return {name: rows[share.key] for name, share in self._shares.items() if share.key in rows}

    def is_done(self, name: str) -> bool:
        return name in self.done()

    def left(self) -> list[str]:
        """What was not read yet; all, if nothing is left."""
        done = self.done()
        if left := [name for name in self._shares if name not in done]:
            return left
        with writing(self._engine) as session:
            forget_reread(session, self._window)
        return list(self._shares)

    def tell(self) -> bool:
        done = self.done()
        tally: Tally = sum_up(map(tally_row, done.values()))
        say(f"{self._window}：{tally}。")
        missing = [name for name in self._shares if name not in done]
        if missing:
            named = f"{'、'.join(missing[:_NAMED])}{' 等' if len(missing) > _NAMED else ''}"
            say(f"注意：{len(missing)} 份没有读完（{named}）；再运行一次，接着读。日志在 scrapyd 的 logs_dir 里。")
        return not (missing or tally.without or tally.failed)


def _told(name: str, standing: Standing) -> None:
    """The dealer shows it."""
