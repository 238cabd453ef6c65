"""A made web: seven outlets of different platforms, every word invented, as addresses with their answers. For the tests
of discovery, which look at it as saved pages or through a proxy; `tests/found_outlets.py` declares them as outlets.

Each has sections with articles of two weeks, newest first, of which some are on topic; a menu of many sections, a rail
of headlines that stands on every page, with old ones among new."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlsplit

LAST = date(2025, 12, 12)  # the window's last day
DAYS = 14  # of articles in each list; the window has seven
# Section: its folder, its name, articles a day, of which so many are on topic.
SECTIONS = {
    "yw": ("要闻", 4, 1), "jk": ("健康", 3, 2), "kj": ("科技", 3, 1), "sh": ("社会", 4, 1), "jy": ("教育", 2, 0),
    "cj": ("财经", 3, 0), "ty": ("体育", 2, 0), "wh": ("文化", 2, 0),
}  # fmt: skip
_TOPIC = "{place}{n}院电子病历接入全民健康信息平台"
_OTHER = "{place}{n}号公园菊花展本周开幕"
Answers = Iterator[tuple[str, tuple[str, str]]]  # path, kind and text
_PLACES = ("云桥", "石湾", "柳林", "青屿", "白沙", "南渡")
_TEXT = "{title}。记者了解到，这项工作由{place}区牵头，历时{n}个月，居民在手机上就能办理，往来奔波的日子少了。"


@dataclass(frozen=True)
class Made:
    """One article of a made outlet."""

    number: int
    section: str
    day: date
    title: str
    relevant: bool


@dataclass
class MadeOutlet:
    """One made outlet. `style` is how its menu and lists are made: see `_STYLES`. `{day}` in the `form` of its articles
    makes them tell their day."""

    name: str
    style: str
    encoding: str = "utf-8"
    form: str = "/{section}/{day:%Y%m%d}/t{day:%Y%m%d}_{number}.shtml"
    per_page: int = 20
    gone: set[str] = field(default_factory=set)  # paths that answer 404, whoever leads there

    @property
    def host(self) -> str:
        return f"www.{self.name}.example"

    @cached_property
    def articles(self) -> list[Made]:
        made, number = [], 100_001
        for back in range(DAYS):
            for section, (_, a_day, relevant) in SECTIONS.items():
                for place in range(a_day):
                    title = (_TOPIC if place < relevant else _OTHER).format(place=_PLACES[number % 6], n=number % 1000)
                    made.append(Made(number, section, LAST - timedelta(days=back), title, place < relevant))
                    number += 1
        return made

    @property
    def wanted(self) -> set[str]:
        """The addresses of the relevant articles of the window."""
        since = LAST - timedelta(days=6)
        return {self.url(each) for each in self.articles if each.relevant and each.day >= since}

    def url(self, each: Made) -> str:
        return f"http://{self.host}" + self.form.format(section=each.section, day=each.day, number=each.number)

    @cached_property
    def pages(self) -> dict[str, tuple[str, str]]:
        """Path with query → kind and text of its answer."""
        return dict(_PLATFORMS[self.style](self))

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Return status, content type and body for a path."""
        if path == "/robots.txt":
            maps = "".join(f"Sitemap: http://{self.host}{each}\n" for each in self.pages if "sitemap" in each)
            return 200, "text/plain", f"User-agent: *\nDisallow: /never/\n{maps}".encode()
        kind, text = self.pages.get(path, ("", ""))
        if not kind or path in self.gone:
            return 404, "text/html", "<html><body><h1>404</h1>页面不存在</body></html>".encode()
        return 200, f"{kind}; charset={self.encoding}" if kind == "text/html" else kind, text.encode(self.encoding)


def _frame(outlet: MadeOutlet, inside: str, title: str, menu: str = "", head: str = "") -> str:
    """A page: its menu, what is `inside` it, and the rail that stands on every page."""
    rail = [each for each in outlet.articles if each.number % 29 == 0][:10]
    links = "".join(f'<li><a href="{outlet.url(each)}">{each.title}</a></li>' for each in rail)
    return (
        f'<html><head><meta charset="{outlet.encoding}"><title>{title}</title>{head}</head><body>'
        f'<div class="nav">{menu or _menu(outlet)}</div>{inside}<div class="rail"><h3>热点</h3><ul>{links}</ul></div>'
        '<div class="foot"><a href="/about/">关于我们</a><a href="/login/">登录</a><a href="/app/">客户端</a></div></body></html>'
    )


def _menu(outlet: MadeOutlet) -> str:
    """A menu of many sections, most of them of places and without an article."""
    own = [f'<a href="{_path(outlet, key)}">{name}</a>' for key, (name, _, _) in SECTIONS.items()]
    others = [f'<a href="/local/{n}/">第{n}区</a>' for n in range(120)]
    return "<a href='/'>首页</a>" + "".join([*others[:60], *own, *others[60:]])


def _path(outlet: MadeOutlet, section: str, page: int = 1) -> str:
    if outlet.style == "founder":
        return f"/list/{section}.htm" if page == 1 else f"/list/{section}_{page}.htm"
    if outlet.style in ("data", "interface"):
        return f"/api/{section}.json?page={page}" if outlet.style == "interface" else f"/c/{section}/"
    return f"/{section}/" if page == 1 else f"/{section}/index_{page - 1}.shtml"


def _article(outlet: MadeOutlet, each: Made) -> str:
    name = SECTIONS[each.section][0]
    crumb = f'<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="{_path(outlet, each.section)}">{name}</a></div>'
    line = f'<p class="info">{each.day} 08:{each.number % 60:02d} 来源：{outlet.name}报</p>'
    text = _TEXT.format(title=each.title, place=_PLACES[each.number % 6], n=each.number % 11 + 2)
    head = f'<meta name="ColumnName" content="{name}">'
    inside = f'{crumb}<h1>{each.title}</h1>{line}<div class="text">{f"<p>{text}</p>" * 4}</div>'
    return _frame(outlet, inside, f"{each.title}-{outlet.name}报", menu="<a href='/'>首页</a>", head=head)


def _rows(outlet: MadeOutlet, some: list[Made]) -> str:
    """Rows of a list; where addresses tell no day they print it without the year."""
    return "".join(
        f'<li><a href="{outlet.url(each).partition(".example")[2]}">{each.title}</a><span>{each.day:%m-%d}</span></li>'
        for each in some
    )


def _in(outlet: MadeOutlet, section: str) -> list[list[Made]]:
    """A section's articles, by the pages of its list."""
    some = [each for each in outlet.articles if each.section == section]
    return [some[start : start + outlet.per_page] for start in range(0, len(some), outlet.per_page)]


def _html(outlet: MadeOutlet, pager: str = "trs") -> Answers:
    front = "".join(
        f'<div class="box"><h2>{name}<a class="m" href="{_path(outlet, key)}">更多&gt;&gt;</a></h2>'
        f"<ul>{_rows(outlet, _in(outlet, key)[0][:4])}</ul></div>"
        for key, (name, _, _) in SECTIONS.items()
    )
    yield "/", ("text/html", _frame(outlet, front, f"{outlet.name}网首页"))
    for key, (name, _, _) in SECTIONS.items():
        pages = _in(outlet, key)
        for number, some in enumerate(pages, 1):
            foot = f'<script>createPageHTML({len(pages)}, {number - 1}, "index", "shtml");</script>'
            if pager == "link":
                foot = f'<a href="{_path(outlet, key, number + 1)}">下一页</a>' if number < len(pages) else ""
            inside = f'<ul class="list">{_rows(outlet, some)}</ul>{foot}'
            yield _path(outlet, key, number), ("text/html", _frame(outlet, inside, f"{name}-{outlet.name}网"))
    for n in range(120):
        yield f"/local/{n}/", ("text/html", _frame(outlet, "<p>本区暂无内容</p>", f"第{n}区-{outlet.name}网"))
    yield from _articles(outlet)


def _articles(outlet: MadeOutlet) -> Answers:
    for each in outlet.articles:
        yield outlet.url(each).partition(".example")[2], ("text/html", _article(outlet, each))


def _founder(outlet: MadeOutlet) -> Answers:
    yield from _html(outlet, pager="link")


def _data(outlet: MadeOutlet) -> Answers:
    """The menu is drawn by a script from a file."""
    menu = '<div id="menu" data-from="/static/menu.json"></div>'
    file = {"menu": [{"name": name, "link": _path(outlet, key)} for key, (name, _, _) in SECTIONS.items()]}
    yield "/static/menu.json", ("application/json", json.dumps(file, ensure_ascii=False))
    top = f"<ul>{_rows(outlet, outlet.articles[:6])}</ul>"
    yield "/", ("text/html", _frame(outlet, top, f"{outlet.name}网", menu=menu))
    for key, (name, _, _) in SECTIONS.items():
        some = [each for each in outlet.articles if each.section == key]
        inside = f"<ul>{_rows(outlet, some)}</ul>"
        yield _path(outlet, key), ("text/html", _frame(outlet, inside, f"{name}-{outlet.name}网", menu=menu))
    yield from _articles(outlet)


def _interface(outlet: MadeOutlet) -> Answers:
    """The menu stands in a script, and the lists are JSON."""
    menu = ",".join(f"{{title:'{name}',url:'{_path(outlet, key)}'}}" for key, (name, _, _) in SECTIONS.items())
    yield "/", ("text/html", _frame(outlet, f"<script>var menu=[{menu}];</script>", f"{outlet.name}网", menu="<i></i>"))
    for key in SECTIONS:
        some = [each for each in outlet.articles if each.section == key]
        data = [
            {"id": each.number, "title": each.title, "docUrl": outlet.url(each), "pubTime": f"{each.day} 08:00"}
            for each in some
        ]
        yield (
            _path(outlet, key),
            ("application/json", json.dumps({"code": 0, "data": {"list": data}}, ensure_ascii=False)),
        )
    yield from _articles(outlet)


def _feeds(outlet: MadeOutlet) -> Answers:
    """The sections stand in no menu, but each has a feed that the front page names."""
    head = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{name}" href="/rss/{key}.xml">'
        for key, (name, _, _) in SECTIONS.items()
    )
    yield "/", ("text/html", _frame(outlet, "<p>欢迎</p>", f"{outlet.name}网", menu="<i></i>", head=head))
    for key, (name, _, _) in SECTIONS.items():
        some = [each for each in outlet.articles if each.section == key]
        items = "".join(
            f"<item><title><![CDATA[{each.title}]]></title><link>{outlet.url(each)}</link>"
            f"<pubDate>{each.day:%a, %d %b %Y} 08:00:00 +0800</pubDate></item>"
            for each in some
        )
        yield (
            f"/rss/{key}.xml",
            (
                "text/xml",
                f'<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>',
            ),
        )
    yield from _articles(outlet)


def _mapped(outlet: MadeOutlet) -> Answers:
    """As `trs`, with a sitemap that robots.txt names."""
    urls = "".join(f"<url><loc>{outlet.url(each)}</loc><lastmod>{each.day}</lastmod></url>" for each in outlet.articles)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    yield "/sitemap_news.xml", ("text/xml", f'<?xml version="1.0"?><urlset xmlns="{space}">{urls}</urlset>')
    yield from _html(outlet)


_PLATFORMS = {
    "trs": _html, "founder": _founder, "data": _data, "interface": _interface, "feeds": _feeds, "mapped": _mapped,
}  # fmt: skip
PLAIN = "/content/{number}.htm"


def outlets() -> dict[str, MadeOutlet]:
    """Return the made outlets, by their names; each call makes them anew."""
    made = (
        MadeOutlet("alpha", "trs"),
        MadeOutlet("beta", "founder", "gbk", PLAIN),
        MadeOutlet("gamma", "data", form="/a/{day:%Y-%m}/{day:%d}/{number}.html"),
        MadeOutlet("delta", "interface", form=PLAIN),
        MadeOutlet("epsilon", "feeds", form=PLAIN),
        MadeOutlet("zeta", "mapped", "gb18030"),
        MadeOutlet("eta", "trs", form=PLAIN, per_page=12),
    )
    return {each.name: each for each in made}


def pattern(outlet: MadeOutlet) -> tuple[str, str]:
    """Return the address form of an outlet's articles: a pattern, and what is canonical of it."""
    marks = {
        "{section}": "(?P<section>[a-z]+)", "{day:%Y%m%d}/t{day:%Y%m%d}": r"(?P<date>\d{8})/t\d{8}",
        "{day:%Y-%m}/{day:%d}": r"(?P<y>\d{4})-(?P<m>\d\d)/(?P<d>\d\d)", "{number}": r"(?P<id>\d+)",
    }  # fmt: skip
    text = outlet.form.replace(".", r"\.")
    canonical = outlet.form
    for mark, group in marks.items():
        text = text.replace(mark, group)
    for mark, name in (("{day:%Y%m%d}", "{date}"), ("{day:%Y-%m}/{day:%d}", "{y}-{m}/{d}"), ("{number}", "{id}")):
        canonical = canonical.replace(mark, name)
    host = re.escape(outlet.host)
    return rf"^http://{host}{text}$", f"http://{outlet.host}{canonical}"


def serve_made(made: dict[str, MadeOutlet], address: str) -> tuple[int, bytes, str]:
    """Return status, body and kind of the answer to an absolute address, as a proxy is asked for it."""
    parts = urlsplit(address)
    name = (parts.hostname or "").removesuffix(".example").rpartition(".")[2]
    if name not in made or parts.hostname != made[name].host:
        return 404, b"", "text/html"
    status, kind, body = made[name].answer(parts.path + (f"?{parts.query}" if parts.query else ""))
    return status, body, kind
