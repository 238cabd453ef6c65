"""Kinds of failure: a request's or a page's, as one word that a counter and a report can carry."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from monitor.exceptions import OutputError, PageError

NO_STORE, NO_ARCHIVE = "no-store", "no-archive"  # why a run was stopped: what it reads is kept nowhere
PRIVATE, PORT = "private address", "port of another service"  # what a refusal says (monitor.network.public_network)
ENDLESS = "max redirections"  # in the words of Scrapy's RedirectMiddleware
HOME = "redirected to the front page"
NO_ADDRESS = "no address"  # what is said of a redirect to something else
NO_ROBOTS = "no-robots-"  # before the kind of failure for which a site's robots.txt could not be had
OVER_PAGES, OVER_BYTES, OVER_LINKS, TOO_LONG = "over-pages", "over-bytes", "over-links", "too-long"
SPENT = frozenset((OVER_PAGES, OVER_BYTES, OVER_LINKS, TOO_LONG))  # an outlet's budget for a run
BLOCKED = frozenset(("blocked", "http-403", "http-412", "http-429", "http-521", "robots", "no-browser"))
# Word → what the report says.
WORDS = {
    "blocked": "防爬验证",
    "robots": "robots.txt 不允许",
    "layout": "版式变了",
    "not-found": "已删除",
    "empty": "空页面",
    "server-fault": "网站自己的出错页",
    "out-of-service": "网站维护或停用",
    "script-only": "页面要靠脚本生成",
    "unannounced": "与列表标题不符",
    "lookalike": "不同网址给出同样的文字",
    "garbled": "乱码",
    "dns": "域名解析失败",
    "timeout": "超时",
    "too-long": "超过一次运行的时限 CLOSESPIDER_TIMEOUT",
    "over-pages": "超过一次运行的页数 OUTLET_MAX_PAGES",
    "over-bytes": "超过一次运行的流量 OUTLET_MAX_BYTES",
    "over-links": "超过一次运行的链接数 OUTLET_MAX_LINKS",
    "refused": "连接被拒",
    "network": "网络错误",
    "cut": "没有收全，或已损坏",
    "certificate": "证书不符",
    "too-large": "响应过大",
    "not-archived": "回放文件里没有",
    "off-site": "跳转到站外",
    "private": "不是公网地址",
    "port": "不是网页的端口",
    "no-picture": "不是图片，或过大",
    "exception": "程序异常",
    "lost": "文章没有存进库",
    "redirected": "跳转到别的页面",
    "redirects": "跳转没有尽头",
    "not-reached": "只列出窗口之后的文章",
    "start": "启动失败",
    "no-listing": "没有读出任何列表",
    "no-text": "读出的文章都没有标题或正文",
    "dates": "读出的文章日期都不在窗口内",
    "no-link": "列表里一条文章链接也没有",
    "last-rung": "只有通用提取器读得出",
    "mostly-last-rung": "半数以上的文章只有通用提取器读得出",
    "foreign": "网址不在本媒体的域名下",
    "dropped": "请求被过滤，没有发出",
    "unfinished": "中途停止",
    "no-store": "数据库写不进，中途停止",
    "no-archive": "存档写不进，中途停止",
    "not-an-article": "网址认不出",
    "no-browser": "缺少浏览器，pip install -e '.[browser]'，apt-get install chromium",
}


def kind_of(error: BaseException) -> str:
    """Return the kind of `error`: a PageError's own, `http-403` for a status, a word for the network's."""
    kinds: tuple[tuple[type[BaseException], str], ...] = (
        (CannotResolveHostError, "dns"),
        (DownloadTimeoutError, "timeout"),
        (DownloadConnectionRefusedError, "refused"),
        (DownloadCancelledError, "too-large"),
        (ResponseDataLossError, "cut"),
    )
    if isinstance(error, PageError):
        return error.kind
    if isinstance(error, OutputError):
        return NO_ARCHIVE
    if isinstance(error, HttpError):
        return f"http-{error.response.status}"
    if isinstance(error, IgnoreRequest):
        reason = str(error)
        words = {
            "Forbidden by robots.txt": "robots", "not in cache": "not-archived", PRIVATE: "private", PORT: "port",
            "during decompression": "too-large", ENDLESS: "redirects",
            NO_ADDRESS: "not-an-article", HOME: "redirected",
        }  # fmt: skip
        return next((kind for word, kind in words.items() if word in reason), "off-site")
    return next((kind for type_, kind in kinds if isinstance(error, type_)), "network")


def kind_of_failure(failure: Failure) -> str:
    """Return the kind of what an errback receives."""
    return kind_of(failure.value) if failure.value else "network"


def describe(kind: str) -> str:
    """Return the Chinese words for `kind`."""
    if kind.startswith(NO_ROBOTS):
        return f"robots.txt 取不到，按规矩不抓（{describe(kind.removeprefix(NO_ROBOTS))}）"
    return WORDS.get(kind, kind.upper().replace("-", " ") if kind.startswith("http-") else kind)
