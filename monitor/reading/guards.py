"""Responses with status 200 that are no article: told apart before anything is read from them."""

from __future__ import annotations

import re

from scrapy.http import HtmlResponse, Response

from monitor.exceptions import BlockedPage, EmptyPage, NotFound
from monitor.markup.page import Page, long_enough, text_of

_WALL = re.compile(
    r"__jsl_clearance|acw_sc__v2|aliyun_waf|EO_Bot_Ssid|知道创宇|创宇盾|网站防火墙|云防护|安全验证|访问验证|滑动验证"
    r"|请完成.{0,6}验证|人机验证|访问(?:过于|太)频繁|您的(?:访问|请求).{0,8}(?:拦截|异常|阻断)"
    r"|Access Denied|Request Rejected"
)
_GONE = re.compile(
    r"已删除或过期的稿件|您(?:访问|查看|要找)的(?:页面|内容|文章).{0,6}(?:不存在|已删除|找不到)|页面不存在"
    r"|404 Not Found|文章(?:不存在|已(?:被)?删除)|对不起.{0,12}(?:不存在|已删除)"
)
_FEW = 600  # characters; an article that mentions 安全验证 has more text than a wall, or none of its scripts


def is_wall(response: Response) -> bool:
    """Tell whether `response` is a bot wall or script challenge: a page with its marks and next to no text."""
    if not isinstance(response, HtmlResponse) or not _WALL.search(response.text):
        return False
    return len(text_of(Page(response).root)) < _FEW


def refuse_liars(page: Page, outlet: str) -> None:
    """Raise BlockedPage, NotFound or EmptyPage if `page` is a bot wall, a notice that the article is gone, or a shell
    without text. `outlet` is the printed name, for the message. Phrases: dossiers, SEEN or CODE each."""
    url = page.response.url
    if long_enough(page, _FEW) or len(text := text_of(page.root)) >= _FEW:
        if _GONE.search(page.title):
            raise NotFound(f"{outlet}：文章已删除或不存在：{url}")
        return
    if is_wall(page.response):
        raise BlockedPage(f"{outlet}：防爬验证页，不是文章：{url}")
    if _GONE.search(text):
        raise NotFound(f"{outlet}：文章已删除或不存在：{url}")
    if not text:
        raise EmptyPage(f"{outlet}：空页面：{url}")
