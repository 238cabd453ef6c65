"""What can go wrong, by name. The text of each error is read by an editor, so it is Chinese and names the remedy."""

from __future__ import annotations

import errno

from scrapy.exceptions import DropItem

_OF_THE_DISK = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO))


def reason_of(error: BaseException) -> str:
    """Return what `error` says, in one line; its name if it says nothing."""
    return next(iter(str(getattr(error, "orig", None) or error).splitlines()), "") or type(error).__name__


def of_the_disk(error: BaseException) -> bool:
    """Tell whether `error` says that a disk cannot be written or read."""
    return isinstance(error, OSError) and error.errno in _OF_THE_DISK


class MonitorError(Exception):
    """A failure that the person at the keyboard can mend; commands print its text and exit with `exit_code`."""

    exit_code = 2


class CalendarError(MonitorError):
    """Raised when a number or day is no issue, or lies in a year whose holidays are not known."""


class ArchiveError(MonitorError):
    """Raised when a WARC file is missing, damaged or not a WARC file."""


class StoreError(MonitorError):
    """Raised when the database cannot be opened or is of a later release."""


class EditError(MonitorError):
    """Raised for an edit that is none, or that speaks of what the article does not have."""


class OutputError(MonitorError):
    """Raised when a folder or file cannot be written."""


class ReaderGone(MonitorError):
    """Raised when whoever read stdout has closed it: nobody is left to tell."""

    exit_code = 1


class Interrupted(MonitorError):
    """Raised when a person stopped a run."""

    exit_code = 1


class PageError(Exception):
    """Raised by reading when a response is not the page it should be. `kind` is its counter's name."""

    kind = "page"


class LayoutChanged(PageError):
    """Raised when a listing lacks its landmark or an article page has no headline or text on any rung."""

    kind = "layout"


class NoIssue(PageError):
    """Raised when a paper has no issue on the day that was asked for: another day's is served."""

    kind = "no-issue"


class BlockedPage(PageError):
    """Raised when a bot wall or script challenge stands where the page should be."""

    kind = "blocked"


class NotFound(PageError):
    """Raised when a page with status 200 says that the article is gone."""

    kind = "not-found"


class ServerFault(PageError):
    """Raised when a page with status 200 is the error page of the site's own server or program."""

    kind = "server-fault"


class OutOfService(PageError):
    """Raised when a page with status 200 says that the site is being mended, or closed."""

    kind = "out-of-service"


class ScriptOnly(PageError):
    """Raised when a page holds nothing but the script that would fill it."""

    kind = "script-only"


class Unannounced(PageError):
    """Raised when a page that no template took has nothing of the title under which a listing announced it."""

    kind = "unannounced"


class EmptyPage(PageError):
    """Raised when a page has no content at all."""

    kind = "empty"


class NotLearned(Exception):
    """Raised where pages do not show how they are built; its text says why."""


class GarbledPage(PageError):
    """Raised when the bytes fit no encoding well enough to print the text."""

    kind = "garbled"


class WrongCertificate(PageError):
    """Raised when a server's certificate is not that of its name, or of no authority that this machine trusts."""

    kind = "certificate"


class NoRobots(PageError):
    """Raised for a request to a site whose robots.txt could not be had; `kind` says why it could not."""

    def __init__(self, why: str) -> None:
        super().__init__(f"robots.txt unreachable: {why}")
        self.kind = f"no-robots-{why}"


class BudgetSpent(PageError):
    """Raised for a request that an outlet's budget for a run does not cover; `kind` says which bound was reached."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"the outlet's budget is spent: {kind}")
        self.kind = kind


class NoText(DropItem):
    """Dropped by the clean stage: an article without a headline or without text."""


class NoNews(DropItem):
    """Dropped by the news stage: an advertisement, a notice, a page of pictures or a film."""


class OutsideWindow(DropItem):
    """Dropped by the window stage: published before or after the days that were asked for."""


class AlreadyStored(DropItem):
    """Dropped by the seen stage: the store holds this article with this very text."""
