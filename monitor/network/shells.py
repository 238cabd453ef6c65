"""Shells: pages without a text of their own whose script leads to the real one (moved channels of 新华网, 人民网 and
TRS sites; dossiers ynet, bjd, epaper-founder)."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from itertools import islice
from urllib.parse import SplitResult, unquote, urlsplit

from lxml.html import HtmlElement
from scrapy.http import HtmlResponse

from monitor.data.scripts import without_comments
from monitor.text.urls import LONGEST, absolute, is_web_address

_LARGE = 20_000  # bytes; a shell has some hundred
_PARTS = 8  # of an address
_TEXT = 60  # characters; 正在跳转，如果没有自动跳转，请点击这里 is no text
_NO_TEXT = frozenset(("script", "style", "title", "noscript", "template"))
_STRING = r"""(["'`])([^"'`\n]{0,2000})"""
_LEADS = re.compile(
    r"""(?:(?<![\w$-])location|\[\s{0,9}["']location["']\s{0,9}\])"""
    r"""(?:(?:\s{0,9}\.\s{0,9}(?:href|pathname)|\s{0,9}\[\s{0,9}["']href["']\s{0,9}\])?\s{0,9}=(?!=)"""
    r"""|\s{0,9}(?:\.\s{0,9}(?:replace|assign)|\[\s{0,9}["'](?:replace|assign)["']\s{0,9}\])\s{0,9}\()"""
    r"""|\bdocument\.URL\s{0,9}=(?!=)|\bnavigate\(|\(location\)\.(?:attr|prop)\(\s{0,9}["']href["']\s{0,9},"""
    r"""|\((?:window|top|self|document)\)\.(?:attr|prop)\(\s{0,9}["']location["']\s{0,9},"""
    r"""|\bopen\((?=[^()\n]{1,2000},\s{0,9}["']_(?:self|top|parent)["'])"""
)
# Of an address that a script puts together every part must be written out, here or where a name was given to it.
_PART = re.compile(rf"[\s(]{{0,9}}(?:{_STRING}\1|([A-Za-z_$][\w$]{{0,40}})|(\d{{1,15}})(?![\w.]))[\s)]{{0,9}}")
_TURNED = re.compile(rf"\.replace\(\s{{0,9}}{_STRING}\1\s{{0,9}},\s{{0,9}}{_STRING}\3\s{{0,9}}\)[\s)]{{0,9}}")
_NAMED = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]{0,40})\s{0,9}(\+?)=(?!=)")
# function go(u) { location.href = u }, which is called with the address.
_FUNCTION = re.compile(
    r"\bfunction\s{1,9}([A-Za-z_$][\w$]{0,40})\(\s{0,9}([A-Za-z_$][\w$]{0,40})\s{0,9}\)\s{0,9}\{([^{}]{0,500})\}"
)
_CHOICE = re.compile(
    r"""(?:[^;\n?"'`]|"[^"\n]{0,40}"|'[^'\n]{0,40}'){1,200}+\?(?![.?])"""
)  # location = isTelephone() ? "…" : "…"
_WHOLE = re.compile(r"(?<![\w-])width\s{0,9}[=:]\s{0,9}100(?:%|vw)", re.IGNORECASE)
_FLAT = re.compile(
    r"(?<![\w-])height\s{0,9}[=:]\s{0,9}[01](?:px)?\s{0,9}(?:;|$)|display\s{0,9}:\s{0,9}none", re.IGNORECASE
)
_TEMPLATE = re.compile(r"`([^`\n]{1,2000})`")
_GAP = re.compile(r"\$\{\s{0,9}([A-Za-z_$][\w$.]{0,60})\s{0,9}\}")  # `${host}/a.html`
# What a script says of the page's own address.
_OWN = re.compile(
    r"(?<![\w$.-])(?:(?:window|document|self)\.)?location\.(protocol|hostname|host|origin|search|hash|href|pathname)"
    r"(?![\w$]|\s{0,9}=(?!=))"
)
# What a script puts behind an address lest a cache answer: any number will do.
_CLOCK = re.compile(
    r"(?:(?<=\+)\+|(?<=\+\s)\+)?"
    r"(?:Math\.random\(\)|Date\.now\(\)|\(?new Date(?:\(\))?\)?(?:\.(?:getTime|valueOf)\(\))?)(?![\w.])"
)
# What it writes into its page: a meta tag that leads on, a frame as wide as the page.
_WRITES = re.compile(
    r"http-equiv=\\?[\"']?refresh\\?[\"']?\s{1,9}content=\\?[\"']?\s{0,9}\d{1,2}\s{0,9}[;,]\s{0,9}url=\\?[\"']?([^\"'\\>\s]{1,2000})"
    r"|<i?frame\s(?=[^<>]{0,300}width\s{0,3}[=:]\\?[\"']?100%)[^<>]{0,300}?src=\\?[\"']?([^\"'\\>\s]{1,2000})",
    re.IGNORECASE,
)
_AS_IT_IS = re.compile(r"(?<![\w$.])encodeURI(?=\()")
_TO_TELEPHONES = re.compile(r"https?://(?:m|wap|3g|mobile)\.|https?://[^/]{1,260}/(?:m|wap|mobile)/", re.IGNORECASE)
_HAS_MOVED = re.compile("[迁移]|搬[到至家]|改版|跳转|moved|redirect", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?:u00|x)([0-9a-fA-F]{2})|\\/")
_PACKED = re.compile(
    rf"\b(?:(?:window|self)\.)?(unescape|decodeURI(?:Component)?|atob)\(\s{{0,9}}{_STRING}\2\s{{0,9}}\)"
)


def has_text(response: HtmlResponse) -> bool:
    """Tell whether the page shows its reader more than a notice that it leads on."""
    if len(response.body) > _LARGE:
        return True
    root = response.selector.root if response.body.strip() else None
    pieces = _shown(root) if isinstance(root, HtmlElement) else iter(())
    return sum(len("".join(piece.split())) for piece in pieces) > _TEXT


def script_targets(response: HtmlResponse) -> list[str]:
    """Return the absolute addresses to which the scripts of a page without text lead (`location`, its `href`,
    `replace`, `assign`, of any window), and its frames, in page order, but editions for telephones last; a base address
    counts. None for a page with a text, and for one that sets a cookie first: that is a challenge."""
    body = response.body
    if len(body) > _LARGE or b"document.cookie" in body or has_text(response):
        return []
    root = response.selector.root if body.strip() else None
    if not isinstance(root, HtmlElement):
        return []
    scripts = (node for node in root.iter("script") if next(node.iterancestors("noscript", "template"), None) is None)
    texts = [*(node.text or "" for node in scripts), *(node.get("onload") or "" for node in root.iter("body"))]
    found = [url for text in texts if text for url in _led(text, urlsplit(response.url))]
    found += [each[1] or each[2] for text in texts for each in _WRITES.finditer(without_comments(text))]
    found += [node.get("src") or "" for node in root.iter("frame", "iframe") if node.tag == "frame" or _fills(node)]
    targets = [url for url in (absolute(response, url) for url in found if url) if is_web_address(url)]
    targets = [url for url in targets if url.partition("#")[0] != response.url] or _pointed(response, root)
    return sorted(dict.fromkeys(targets), key=lambda url: _TO_TELEPHONES.match(url) is not None)


def _fills(frame: HtmlElement) -> bool:
    """Tell whether a frame within a page is as wide as that: all that its reader sees. Those that count are hidden."""
    style = f"width={frame.get('width')};height={frame.get('height')};{frame.get('style')}"
    return _WHOLE.search(style) is not None and _FLAT.search(style) is None


def _led(script: str, here: SplitResult) -> Iterator[str]:
    """The addresses to which a script leads of the page that lies `here`."""
    script = _TEMPLATE.sub(lambda each: _GAP.sub(r"`+\1+`", each[0]), _AS_IT_IS.sub("", script))
    script = without_comments(_PACKED.sub(_unpacked, script))
    script = _ESCAPED.sub(lambda each: chr(int(each[1], 16)) if each[1] else "/", script)
    script = _CLOCK.sub('"1"', script)
    own = {
        "href": here.geturl(), "pathname": here.path, "protocol": f"{here.scheme}:", "host": here.netloc,
        "hostname": here.hostname or "", "origin": f"{here.scheme}://{here.netloc}", "hash": "",
        "search": f"?{here.query}" if here.query else "",
    }  # fmt: skip
    script = _OWN.sub(lambda each: f'"{own[each[1]]}"', script)
    names: dict[str, str] = {}
    for name in _NAMED.finditer(script):
        value, _ = _joined(script, name.end(), names)
        if not name[2]:
            names.update({name[1]: value} if value is not None else {})
        elif name[1] in names:  # +=
            names[name[1]] += value or ""
            if not value or len(names[name[1]]) > LONGEST:
                del names[name[1]]
    places = [each.end() for each in _LEADS.finditer(script)]
    for name in islice(_FUNCTION.finditer(script), _PARTS):
        lead = _LEADS.search(name[3])
        given = _PART.match(name[3], lead.end()) if lead else None
        if given and given[3] == name[2]:
            places += [each.end() for each in re.finditer(rf"(?<![\w$.]){re.escape(name[1])}\(", script)]
    for place in places:
        if url := _joined(script, place, names)[0]:
            yield url
        elif choice := _CHOICE.match(script, place):
            first, place = _joined(script, choice.end(), names)
            if script[place : place + 1] == ":":
                yield from filter(None, (first, _joined(script, place + 1, names)[0]))


def _joined(script: str, place: int, names: dict[str, str]) -> tuple[str | None, int]:
    """The strings, figures and names from `place` on, joined, and where they end; None if one of them is not known."""
    url = ""
    for _ in range(_PARTS):
        part = _PART.match(script, place)
        if not part or (part[3] and part[3] not in names):
            return None, place
        value, place = names[part[3]] if part[3] else part[2] or part[4] or "", part.end()
        while turned := _TURNED.match(script, place):
            value, place = value.replace(turned[2], turned[4], 1), turned.end()
            if len(value) > LONGEST:
                return None, place
        url += value
        if len(url) > LONGEST:
            return None, place
        if script[place : place + 1] != "+":
            return None if script[place : place + 1] in (".", "[", "(", "?") else url, place
        place += 1
    return None, place


def _pointed(response: HtmlResponse, root: HtmlElement) -> list[str]:
    """Where the one link of a page leads that says no more than that the page has moved, or is to be left."""
    said = "".join("".join(_shown(root)).split())
    links = {absolute(response, href) for node in root.iter("a") if (href := node.get("href") or "")}
    return [url for url in links if is_web_address(url)] if len(links) == 1 and _HAS_MOVED.search(said) else []


def _unpacked(packed: re.Match[str]) -> str:
    text = unquote(packed[3])
    if packed[1] == "atob":
        try:
            text = b64decode(packed[3]).decode()
        except ValueError:
            return packed[0]
    return f"{packed[2]}{text}{packed[2]}"


def _shown(root: HtmlElement) -> Iterator[str]:
    for node in root.iter():
        inside = node.tag in _NO_TEXT or not isinstance(node.tag, str)
        if not inside:
            yield node.text or ""
        yield node.tail or ""
