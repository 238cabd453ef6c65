"""What can go wrong, by name. The text of each error is read by an editor, so it is Chinese and names the remedy."""

from __future__ import annotations

import errno

from scrapy.exceptions import DropItem

_OF_THE_DISK = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO))
# What the system says in the words of its own language, which is English on most servers.
_SAID = {
    errno.ENOENT: "没有这个文件或目录", errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.EISDIR: "这是一个目录",
    errno.ENOTDIR: "路径里有一段不是目录", errno.EEXIST: "已经存在", errno.ENOTEMPTY: "目录不是空的",
    errno.ENAMETOOLONG: "文件名太长", errno.ELOOP: "符号链接绕成了圈", errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额", errno.EROFS: "磁盘是只读的", errno.EIO: "磁盘读写出错", errno.EFBIG: "文件太大",
    errno.EMFILE: "打开的文件太多", errno.EBUSY: "正在使用", errno.ETXTBSY: "正在使用",
    errno.EADDRINUSE: "端口已被占用", errno.EADDRNOTAVAIL: "本机没有这个地址", errno.EPIPE: "读的一方已经关闭",
}  # fmt: skip


def reason_of(error: BaseException) -> str:
    """Return what `error` says, in one line; its name if it says nothing."""
    return next(iter(str(getattr(error, "orig", None) or error).splitlines()), "") or type(error).__name__


def system_reason(error: BaseException) -> str:
    """Return in Chinese why the system refused, in its own words where there are no better."""
    return _SAID.get(getattr(error, "errno", None) or 0) or getattr(error, "strerror", None) or reason_of(error)


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


class LedElsewhere(PageError):
    """Raised when an article's address leads to another page: sites send so to their front page what is gone."""

    kind = "redirected"


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


class TornPage(PageError):
    """Raised when a page breaks off in the middle of its article."""

    kind = "cut"


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
