"""Shells: pages without a text of their own whose script leads to the real one (moved channels of 新华网, 人民网 and
TRS sites; dossiers ynet, bjd, epaper-founder)."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from lxml.html import HtmlElement
from scrapy.http import HtmlResponse

from monitor.text.urls import LONGEST, absolute, is_web_address

_LARGE = 20_000  # bytes; a shell has some hundred
_PARTS = 8  # of an address
_TEXT = 60  # characters; 正在跳转，如果没有自动跳转，请点击这里 is no text
_NO_TEXT = frozenset(("script", "style", "title", "noscript", "template"))
_STRING = r"""(["'`])([^"'`\n]{0,2000})"""
_LEADS = re.compile(
    r"""(?:(?<![\w$-])location|\[\s{0,9}["']location["']\s{0,9}\])"""
    r"""(?:\s{0,9}\.\s{0,9}href|\s{0,9}\[\s{0,9}["']href["']\s{0,9}\])?"""
    r"""(?:\s{0,9}=(?!=)|\s{0,9}(?:\.\s{0,9}(?:replace|assign)|\[\s{0,9}["'](?:replace|assign)["']\s{0,9}\])\s{0,9}\()"""
    r"""|\bdocument\.URL\s{0,9}=(?!=)|\bnavigate\(|\(location\)\.(?:attr|prop)\(\s{0,9}["']href["']\s{0,9},"""
    r"""|\((?:window|top|self|document)\)\.(?:attr|prop)\(\s{0,9}["']location["']\s{0,9},"""
    r"""|\bopen\((?=[^()\n]{1,2000},\s{0,9}["']_(?:self|top|parent)["'])"""
)
# Of an address that a script puts together every part must be written out, here or where a name was given to it.
_PART = re.compile(rf"[\s(]{{0,9}}(?:{_STRING}\1|([A-Za-z_$][\w$]{{0,40}}))[\s)]{{0,9}}")
_NAMED = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]{0,40})\s{0,9}(\+?)=(?!=)")
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
    r"(?<![\w$.-])(?:(?:window|document|self)\.)?location\.(protocol|hostname|host|origin|search|hash)(?![\w$])"
)
_AS_IT_IS = re.compile(r"(?<![\w$.])encodeURI(?=\()")
_TO_TELEPHONES = re.compile(r"https?://(?:m|wap|3g|mobile)\.|https?://[^/]{1,260}/(?:m|wap|mobile)/", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?:u00|x)([0-9a-fA-F]{2})|\\/")
_PACKED = re.compile(rf"\b(unescape|decodeURI(?:Component)?|atob)\(\s{{0,9}}{_STRING}\2\s{{0,9}}\)")
_MUTE = re.compile(r"<!--|<script\b", re.IGNORECASE)
_SCRIPT_ENDS = re.compile(r"</script", re.IGNORECASE)
# Not the two bars of an address, nor image/* in a string.
_COMMENT = re.compile(r"""(?:^|(?<=[\s;{})>]))(?P<line>//.*)|(?<![\w"'`*])/\*""", re.MULTILINE)


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
    found += [node.get("src") or "" for node in root.iter("frame", "iframe") if node.tag == "frame" or _fills(node)]
    targets = [url for url in (absolute(response, url) for url in found if url) if is_web_address(url)]
    return sorted(dict.fromkeys(targets), key=lambda url: _TO_TELEPHONES.match(url) is not None)


def _fills(frame: HtmlElement) -> bool:
    """Tell whether a frame within a page is as wide as that: all that its reader sees. Those that count are hidden."""
    style = f"width={frame.get('width')};height={frame.get('height')};{frame.get('style')}"
    return _WHOLE.search(style) is not None and _FLAT.search(style) is None


def _led(script: str, here: SplitResult) -> Iterator[str]:
    """The addresses to which a script leads of the page that lies `here`."""
    script = _TEMPLATE.sub(lambda each: _GAP.sub(r"`+\1+`", each[0]), _AS_IT_IS.sub("", script))
    script = _without_comments(_PACKED.sub(_unpacked, script))
    script = _ESCAPED.sub(lambda each: chr(int(each[1], 16)) if each[1] else "/", script)
    own = {
        "protocol": f"{here.scheme}:", "host": here.netloc, "hostname": here.hostname or "", "hash": "",
        "origin": f"{here.scheme}://{here.netloc}", "search": f"?{here.query}" if here.query else "",
    }  # fmt: skip
    script = _OWN.sub(lambda each: f'"{own[each[1]]}"', script)
    names: dict[str, str] = {}
    for name in _NAMED.finditer(script):
        value = _put_together(script, name.end(), names)
        if not name[2]:
            names.update({name[1]: value} if value else {})
        elif name[1] in names:  # +=
            names[name[1]] += value
            if not value or len(names[name[1]]) > LONGEST:
                del names[name[1]]
    for lead in _LEADS.finditer(script):
        place = lead.end()
        if url := _put_together(script, place, names):
            yield url
        elif choice := _CHOICE.match(script, place):
            first, place = _joined(script, choice.end(), names)
            if script[place : place + 1] == ":":
                yield from filter(None, (first, _put_together(script, place + 1, names)))


def _put_together(script: str, place: int, names: dict[str, str]) -> str:
    """The strings and names from `place` on, joined; empty if one of them is not known."""
    return _joined(script, place, names)[0]


def _joined(script: str, place: int, names: dict[str, str]) -> tuple[str, int]:
    """The strings and names from `place` on, joined, and where they end; empty if one of them is not known."""
    url = ""
    for _ in range(_PARTS):
        part = _PART.match(script, place)
        if not part or (part[3] and part[3] not in names):
            return "", place
        url, place = url + (names[part[3]] if part[3] else part[2]), part.end()
        if len(url) > LONGEST:
            return "", place
        if script[place : place + 1] != "+":
            return "" if script[place : place + 1] in (".", "[", "(", "?") else url, place
        place += 1
    return "", place


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


def live_source(source: str) -> str:
    """Return the source of a page without its comments and those in its scripts: what they hold was put out of use."""
    kept, place = list[str](), 0
    while found := _MUTE.search(source, place):
        kept.append(source[place : found.start()])
        if found[0] == "<!--":
            end = source.find("-->", found.end() - 2)
            place = end + 3 if end >= 0 else len(source)
        else:
            ends = _SCRIPT_ENDS.search(source, found.end())
            place = ends.start() if ends else len(source)
            kept.append(_without_comments(source[found.start() : place]))
    return "".join([*kept, source[place:]])


def _without_comments(script: str) -> str:
    """Whichever kind begins first holds the marks of the other (`//*/` may end a block)."""
    kept, place, end = list[str](), 0, 0
    closed = script.rfind("*/")
    while begins := _COMMENT.search(script, end):
        end = begins.end()
        if not begins["line"]:
            if closed < end:
                continue
            end = script.find("*/", end) + 2
        kept.append(script[place : begins.start()])
        place = end
    return " ".join([*kept, script[place:]])
