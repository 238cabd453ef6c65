"""What strangers' servers may send: articles and lists that are each a trap, and outlets without an end; behind one
proxy, which answers with raw bytes, as no server library would. For tests/run/test_hostile.py."""

from __future__ import annotations

import gzip
import io
import re
import socketserver
import ssl
import time
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache

import brotli
from backports import zstd
from PIL import Image

from monitor.listing.ledger import STORED

MEBIBYTE = 1 << 20
TEXT = "12月10日，{}的电子病历已经接入全民健康信息平台，居民在手机上就能查到检查结果，医疗数据互认。"
IDLE = "医院门前雪景宜人，市民纷纷拍照留念，医生也来凑热闹，院子里满是笑声和掌声。" * 4
FRAME = '<h1>{}</h1><p class="time">2025-12-10 08:00</p><div class="text"><p>{}</p></div>'
ARTICLE = FRAME.format("冬日医院雪景", IDLE)  # off topic: nothing of it is printed
WHOLE = f"<html><head><title>x</title></head><body>{ARTICLE}</body></html>"
HTML = b"Content-Type: text/html; charset=utf-8\r\n"
UNREAD = f"<html><head><title>冬日医院雪景</title></head><body><h2>冬日医院雪景</h2><article><p>{IDLE}</p><p>这是第{{}}天。</p></article></body></html>"
PACKINGS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}
Send = Callable[[bytes], None]


@cache  # made when it is asked for, not by each worker that looks for tests
def bomb() -> bytes:
    return gzip.compress(bytes(300 * MEBIBYTE), 1)


def page(body: str | bytes, *headers: bytes, status: bytes = b"200 OK") -> bytes:
    content = body.encode() if isinstance(body, str) else body
    length = b"Content-Length: %d\r\n" % len(content)
    return b"HTTP/1.1 " + status + b"\r\n" + HTML + length + b"".join(headers) + b"Connection: close\r\n\r\n" + content


def bare(body: str | bytes, *headers: bytes) -> bytes:
    """A page without a length: its end is the connection's."""
    return re.sub(rb"Content-Length: \d+\r\n", b"", page(body, *headers))


def old(answer: bytes) -> bytes:
    return answer.replace(b"HTTP/1.1", b"HTTP/1.0").replace(b"Connection: close\r\n", b"")


def chunked(body: str | bytes, *headers: bytes) -> bytes:
    """A page in one chunk, the last one missing."""
    content = body.encode() if isinstance(body, str) else body
    return bare("", b"Transfer-Encoding: chunked\r\n", *headers) + b"%x\r\n%s\r\n" % (len(content), content)


def endless_headers(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\n")
    for number in range(4_000_000):
        send(b"X-%d: %s\r\n" % (number, b"y" * 1000))


def endless_interim(send: Send) -> None:
    for _ in range(1_000_000):
        send(b"HTTP/1.1 102 Processing\r\nX-A: " + b"y" * 1000 + b"\r\n\r\n")


def to(location: str) -> bytes:
    return page("", f"Location: {location}\r\n".encode(), status=b"302 Found")


def flood(send: Send, declared: bool) -> None:
    send(b"HTTP/1.1 200 OK\r\n" + HTML + (b"Content-Length: 104857600\r\n" if declared else b"") + b"\r\n")
    for _ in range(100):
        send(b"<p>" + b"x" * (MEBIBYTE - 3))


def drip(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\n" + HTML + b"\r\n")
    while True:  # until the client hangs up
        send(b"<p>")
        time.sleep(0.5)


class Turns:
    """Answers differently each time, at last always the same."""

    def __init__(self, *answers: bytes) -> None:
        self.answers = list(answers)

    def __call__(self, send: Send) -> None:
        send(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])


# Article → what its server does, and what is to become of it.
TRAPS: dict[str, tuple[bytes | Callable[[Send], None], str]] = {
    "sound": (page(ARTICLE), STORED),
    "a body packed to a thousandth": (lambda send: send(page(bomb(), b"Content-Encoding: gzip\r\n")), "too-large"),
    "packed twice": (
        lambda send: send(page(gzip.compress(bomb()), b"Content-Encoding: gzip, gzip\r\n")), "too-large",
    ),
    "100 MB, as announced": (lambda send: flood(send, True), "too-large"),
    "100 MB without a length": (lambda send: flood(send, False), "too-large"),
    "drop by drop": (drip, "timeout"),
    "not packed, though it says so": (page(ARTICLE, b"Content-Encoding: gzip\r\n"), STORED),
    "not packed as it says": (page(bytes(range(32)) * 20, b"Content-Encoding: gzip\r\n"), "network"),
    "shorter than announced": (page(ARTICLE).replace(b"Content-Length: ", b"Content-Length: 1"), "cut"),
    "shorter than announced, HTTP/1.0": (old(page(ARTICLE)).replace(b"Content-Length: ", b"Content-Length: 1"), "cut"),
    "hangs up in the middle, without a length": (bare(WHOLE[:-40]), "cut"),
    "hangs up in the middle, HTTP/1.0": (old(bare(WHOLE[:-40])), "cut"),
    "hangs up in the head, HTTP/1.0": (old(bare("<html><head><title>")), "cut"),
    "hangs up before the first byte": (bare(""), "cut"),
    "hangs up at the end, HTTP/1.0": (old(bare(WHOLE)), STORED),
    "chunks without an end": (chunked(WHOLE[:-40]), "cut"),
    "chunks": (chunked(WHOLE) + b"0\r\n\r\n", STORED),
    "206, a part": (page(WHOLE[:-40], b"Content-Range: bytes 0-599/9000\r\n", status=b"206 Partial Content"), "cut"),
    **{
        f"{name}, cut": (page(pack(WHOLE.encode())[:-9], b"Content-Encoding: " + name.encode() + b"\r\n"), "cut")
        for name, pack in PACKINGS.items()
    },
    **{
        f"{name}, whole": (page(pack(WHOLE.encode()), b"Content-Encoding: " + name.encode() + b"\r\n"), STORED)
        for name, pack in PACKINGS.items()
    },
    "gzip, cut in chunks": (
        chunked(gzip.compress(WHOLE.encode())[:-9], b"Content-Encoding: gzip\r\n") + b"0\r\n\r\n", "cut",
    ),
    "gzip, cut without a length": (bare(gzip.compress(WHOLE.encode())[:-9], b"Content-Encoding: gzip\r\n"), "cut"),
    "gzip, whole without a length": (bare(gzip.compress(WHOLE.encode()), b"Content-Encoding: gzip\r\n"), STORED),
    "cut, then whole": (Turns(bare(WHOLE[:-40]), page(WHOLE)), STORED),
    "headers without an end": (endless_headers, "too-large"),
    "interim answers without an end": (endless_interim, "too-large"),
    "chunks of nonsense": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<p>\r\n", "cut"),
    "no status": (b"HTTP/1.1 abc def\r\n\r\n", "network"),
    "no HTTP": (b"\x00\x01\x02 SSH-2.0\r\n", "network"),
    "nothing": (b"", "network"),
    "headers without a colon": (page(ARTICLE, b"junk\r\n", b": nameless\r\n", b"\xff\xfe: \x01\x02\r\n"), STORED),
    "a blank before the colon": (page(gzip.compress(WHOLE.encode()), b"Content-Encoding : gzip\r\n"), STORED),
    "blank lines before the status": (b"\r\n\n" + page(ARTICLE), STORED),
    "blank lines without an end": (lambda send: [send(b"\n" * MEBIBYTE) for _ in range(9)], "too-large"),
    "two blanks in the status": (page(ARTICLE).replace(b"1.1 200", b"1.1  200"), STORED),
    "identity": (page(ARTICLE, b"Transfer-Encoding: identity\r\n"), STORED),
    "more announced than a whole page": (page(WHOLE).replace(b"Content-Length: ", b"Content-Length: 1"), STORED),
    "the length of what was packed": (
        page(gzip.compress(WHOLE.encode()), b"Content-Encoding: gzip\r\n").replace(b"Content-Length: ", b"Content-Length: 9"),
        STORED,
    ),
    "chunks without the last one": (chunked(WHOLE), STORED),
    "chunks with padded sizes": (re.sub(rb"\r\n\r\n(\w+)\r\n", rb"\r\n\r\n\1   \r\n", chunked(WHOLE)) + b"0  \r\n\r\n", STORED),
    "a header of 100 KB": (page(ARTICLE, b"X-Long: " + b"a" * 100_000 + b"\r\n"), "network"),
    "a thousand headers": (page(ARTICLE, *(b"X-%d: y\r\n" % n for n in range(1000))), STORED),
    "a header that injects": (page(ARTICLE, b"X-A: b\r\nX-C: d\r\n", b"Set-Cookie: a=\xff\r\n"), STORED),
    "an encoding that is none": (
        page(ARTICLE).replace(b"charset=utf-8", b"charset=\x00../../etc/passwd"),
        STORED,
    ),
    "nested a hundred thousand times": (page("<div>" * 100_000 + ARTICLE), "layout"),
    "redirects to this machine": (to("http://127.0.0.1:9/secret"), "off-site"),
    "redirects to another port": (to("http://hostile.example:22/20251210/9.html"), "port"),
    "refreshes to another port": (
        page('<meta http-equiv="refresh" content="0; url=http://hostile.example:6379/">'), "port",
    ),
    "redirects into the office": (to("http://nas.corp/"), "off-site"),
    "redirects into the office by other dots": (to("http://127。0。0。1/"), "off-site"),
    "redirects to a file": (to("file:///etc/passwd"), "http-302"),
    "redirects to a script": (to("javascript:alert(1)"), "not-an-article"),
    "refreshes to another site": (page('<meta http-equiv="refresh" content="0; url=http://other.example/">'), "off-site"),
    "fails, then leads to this machine": (Turns(page("", status=b"500 No"), to("http://127.0.0.1:9/secret")), "off-site"),
    "fails, then leads to another site": (Turns(page("", status=b"500 No"), to("http://other.example/")), "off-site"),
    "a byline of 24 reporters": (page(ARTICLE.replace("<div", f"<p>{'记者 ' + '张三丰 ' * 24}</p><div", 1)), STORED),
    "a date of 60,000 numerals": (page(ARTICLE.replace("2025-12-10", "一" * 60_000)), STORED),
    "a source without an end": (page(ARTICLE.replace("08:00", "来源：" + "报" * 60_000)), STORED),
    "status of the future": (page(ARTICLE, status=b"799 No"), "http-799"),
}  # fmt: skip
NAMES = list(TRAPS)
ENDLESS = len(NAMES)  # an article that redirects for ever, each time elsewhere
MANY_PARTS = "parts without an end"
PARTS = {MANY_PARTS: ENDLESS + 1, "a second part that fails": ENDLESS + 2}  # articles of which not all can be read
SOUND = ("steady", "quiet")
SEEN = "".join(
    f'<img src="{each}">' for each in ("large.png", "cut.png", "words.png", "javascript:alert(1)", "http://[::1]/")
)


def png(side: int) -> bytes:
    written = io.BytesIO()
    Image.new("1", (side, side)).save(written, "PNG")
    return written.getvalue()


@cache
def large() -> bytes:
    return png(7000)  # 49 megapixels


PICTURES = {"large.png": large, "cut.png": lambda: large()[: len(large()) // 100], "words.png": lambda: b"<p>"}
ASKED: list[str] = []  # addresses


def links(numbers: Iterable[int], title: str = "医院电子病历{}", day: str = "20251210") -> str:
    rows = (f'<li><a href="/{day}/{n}.html">{title.format(n)}</a></li>' for n in numbers)
    return f'<ul class="list">{"".join(rows)}</ul>'


INDEX = "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>http://hostile.example/maps2</loc></sitemap></sitemapindex>"
STRANGE = (
    '<ul class="list"><li><a href="http://evilhostile.example/20251210/931.html">医院电子病历</a></li>'
    f'<li><a href="/20251210/{"9" * 5_000}.html">医院电子病历</a></li><li><a href="http://[">医院</a></li></ul>'
)
# List of the hostile outlet → what it answers, and the kind of failure that is to be told; empty: none of its own.
LISTS: dict[str, tuple[bytes | Callable[[Send], None], str]] = {
    "list": (page(links(range(ENDLESS + 3))), ""),
    "many": (page(links(range(1_000, 12_000))), "layout"),
    "waiting": (page(links((901, 902, 903), "加载中…")), ""),
    "frozen": (page(links(range(910, 920), "雪景{}", "20251001")), ""),
    "headers": (endless_headers, "too-large"),
    "strange": (page(links((930,), "医院") + STRANGE), ""),
    "half": (bare(f"<html><body>{links(range(3))}"), "cut"),
    "port": (to("http://hostile.example:22/"), "port"),
    "office": (to("http://nas.corp/"), "off-site"),
    "mute": (page('{"data": []}'), ""),
    "nested": (page("[" * 100_000), "layout"),
    "maps": (page(INDEX), ""),
    "maps2": (page(INDEX), "layout"),
    "refuses": (page(links((940,))), "no-robots-http-503"),
    "wrong": (page(links((950,))), "no-robots-certificate"),
}
SWAMP = b"User-agent: *\nDisallow: /never\n" * 330_000  # 10 MB of robots.txt
# Outlets without an end → the kind by which that is told, and how many of their pages may be asked for.
INSATIABLE = {"over_pages": (200, 60), "over_bytes": (40, 30), "over_links": (60, 20), "too_long": (400, 300)}


class Site(socketserver.StreamRequestHandler):
    """Answers as a proxy for whatever host, with raw bytes, as no server library would."""

    context: ssl.SSLContext

    def handle(self) -> None:
        method, target = self.rfile.readline().decode().split()[:2]
        ASKED.append(target)
        while self.rfile.readline().strip():
            pass
        with suppress(OSError):  # the client has had enough
            if method == "CONNECT" and target.startswith("wrong."):
                self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
                self.context.wrap_socket(self.connection, server_side=True)
            elif method == "CONNECT":
                self.wfile.write(page("", status=b"502 No"))
            else:
                _, _, host, path = target.split("/", 3)
                answer = self.answer(host.removesuffix(".example").replace("-", "_"), path)
                self.wfile.write(answer) if isinstance(answer, bytes) else answer(self.wfile.write)

    def answer(self, name: str, path: str) -> bytes | Callable[[Send], None]:
        named = re.search(r"/(\d+)(?:_(\d+))?\.html", path)
        number, part = (int(named[1]), int(named[2] or 1)) if named else (-1, 1)
        if path == "robots.txt":
            robots = {"over_links": page(SWAMP), "refuses.hostile": page("", status=b"503 No")}
            return robots.get(name, page(""))
        if path.endswith(".png"):
            picture = PICTURES[path.rpartition("/")[2]]()
            return page(picture).replace(b"text/html; charset=utf-8", b"image/png")
        if name == "unread":
            return page(UNREAD.format(number) if number >= 0 else links(range(5)))
        if name in SOUND:
            title = f"{name} 全民健康信息平台上线{number}"
            text = "".join(TEXT.format(f"{name}市第{number}医院第{n}分院") for n in range(9)) + SEEN
            return page(FRAME.format(title, text) if number >= 0 else links(range(3), name + "全民健康信息平台上线{}"))
        if name in INSATIABLE:
            return self.insatiable(name, number)
        if number == ENDLESS:
            return to(f"http://hostile.example/20251210/{ENDLESS}.html?{time.monotonic_ns()}")
        if number in PARTS.values():
            onward = f'<p>第{part}页</p><a href="{number}_{part + 1}.html">下一页</a>'
            return page(ARTICLE + onward, status=b"200 OK" if part == 1 or number == PARTS[MANY_PARTS] else b"500 No")
        if 0 <= number < ENDLESS:
            return TRAPS[NAMES[number]][0]
        if path.startswith("endless"):
            turn = int(path.partition("page")[2] or 0)
            return page(links((2_000 + turn,), "雪景{}"))
        return LISTS[re.split(r"\W", path)[0]][0] if number < 0 else page(ARTICLE)

    def insatiable(self, name: str, number: int) -> bytes:
        if number < 0:
            many = INSATIABLE[name][0]
            promising = links(range(many // 2, many), "人工智能助力医院电子病历{}")
            return page(links(range(many // 2), "医院雪景{}") + promising)
        if name == "too_long":
            time.sleep(0.5)
        return page(ARTICLE + f"<!--{'x' * 300_000}-->" if name == "over_bytes" else ARTICLE)
