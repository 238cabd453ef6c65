"""A made news site behind a proxy: python made_site.py PORT PAGES serves every host that is asked of it.

Its article pages are the size of the real ones that the project knows (median of eight: 22 KB, 300 elements, 100 links,
1000 characters of text); the words are drawn from Chinese characters at random, so that no two texts are alike.
"""

from __future__ import annotations

import random
import sys

from twisted.internet import reactor
from twisted.web import resource, server

PAGES = int(sys.argv[2])
_HAN = [chr(code) for code in range(0x4E00, 0x5E00)]
_RAIL = "".join(f'<li class="item"><a href="/channel/{n}/index.html">栏目{n}</a></li>' for n in range(50))
_HEAD = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>医院故事_网</title><meta name="source" content="本网">
<script>{"var counter = (window.counter || 0) + 1; track(counter);" * 120}</script>
<style>{".item { margin: 0 auto; padding: 4px 8px; }" * 60}</style></head>
<body><div class="nav"><ul>{_RAIL}</ul></div>"""
_FOOT = f'<div class="rail"><ul>{_RAIL}</ul></div><div class="foot"><p>版权所有</p></div></body></html>'


def article(number: int, seed: str) -> str:
    """An article page: eight paragraphs of 120 characters."""
    made = random.Random(seed)
    text = "".join(f"<p>　　医院平台{''.join(made.choices(_HAN, k=116))}。</p>" for _ in range(8))
    head = f'<h1>医院故事{number}</h1><p class="time">2025-12-{6 + number % 7:02d} 08:00</p>'
    return f'{_HEAD}<div class="main">{head}<div class="text">{text}</div></div>{_FOOT}'


class Site(resource.Resource):
    """Answers for every host: robots.txt with nothing, /list/ with all articles, anything else with an article."""

    isLeaf = True

    def render_GET(self, request: server.Request) -> bytes:
        uri = request.uri.decode()
        path = uri.split("/", 3)[3] if uri.startswith("http") else uri[1:]
        if path.startswith("robots"):
            return b""
        request.setHeader("Content-Type", "text/html; charset=utf-8")
        if path.startswith("list"):
            rows = (f'<li><a href="/202512{6 + n % 7:02d}/{n}.html">医院故事{n}</a></li>' for n in range(PAGES))
            return f'<ul class="list">{"".join(rows)}</ul>'.encode()
        return article(int(path.rsplit("/", 1)[-1].split(".")[0]), uri).encode()


if __name__ == "__main__":
    reactor.listenTCP(int(sys.argv[1]), server.Site(Site()), interface="127.0.0.1")  # type: ignore[attr-defined]
    reactor.run()  # type: ignore[attr-defined]
