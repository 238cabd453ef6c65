"""A made web of outlets that nobody has declared: every word invented, as addresses with their answers, and what each
article says in truth. For the tests of adoption, which look at it as saved pages or through a proxy.

An outlet is a `Build`: how addresses look, how lists are reached and paged, how an article's page is built. A build is
one line, so that many differ in many ways; those in `TUNED` were looked at while adoption was written, `HELD_OUT` were
not."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import md5
from urllib.parse import parse_qs, urlsplit

LAST = date(2025, 12, 12)  # the window's last day
DAYS = 14  # of articles in each list; the window has seven
SECTIONS = {
    "yw": ("要闻", 4), "jk": ("健康", 3), "kj": ("科技", 3), "sh": ("社会", 3), "jy": ("教育", 2), "wh": ("文化", 2),
}  # fmt: skip
_WHO = ("云桥区", "石湾县", "柳林镇", "青屿街道", "白沙口岸", "南渡村", "松岭林场", "禾丰乡", "双溪站", "北岗厂")
_DID = ("启用", "试点", "推广", "升级", "开通", "公布", "检查", "修订", "推出", "讨论")
_WHAT = (
    "电子病历共享平台", "社区药房配送", "全民健康信息系统", "候鸟观测步道", "旧楼加装电梯办法", "冬季供暖热线",
    "乡村书屋夜读", "远程会诊中心", "检验结果互认目录", "河道清淤工程", "校园午餐计划", "智慧急救调度",
)  # fmt: skip
UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_HOW = ("居民少跑一趟", "月底前全部完成", "首批覆盖六个片区", "老人也能看懂", "费用由财政承担", "三年内分步实施")
_SAID = (
    "{who}{did}{what}已有{n}个月，负责人说，当初最难的是把旧资料一张张理清。",
    "记者在{who}看到，窗口前的队伍比去年短了，{n}名工作人员轮流值守到傍晚。",
    "按照计划，{what}将在下一阶段扩展到周边{n}处，{how}。",
    "一位住在{who}的老人说，以前办这件事要来回{n}次，现在{how}。",
    "“数字不会说谎，但要有人愿意去看。”参与{what}的工程师这样解释，他已在这里工作{n}年。",
    "统计显示，自从{who}{did}{what}，相关投诉减少了百分之{n}，满意的人多了起来。",
    "专家提醒，{what}不是一蹴而就的事，还要补上{n}项标准，{how}。",
)  # fmt: skip


@dataclass(frozen=True)
class Article:
    """One article, and what it says in truth."""

    number: int
    section: str
    moment: datetime
    title: str
    source: str
    paragraphs: tuple[str, ...]
    old: bool = False  # of years ago, in the build and at the addresses of then

    @property
    def day(self) -> date:
        return self.moment.date()

    @property
    def mark(self) -> str:
        """Letters and digits, as machines number."""
        return md5(str(self.number).encode(), usedforsecurity=False).hexdigest()


def _compose(number: int, section: str, day: date, own: str, old: bool = False) -> Article:
    made = random.Random(number)
    who, did, what, how = (made.choice(each) for each in (_WHO, _DID, _WHAT, _HOW))
    title = f"{who}{did}{what} {how}" if number % 4 == 0 else f"{who}{did}{what}，{how}（之{number % 997}）"
    texts = [
        made.choice(_SAID).format(who=who, did=did, what=what, how=how, n=made.randrange(2, 90)) for _ in range(made.randrange(3, 7))
    ]  # fmt: skip
    source = own if number % 3 else made.choice(("云州晚报", "石湾广播电视台", "柳林发布"))
    moment = datetime.combine(day, datetime.min.time()) + timedelta(minutes=420 + number % 800)
    return Article(number, section, moment, title, source, tuple(dict.fromkeys(texts)), old)


Maker = Callable[["Newcomer", Article], str]


@dataclass(frozen=True)
class Build:
    """How an outlet is built. `form` is the path of an article, `list` that of a section's list (page 1 and behind);
    `menu`, `rows`, `pager` and `page` name makers below; `words` are what articles' titles end with."""

    name: str
    printed: str
    form: str
    list: str = "/{section}/"
    further: str = "/{section}/index_{n0}.html"
    host: str = "www.{name}.example"
    encoding: str = "utf-8"
    menu: str = "plain"
    rows: str = "days"
    pager: str = "link"
    page: str = "heading"
    old: str = ""  # the form of old articles
    per_page: int = 20
    foot: str = "版权所有：{printed} 地址：湖北省云州市滨河路9号"


@dataclass
class Newcomer:
    """One outlet of the made web."""

    build: Build
    asked: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        return self.build.host.format(name=self.build.name)

    @property
    def front(self) -> str:
        return f"http://{self.host}/"

    @cached_property
    def articles(self) -> list[Article]:
        made, number = [], 1_310_001
        for back in range(DAYS):
            for section, (_, a_day) in SECTIONS.items():
                for _ in range(a_day):
                    made.append(_compose(number, section, LAST - timedelta(days=back), self.build.printed))
                    number += 7
        return made

    @cached_property
    def old(self) -> list[Article]:
        """Articles of years ago, of which lists and rails still show some."""
        days = (date(2019, 3, 1) + timedelta(days=40 * n) for n in range(9))
        return [_compose(310_001 + 3 * n, "sh", day, self.build.printed, old=True) for n, day in enumerate(days)]

    def of_week(self) -> dict[str, Article]:
        """The articles of the window's week, by address."""
        return {self.url(each): each for each in self.articles if each.day > LAST - timedelta(days=7)}

    def url(self, each: Article) -> str:
        form = self.build.old if each.old and self.build.old else self.build.form
        keys = list(SECTIONS)
        path = form.format(
            section=each.section, day=each.moment, id=each.number, mark=each.mark, n=keys.index(each.section) + 2,
            short=each.number // 7 % 900 + 100, uuid=f"{each.mark[:8]}-{each.mark[8:12]}-{each.mark[12:16]}-{each.mark[16:20]}-{each.mark[20:]}",
            WS=f"WS{each.mark[:24]}", slug=f"yunzhou-{each.section}-xinwen-{_letters(each.number)}",
        )  # fmt: skip
        return f"http://{self.host}{path}" if path.startswith("/") else f"http://{path}"

    def list_url(self, section: str, n: int = 1) -> str:
        form = self.build.list if n == 1 else self.build.further
        return form.format(section=section, n=n, n0=n - 1, number=list(SECTIONS).index(section) + 2)

    @cached_property
    def pages(self) -> dict[str, tuple[str, str]]:
        """Address → kind and text of its answer."""
        return dict(self._made())

    def _made(self) -> Iterator[tuple[str, tuple[str, str]]]:
        html = "text/html"
        file = {"menu": [{"name": name, "link": self.list_url(key)} for key, (name, _) in SECTIONS.items()]}
        yield self.absolute("/static/menu.json"), ("application/json", json.dumps(file, ensure_ascii=False))
        yield self.front, (html, self.framed(_FRONTS[self.build.menu](self), f"{self.build.printed}首页"))
        for section, (name, _) in SECTIONS.items():
            some = [each for each in self.articles if each.section == section]
            some.insert(min(5, len(some)), self.old[len(section) % len(self.old)])
            pages = [some[at : at + self.build.per_page] for at in range(0, len(some), self.build.per_page)]
            for n, own in enumerate(pages, 1):
                inside = _ROWS[self.build.rows](self, own)
                if inside.startswith(("{", "<?xml")):
                    kind = "application/json" if inside.startswith("{") else "text/xml"
                    yield self.absolute(self.list_url(section, n)), (kind, inside)
                    continue
                foot = _PAGERS[self.build.pager](self, section, n, len(pages))
                yield (
                    self.absolute(self.list_url(section, n)),
                    (html, self.framed(inside + foot, f"{name}-{self.build.printed}")),
                )
        if self.build.rows == "framed":
            yield from self._in_frames()
        for n in range(120 if self.build.menu == "mega" else 0):
            yield (
                self.absolute(f"/local/{n}/"),
                (html, self.framed("<p>本区暂无内容</p>", f"第{n}区-{self.build.printed}")),
            )
        for each in [*self.articles, *self.old]:
            page = "table" if each.old and self.build.old else self.build.page
            yield self.url(each), (html, _PAGES[page](self, each))

    def _in_frames(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """The lists that sections show in frames, which go on by themselves."""
        for section in SECTIONS:
            some = [each for each in self.articles if each.section == section]
            pages = [some[at : at + self.build.per_page] for at in range(0, len(some), self.build.per_page)]
            for n, own in enumerate(pages, 1):
                more = f'<a href="{section}_{n + 1}.html">下页</a>' if n < len(pages) else ""
                text = f'<html><meta charset="{self.build.encoding}"><body>{_days(self, own)}{more}</body></html>'
                yield self.absolute(f"/inc/{section}_{n}.html"), ("text/html", text)

    def absolute(self, path: str) -> str:
        return path if path.startswith("http") else f"http://{self.host}{path}"

    def framed(self, inside: str, title: str, menu: str = "", head: str = "") -> str:
        """A page: its menu, what is inside it, the rail and the foot that stand on every page."""
        rail = [*self.old[:4], *(each for each in self.articles if each.number % 31 == 0)][:10]
        links = "".join(f'<li><a href="{self.url(each)}">{each.title}</a></li>' for each in rail)
        partners = "".join(
            f'<a href="http://www.partner{n}.example/2025/12/12/{n}40021.html">友邻网第{n}号新闻速递今日要目</a>'
            for n in range(6)
        )
        foot = self.build.foot.format(printed=self.build.printed)
        return (
            f'<html><head><meta charset="{self.build.encoding}"><title>{title}</title>{head}</head><body>'
            f'<div class="nav">{menu or _MENUS[self.build.menu](self)}</div><div class="main">{inside}</div>'
            f'<div class="rail"><h3>热点</h3><ul>{links}</ul></div><div class="links">{partners}</div>'
            f'<div class="foot"><a href="/about/">关于我们</a><a href="/login/">登录</a><p>{foot}</p></div></body></html>'
        )

    def answer(self, address: str) -> tuple[int, str, bytes]:
        """Return status, content type and body for an absolute address."""
        self.asked.append(address)
        if urlsplit(address).path == "/robots.txt":
            return 200, "text/plain", b"User-agent: *\nDisallow: /never/\n"
        asked = self._unit if UNIT in address else self._interface if "/interface/" in address else None
        kind, text = asked(address) if asked else self.pages.get(address, ("", ""))
        if not kind:
            return 404, "text/html", "<html><body><h1>404</h1>页面不存在</body></html>".encode()
        body = text.encode(self.build.encoding if kind == "text/html" else "utf-8", "xmlcharrefreplace")
        return 200, f"{kind}; charset={self.build.encoding}" if kind == "text/html" else kind, body

    def _unit(self, address: str) -> tuple[str, str]:
        """A page of a block of JPAAS."""
        query = parse_qs(urlsplit(address).query)
        page = json.loads(query.get("paramJson", ["{}"])[0])
        n, size = page.get("pageNo", 1), page.get("pageSize", self.build.per_page)
        some = [each for each in self.articles if each.section == query["pageId"][0]][(n - 1) * size : n * size]
        html = _days(self, some) if "list" in query["tagId"][0] else "<a href='/'>首页</a>"
        return "application/json", json.dumps({"success": True, "data": {"html": html}}, ensure_ascii=False)

    def _interface(self, address: str) -> tuple[str, str]:
        """A page of an interface of a section."""
        query = parse_qs(urlsplit(address).query)
        n, size = int(query["page"][0]), int(query["rows"][0])
        some = [each for each in self.articles if each.section == query["channel"][0]]
        return "application/json", _json_rows(self, some[(n - 1) * size : n * size])


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


# Menus.


def _own_links(outlet: Newcomer) -> list[str]:
    return [f'<a href="{outlet.list_url(key)}">{name}</a>' for key, (name, _) in SECTIONS.items()]


def _mega(outlet: Newcomer) -> str:
    local = [f'<a href="/local/{n}/">第{n}区</a>' for n in range(120)]
    return "<a href='/'>首页</a>" + "".join([*local[:60], *_own_links(outlet), *local[60:]])


def _plain_menu(outlet: Newcomer) -> str:
    return "<a href='/'>首页</a>" + "".join(_own_links(outlet))


def _scripted_menu(outlet: Newcomer) -> str:
    own = ",".join(f"{{title:'{name}',url:'{outlet.list_url(key)}'}}" for key, (name, _) in SECTIONS.items())
    return f"<i></i><script>var menu=[{own}];</script>"


def _file_menu(outlet: Newcomer) -> str:
    return '<div data-from="/static/menu.json"></div><script>load("/static/menu.json")</script>'


_MENUS: dict[str, Callable[[Newcomer], str]] = {
    "plain": _plain_menu, "mega": _mega, "script": _scripted_menu, "file": _file_menu,
    "blocks": _plain_menu,
}  # fmt: skip


def _front(outlet: Newcomer) -> str:
    boxes = []
    for key, (name, _) in SECTIONS.items():
        some = [each for each in outlet.articles if each.section == key][:4]
        rows = "".join(f'<li><a href="{outlet.url(each)}">{each.title}</a></li>' for each in some)
        boxes.append(
            f'<div class="box"><h2>{name}<a href="{outlet.list_url(key)}">更多&gt;&gt;</a></h2><ul>{rows}</ul></div>'
        )
    return "".join(boxes)


def _top(outlet: Newcomer) -> str:
    rows = "".join(f'<li><a href="{outlet.url(each)}">{each.title}</a></li>' for each in outlet.articles[:6])
    return f"<ul>{rows}</ul>"


def _blocks(outlet: Newcomer) -> str:
    """Headlines that an interface fills, and nothing else."""
    query = {"webId": "18", "tagId": "首页要闻list", "pageId": "yw"}
    return f'<script url="{UNIT}" queryData="{query}"></script>'


_FRONTS: dict[str, Callable[[Newcomer], str]] = {
    "plain": _front, "mega": _front, "script": _top, "file": _top, "blocks": _blocks,
}  # fmt: skip


# Rows of lists.


def _days(outlet: Newcomer, some: list[Article]) -> str:
    rows = "".join(
        f'<li><a href="{outlet.url(each)}">{each.title}</a><span>{each.moment:%m-%d}</span></li>' for each in some
    )
    return f'<ul class="list">{rows}</ul>'


def _cards(outlet: Newcomer, some: list[Article]) -> str:
    """A picture, a title, a summary and 阅读全文 for each, all of them links."""
    return "".join(
        f'<div class="card"><a href="{outlet.url(each)}"><img src="/i/{each.number}.jpg" alt=""></a>'
        f'<h3><a href="{outlet.url(each)}">{each.title}</a></h3><p>{each.paragraphs[0]}</p>'
        f'<em>{each.moment:%Y-%m-%d}</em> <a href="{outlet.url(each)}">阅读全文</a></div>'
        for each in some
    )


def _bare(outlet: Newcomer, some: list[Article]) -> str:
    return "".join(
        f'<p>· <a href="{urlsplit(outlet.url(each)).path}?from=list" target="_blank">{each.title}</a></p>'
        for each in some
    )


def _query_rows(outlet: Newcomer, some: list[Article]) -> str:
    return "".join(
        f'<dd><a href="{outlet.url(each).partition(".example")[2]}" title="{each.title}">{each.title[:14]}...</a>'
        f"<i>[{each.moment:%Y/%m/%d}]</i></dd>"
        for each in some
    )


def _json_rows(outlet: Newcomer, some: list[Article]) -> str:
    data = [
        {"id": each.number, "title": each.title, "docUrl": outlet.url(each), "pubTime": f"{each.moment:%Y-%m-%d %H:%M}"}
        for each in some
    ]
    return json.dumps({"code": 0, "data": {"list": data}}, ensure_ascii=False)


def _records(outlet: Newcomer, some: list[Article]) -> str:
    rows = "".join(
        f'<record><![CDATA[<li><a href="{urlsplit(outlet.url(each)).path}">{each.title}</a><span>{each.moment:%Y-%m-%d}</span></li>]]></record>'
        for each in some
    )
    return f'<script type="text/xml"><datastore><totalrecord>{len(some)}</totalrecord><recordset>{rows}</recordset></datastore></script>'


def _unit(outlet: Newcomer, some: list[Article]) -> str:
    """A column's page of JPAAS: its list is filled by an interface, of which a script says how it is asked."""
    query = {"webId": "18", "tagId": "当前栏目_list", "pageId": some[0].section, "parseType": "bulidstatic"}
    other = {**query, "tagId": "当前位置"}
    return "".join(f'<script url="{UNIT}" queryData="{each}"></script>' for each in (other, query))


def _grid(outlet: Newcomer, some: list[Article]) -> str:
    """A table, its links without a scheme, its days without a year."""
    rows = "".join(
        f'<tr><td width="20">·</td><td><a href="{outlet.url(each).removeprefix("http:")}">{each.title}</a></td>'
        f'<td align="right">{each.moment:%m-%d}</td></tr>'
        for each in some
    )
    return f'<table width="600">{rows}</table>'


def _scrolled(outlet: Newcomer, some: list[Article]) -> str:
    """Nothing: a script asks an interface for one page after another."""
    return f"""<div id="list"></div><script>var page = 1; function more() {{
        $.getJSON("/interface/list?channel={some[0].section}&page=" + page + "&rows=20", draw); }}</script>"""


def _asked(outlet: Newcomer, some: list[Article]) -> str:
    """Nothing: a script asks an interface with values that it holds under names."""
    return f"""<ul id="list"></ul><script>
        var nodeId = "{some[0].section}", pageIndex = 1;
        function load() {{ $.ajax({{ url: "/interface/list", type: "get", dataType: "json",
            data: {{ channel: nodeId, page: pageIndex, rows: 15 }}, success: function (got) {{ draw(got.data); pageIndex++; }} }}); }}
        load();</script>"""


def _framed_rows(outlet: Newcomer, some: list[Article]) -> str:
    return f'<iframe src="/inc/{some[0].section}_1.html" width="100%" frameborder="0"></iframe>'


_ROWS: dict[str, Callable[[Newcomer, list[Article]], str]] = {
    "days": _days, "cards": _cards, "bare": _bare, "query": _query_rows, "json": _json_rows, "records": _records,
    "unit": _unit, "grid": _grid, "scrolled": _scrolled,
    "asked": _asked, "framed": _framed_rows,
}  # fmt: skip


# Pagers.


def _link(outlet: Newcomer, section: str, n: int, last: int) -> str:
    return f'<div class="page"><a href="{outlet.list_url(section, n + 1)}">下一页</a></div>' if n < last else ""


def _numbers(outlet: Newcomer, section: str, n: int, last: int) -> str:
    return "".join(f'<a href="{outlet.list_url(section, each)}">{each}</a>' for each in range(1, last + 1))


def _call(outlet: Newcomer, section: str, n: int, last: int) -> str:
    return f'<script>createPageHTML({last}, {n - 1}, "index", "html");</script>'


def _written(outlet: Newcomer, section: str, n: int, last: int) -> str:
    """TRS's own script, in the page: the second page is called 1."""
    return f"""<script>var currentPage = {n - 1}; var countPage = {last}; var nextPage = currentPage + 1;
        if (currentPage < countPage - 1) document.write("<a href=\\"index_" + nextPage + ".html\\">下一页</a>");</script>"""


def _called(outlet: Newcomer, section: str, n: int, last: int) -> str:
    """A function that puts the address of a page together."""
    script = '<script>function go(n) { location.href = "list_" + n + ".html"; }</script>'
    return (
        f'{script}<a href="javascript:go({n + 1})">下一页</a><a href="javascript:go({last})">尾页</a>'
        if n < last
        else ""
    )


def _button(outlet: Newcomer, section: str, n: int, last: int) -> str:
    """A button of a form, whose script knows where it leads."""
    there = outlet.list_url(section, n + 1).rpartition("/")[2]
    return (
        f"""共 {last} 页 <input type="button" value="下一页" onclick="javascript:location.href='{there}'">"""
        if n < last
        else ""
    )


_PAGERS: dict[str, Callable[[Newcomer, str, int, int], str]] = {
    "link": _link, "numbers": _numbers, "call": _call, "written": _written, "called": _called,
    "button": _button,
}  # fmt: skip


# Articles' pages.


def _crumb(outlet: Newcomer, each: Article) -> str:
    return (
        f'当前位置：<a href="/">首页</a> &gt; <a href="{outlet.list_url(each.section)}">{SECTIONS[each.section][0]}</a>'
    )


def _paragraphs(each: Article, indent: str = "　　") -> str:
    return "".join(f"<p>{indent}{text}</p>" for text in each.paragraphs)


def _heading(outlet: Newcomer, each: Article) -> str:
    inside = (
        f'<div class="crumb">{_crumb(outlet, each)}</div><h1>{each.title}</h1>'
        f'<div class="info">{each.moment:%Y-%m-%d %H:%M} 来源：{each.source} <a href="#c">评论</a></div>'
        f'<div class="article-text">{_paragraphs(each)}</div><div class="tool">分享到：微信 微博</div>'
    )
    return outlet.framed(inside, f"{each.title}_{SECTIONS[each.section][0]}_{outlet.build.printed}")


def _spans(outlet: Newcomer, each: Article) -> str:
    """Day, source and reporter in elements of their own; junk within the text."""
    inside = (
        f'<div class="weizhi">{_crumb(outlet, each)}</div><h2 class="bt">{each.title}</h2>'
        f'<p class="sub"><span class="t">发布时间：{each.moment:%Y年%m月%d日 %H:%M}</span> | <span class="s">来源：{each.source}</span> | 字号：<a>大</a> <a>小</a></p>'
        f'<div id="zw">{_paragraphs(each)}<p class="ewm">扫一扫在手机打开当前页</p><p>（责任编辑：石禾）</p></div>'
    )
    return outlet.framed(inside, f"{each.title}-{outlet.build.printed}")


def _related(outlet: Newcomer, each: Article) -> str:
    """The day with slashes and seconds; related articles right behind the text, in its container."""
    near = [other for other in outlet.articles if other.section == each.section and other is not each][:5]
    more = "".join(f'<li><a href="{outlet.url(other)}">{other.title}</a></li>' for other in near)
    inside = (
        f'<article><header><h1 class="hd">{each.title}</h1><time>{each.moment:%Y/%m/%d %H:%M:%S}</time>'
        f'<em>{each.source}</em></header><section class="c">{_paragraphs(each, "")}'
        f'<div class="more"><h4>相关阅读</h4><ul>{more}</ul></div></section></article>'
    )
    head = f'<meta property="og:site_name" content="{outlet.build.printed}"><meta property="og:title" content="{each.title}">'
    return outlet.framed(inside, f"{each.title} | {outlet.build.printed}", head=head)


def _table(outlet: Newcomer, each: Article) -> str:
    """A page of tables, its text broken by <br>."""
    text = "<br><br>".join(f"　　{text}" for text in each.paragraphs)
    inside = (
        f'<table width="960"><tr><td>{_crumb(outlet, each)}</td></tr><tr><td align="center" class="t1"><b>{each.title}</b></td></tr>'
        f'<tr><td class="t2">来源：{each.source}　日期：{each.moment:%Y-%m-%d %H:%M}　点击：<span>23</span>次</td></tr>'
        f'<tr><td class="t3">{text}</td></tr></table>'
    )
    return outlet.framed(inside, f"{outlet.build.printed}-{each.title}")


def _tagged(outlet: Newcomer, each: Article) -> str:
    """The mandated tags of a government site."""
    head = (
        f'<meta name="ArticleTitle" content="{each.title}"><meta name="PubDate" content="{each.moment:%Y-%m-%d %H:%M}">'
        f'<meta name="ContentSource" content="{each.source}"><meta name="SiteName" content="{outlet.build.printed}">'
        f'<meta name="ColumnName" content="{SECTIONS[each.section][0]}">'
    )
    inside = (
        f'<div class="dqwz">{_crumb(outlet, each)}</div><div class="xl-title">{each.title}</div>'
        f'<div class="xl-info">时间：{each.moment:%Y-%m-%d %H:%M}　来源：{each.source}　【字体：大 中 小】</div>'
        f'<div class="xl-text"><div class="TRS_Editor">{_paragraphs(each)}</div></div>'
    )
    return outlet.framed(inside, f"{each.title}", head=head)


def _nameless(outlet: Newcomer, each: Article) -> str:
    """A page of tables in which nothing has a name."""
    text = "".join(f"<p>&nbsp;&nbsp;&nbsp; {text}</p>" for text in each.paragraphs)
    inside = (
        f'<table><tr><td>{_crumb(outlet, each)} &gt; 正文</td></tr></table><table width="700"><tr><td align="center">'
        f'<font size="5"><b>{each.title}</b></font></td></tr><tr><td align="center">{each.moment:%Y-%m-%d %H:%M:%S}　来源： {each.source}'
        f'　【打印】</td></tr><tr><td><table width="95%"><tr><td>{text}</td></tr></table></td></tr></table>'
    )
    return outlet.framed(inside, f"{each.title}--{outlet.build.printed}")


def _apart(outlet: Newcomer, each: Article) -> str:
    """Day and source beside each other without a label, a line of the site's in the text."""
    moment = each.moment
    inside = (
        f'<div class="path">{_crumb(outlet, each)}</div><div class="title-box"><h1 id="tit">{each.title}</h1><div class="line">'
        f"<span>{moment.year}年{moment.month}月{moment.day}日{moment:%H:%M}</span><span>{each.source}</span><span>阅读 {each.number % 900}</span>"
        f'</div></div><div id="artibody">{_paragraphs(each)}<div class="tools"><a href="#">返回顶部</a></div></div>'
    )
    return outlet.framed(inside, f"{each.title}_{outlet.build.printed}")


def _line(outlet: Newcomer, each: Article) -> str:
    """Source and day in one line without a label; lines of the site's before and behind the text, in its element."""
    inside = (
        f'<div class="detail"><h2>{each.title}</h2><p class="msg">{each.source} {each.moment:%Y-%m-%d %H:%M:%S}</p><div class="txt">'
        f'<p><a href="/">{outlet.build.printed}</a>客户端下载</p>{_paragraphs(each, "")}'
        "<p>声明：注明来源的稿件均为转载，仅供读者参考。</p></div></div>"
    )
    return outlet.framed(inside, f"{each.title}_{outlet.build.printed}")


def _centred(outlet: Newcomer, each: Article) -> str:
    """Headline, line of day and source, and a button, each in an element of one kind without a name."""
    weekday = "一二三四五六日"[each.moment.weekday()]
    inside = (
        f"<center><h3>{each.title}</h3></center><center>{each.moment:%Y/%m/%d} 星期{weekday} {each.moment:%H:%M}　{each.source}　"
        f"我要评论</center><hr><div class=nr>{_paragraphs(each, '')}</div><hr><center>关闭窗口</center>"
    )
    return outlet.framed(inside, outlet.build.printed)


def _post(outlet: Newcomer, each: Article) -> str:
    """A day without its year, and the source beside it without a label."""
    inside = (
        f'<article class="post"><h1 class="post-title">{each.title}</h1><div class="post-meta"><time>{each.moment:%m-%d %H:%M}</time>'
        f' · <span class="from">{each.source}</span></div><div class="post-body">{_paragraphs(each, "")}</div></article>'
    )
    return outlet.framed(inside, f"{each.title} - {outlet.build.printed}")


_PAGES: dict[str, Maker] = {
    "heading": _heading, "spans": _spans, "related": _related, "table": _table, "tagged": _tagged,
    "nameless": _nameless, "apart": _apart, "line": _line, "post": _post, "centred": _centred,
}  # fmt: skip

TUNED = (
    Build("yunzhou", "云州网", "/{section}/{day:%Y%m%d}/t{day:%Y%m%d}_{id}.shtml", pager="call", page="tagged"),
    Build(
        "shiwan", "石湾在线", "/content/{id}.htm", "/list/{section}.htm", "/list/{section}_{n}.htm", encoding="gbk",
        page="spans",
    ),
    Build("liulin", "柳林新闻网", "/a/{day:%Y-%m}/{day:%d}/{id}.html", menu="file", page="related", rows="cards"),
    Build(
        "qingyu", "青屿热线", "/show.php?catid={n}&id={id}", "/list.php?catid={number}",
        "/list.php?catid={number}&page={n}", encoding="gb18030", rows="query", pager="numbers", page="table",
    ),
    Build("baisha", "白沙日报网", "/{section}/{day:%Y%m%d}/{mark}/c.html", menu="mega", page="heading", old="/old/{day:%Y}/{id}.shtml"),
    Build("nandu", "南渡客户端", "/detail/{uuid}", "/api/list?column={section}&page=1", "/api/list?column={section}&page={n}", menu="script", rows="json", page="related"),
)  # fmt: skip
HELD_OUT = (
    Build("songling", "松岭林业报", "/news/{id}/", "/category/{section}/", "/category/{section}/page/{n}/", page="related", rows="cards"),
    Build("hefeng", "禾丰网", "/html/{day:%Y%m}/{id}.html", rows="bare", page="spans", encoding="gbk", menu="mega"),
    Build(
        "shuangxi", "双溪新闻", "/{section}/content/{day:%Y-%m}/{day:%d}/content_{id}.htm", "/{section}/node_{number}.htm",
        "/{section}/node_{number}_{n}.htm", page="table", encoding="gbk", old="/gb/content/{day:%Y-%m}/{day:%d}/content_{id}.htm",
    ),
    Build("beigang", "北岗观察", "/p/{slug}.html", page="heading", rows="bare", pager="numbers"),
    Build("xiajie", "峡街融媒", "/n1/{day:%Y}/{day:%m%d}/c{n}-{id}.html", page="spans", menu="file", rows="query"),
    Build("linhai", "临海发布", "/art/{day:%Y}/{day.month}/{day.day}/art_{n}_{id}.html", "/col/col{number}/index.html",
        "/col/col{number}/index_{n}.html", rows="records", per_page=100, page="tagged"),
    Build("gufeng", "谷丰时报", "/a/{day:%Y%m}/{day:%d}/{WS}.html", page="related", rows="days", host="news.{name}.example"),
    Build("tanxi", "滩溪广电", "/index.php?m=content&c=index&a=show&catid={n}&id={id}", "/index.php?m=content&c=index&a=lists&catid={number}",
        "/index.php?m=content&c=index&a=lists&catid={number}&page={n}", page="spans", rows="days"),
    Build("jishan", "积善市卫生健康委", "/art/{day:%Y}/art_{mark}.html", "/col/{section}/index.html", "", menu="blocks", rows="unit",
        host="www.{name}.gov.example", page="tagged"),
    Build("luoxia", "洛霞新闻网", "/a/{day:%Y}/{day:%m%d}/{short}.shtml", encoding="gb18030", menu="mega", rows="grid", pager="written", page="nameless"),
    Build("mingquan", "鸣泉融媒网", "/{section}/content_{id}.html", "/{section}/list_1.html", "/{section}/list_{n}.html", rows="query", pager="called",
        page="apart", per_page=15),
    Build("zhuxi", "竹溪发布网", "/newsDetail_forward_{id}", "/channel/{section}.html", rows="scrolled", page="line"),
    Build("meiling", "梅岭客户端", "/{day:%Y%m%d}/{mark}.html", page="post", rows="cards"),
    Build("qiuling", "丘岭周刊", "/{day:%Y/%m/%d}/{slug}/", "/category/{section}/", "/category/{section}/page/{n}/", rows="cards", page="related", per_page=10),
    Build("hejin", "河津融媒", "/content/{day:%Y%m}/{day:%d}/c{id}.html", "/node/{section}.html", rows="asked", page="apart"),
    Build("shimen", "石门医保局", "/html/{id}.html", "/lm/{section}.html", rows="framed", page="spans", encoding="gbk"),
    Build("songkou", "松口晚报", "/{section}/{id}.jhtml", "/{section}/index.jhtml", "/{section}/index_{n}.jhtml", pager="button", page="line", per_page=15),
    Build("hechuan", "禾川县人民医院", "/news/show.php?id={id}", "/news/list.php?c={number}", "/news/list.php?c={number}&p={n}", page="centred", encoding="gbk"),
)  # fmt: skip


def newcomers(builds: tuple[Build, ...] = TUNED + HELD_OUT) -> dict[str, Newcomer]:
    """Return the outlets by their hosts; each call makes them anew."""
    made = [Newcomer(build) for build in builds]
    return {each.host: each for each in made}
