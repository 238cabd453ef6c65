"""What a page or its script has put out of use names no further page; functions of other names do."""

from __future__ import annotations

from scrapy.http import HtmlResponse

from monitor.outlet.further import Further, further_page
from spiders.cnr import Cnr

FOLDER = "https://news.cnr.cn/native/gd/20250923/"
NAME = "t20250923_527900001"
FIRST, SECOND = f"{FOLDER}{NAME}.shtml", f"{FOLDER}{NAME}_1.shtml"
CALL = f'createPageHTML(2, 0, "{NAME}", "shtml");'


def found(body: str) -> Further:
    page = f"<html><body><p>正文。</p>{body}</body></html>".encode()
    response = HtmlResponse(FIRST, body=page, encoding="utf-8")
    return further_page(response, FIRST, "527900001", 2, Cnr.identify)


def test_a_comment_names_no_page() -> None:
    for body in (
        f"<script>//{CALL}</script>", f"<script>init(); // {CALL}\n</script>", f"<script>/* {CALL} */</script>",
        f"<script>\n/**\n * {CALL}\n */\n</script>", f"<!-- <script>{CALL}</script> -->",
        f'<!-- <a href="{NAME}_1.shtml">下一页</a> -->', f"<!--[if IE 6]><script>{CALL}</script><![endif]-->",
        "<script>// var countPage = 3;</script>", f'<script>// var pageCount=3, name="{NAME}"</script>',
    ):  # fmt: skip
        assert found(body) == Further(), body


def test_what_is_in_use_beside_a_comment_names_its_page() -> None:
    for body in (
        f"<script><!--\n{CALL}\n//--></script>", f"<!-- 分页 -->\n<script>{CALL}</script><!-- 完 -->",
        f"<script>// 分页\n{CALL} // 共2页\n</script>", f'<script>var home="http://news.cnr.cn/"; {CALL}</script>',
        f'<input accept="image/*"><script>accept("image/*"); {CALL} /* 完 */</script>', f"<script>{CALL} /* 完</script>",
        f"<script><!-- {NAME}</script><script>{CALL}</script>", f"<!--[if !IE]><!--><script>{CALL}</script><!--<![endif]-->",
        f'<!--><a href="{NAME}_1.shtml">2</a>',
    ):  # fmt: skip
        assert found(body) == Further(SECOND, True), body


def test_a_function_of_any_name_draws_the_links() -> None:
    for call in ("createPage(2, 0, @, 'shtml')", "showPages('2',0,@,\"html\", 20)", "new Pager(2,0,@,'shtml')"):
        assert found(f"<script>{call.replace('@', repr(NAME))}</script>") == Further(SECOND, True), call
    for call in (
        "createPage(1, 0, @, 'shtml')", "loadComments(12, 0, @)", "share(12, 0, @, 'weixin')", "vote(@, 12, 0, 'shtml')",
        "createPage(25, 0, 'index', 'shtml', @)",
    ):  # fmt: skip
        assert found(f"<script>{call.replace('@', repr(NAME))}</script>") == Further(), call
