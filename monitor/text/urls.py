"""Addresses: what makes two of them the same article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urljoin, urlsplit
from weakref import WeakKeyDictionary

from scrapy.http import TextResponse
from w3lib.html import get_base_url
from w3lib.url import canonicalize_url, safe_url_string

LONGEST = 2000  # characters of an address; no server takes many more
_FILE = r"\.(?!(?:jpe?g|png|gif|webp|bmp|svg|mp[34]|pdf|docx?|xlsx?|zip|css|js)\b)[a-z]{3,5}"
_PARAMETER = r"(?:page|pn|p|pageno|pagenum|pageindex|currentpage)"
_WHOLE = (  # of a link to all pages in one, 阅读全文
    rf"all{_FILE}(?=[\"']?(?:\s[^<>]{{0,99}})?>(?:<\w{{1,9}}>)?[^<>]{{0,9}}"
    r"全文(?:阅读|浏览|显示)?(?:&\w{1,6};|[^<>\w]){0,4}<)"
)
# What stands behind an article's name in the address of its page n, or is left for a script to complete.
PAGE_MARK = re.compile(
    rf"(?:/[a-z]{{1,12}})?[_-](?:(?P<n>\d{{1,3}})(?:{_FILE}|(?=[\"'\s?#])(?![\"']\s?\+))|(?P<open>\\?[\"']\s?\+|%d|\$?\{{\w{{0,12}}\}}|{_WHOLE}))"
    rf"|(?:(?:{_FILE})?\?|&(?:amp;)?)(?:[\w%.-]{{1,24}}=[\w%.-]{{0,40}}&(?:amp;)?){{0,4}}{_PARAMETER}=(?P<q>\d{{1,3}})\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\bcreatePageHTML\w{0,9}\s{0,9}\(\s{0,9}(?:[\"'][a-z_][\w-]{0,40}[\"']\s{0,9},\s{0,9})?[\"']?(\d{1,3})\b"
    r"(?![^()]{0,20}[\"'](?:index|list)\b)|\bcountPage\s{0,9}[=:]\s{0,9}[\"']?(\d{1,3})\b",
    re.IGNORECASE,
)
_SAYS_COUNT = ("PageH", "pageH", "pageh", "ountPage", "ountpage")  # a page without is not searched
# What other parts of a page count too: it tells of the article in a script that names it.
_ANY_COUNT = re.compile(
    r"\b[_n]?(?:page_?count|total_?pages?|pages?_?total|(?:max|all|sum|end|last)_?pages?|page_?nums)[\"']?\s{0,9}[=:]\s{0,9}"
    r"(?:\{[^{}]{0,99}?\b(?:count|total|pages?)[\"']?\s{0,9}:\s{0,9})?[\"']?(\d{1,3})\b",
    re.IGNORECASE,
)
# Whatever the function is called that draws the links: how many, which is this, the article's name, its ending.
_DRAWN = re.compile(r"\w\s?\(\s?[\"']?(\d{1,3})[\"']?\s?,\s?[\"']?\d{1,3}[\"']?\s?,\s?$")
_ENDING = re.compile(r"[\"']\s?,\s?[\"']s?html?[\"']")
# Characters around the name in which its count stands; names that are looked at; characters of an article's own name.
_NEAR, _OCCURRENCES, SHORTEST_NAME = 300, 100, 5
# A Chinese input method writes full-width marks; what it puts around an address, and a sentence's end, are not of it.
_PASTED = re.compile(r"https?[:：][/／]{2}[^\"'<>“”‘’《》「」『』【】（），。；、：！？]+", re.IGNORECASE)
_ORIGIN = re.compile(r"(https?)[:：][/／]{2}([^/?#@]{1,260})([^?#]*)", re.IGNORECASE)
_USUAL_PORT = re.compile(r"^(http://[^/:]{1,253}):80$|^(https://[^/:]{1,253}):443$")  # which proxies write out
# What says nothing of a page: a second stroke behind the host, `/./`, a session of Java; and where somebody came from.
_SAYS_NOTHING = re.compile(r"^/{1,9}(?=/)|(?<=/)(?:\./){1,9}|;jsessionid=[\w.!-]{1,200}$", re.IGNORECASE)
_CAME_FROM = re.compile(r"(?<=[?&])(?:(?:spm|scm|utm_\w{1,20}|isappinstalled)=[^&#]*(?:&|(?=#|$)))+", re.IGNORECASE)
_STROKES = re.compile(r"(?<=^http:)/{3,}|(?<=^https:)/{3,}", re.IGNORECASE)
_BASES: WeakKeyDictionary[TextResponse, str] = WeakKeyDictionary()  # of pages that are being read
_HEAD, _FIRST = 50_000, 4096  # characters in which a <base> is looked for, the latter also beyond a head's end
_HEAD_ENDS = re.compile(r"</head\s{0,9}>|<body[\s>]", re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """What an article's address says: its canonical form, the outlet's stable id, the day (Asia/Shanghai) if the
    path holds one, and which page of a long article it is (from 1)."""

    url: str
    key: str
    day: date | None = None
    page: int = 1


@dataclass(frozen=True)
class AddressForm:
    """One form that the addresses of an outlet's articles have. `pattern` (regular expression) has the groups `id`
    (the outlet's stable id), `page` where a long article has several, and the day as `date` or `y` `m` `d`, where the
    path holds one. `canonical` and `key` are filled with the groups. A key must be the outlet's alone, so of two
    series of ids one needs a mark; but the key of a form with `page` is the id alone, by which a page's links to its
    own further pages are known.
    """

    pattern: str
    canonical: str
    key: str = "{id}"

    @property
    def paged(self) -> bool:
        """Whether addresses of this form can name a further page of an article."""
        return "(?P<page>" in self.pattern

    def match(self, url: str, twins: Mapping[str, str]) -> Address | None:
        """Return what `url` says, None if it has another form, or a page number that no article has. `twins`: host →
        the canonical host of the same site."""
        if len(url) > LONGEST or not (match := re.match(self.pattern, url)):
            return None
        groups = {name: value or "" for name, value in match.groupdict().items()}
        if len(groups.get("page", "")) > 4:  # digits: an article of ten thousand pages is none
            return None
        groups["host"] = twins.get(groups.get("host", ""), groups.get("host", ""))
        told = self.canonical.format(**groups), self.key.format(**groups), day_of(match), int(groups.get("page") or 1)
        return Address(*told)


def host_of(url: str) -> str:
    """Return the host name of `url` in lower case, without a port; empty if it has none or is no address."""
    try:
        return (urlsplit(url.strip()).hostname or "").lower()
    except ValueError:
        return ""


def base_of(response: TextResponse) -> str:
    """Return the address to which those on a page relate: that of its <base>, behind a long head too, else its own."""
    if response not in _BASES:  # Scrapy looks at 4096 characters alone
        end = _HEAD_ENDS.search(text := response.text[:_HEAD])
        try:
            base = get_base_url(text[: max(end.start(), _FIRST) if end else _FIRST], response.url, response.encoding)
        except ValueError:  # http://[
            base = ""
        _BASES[response] = base if is_web_address(base) else response.url
    return _BASES[response]


def absolute(response: TextResponse, href: str) -> str:
    """Return the address of a link on a page, empty for one that is none: `http://[`, a port beyond 65535, or half of a
    surrogate pair from JSON, must not cost a whole list."""
    try:
        address = urljoin(base_of(response), _STROKES.sub("//", href.strip().replace("\\", "/")))  # as browsers do
        address.encode()
        _ = urlsplit(address).port  # raises
        if not address.isascii():  # its host may be none, http://＼/; browsers send a query in the page's encoding
            in_gb = response.encoding.startswith("gb") and "?" in address
            safe = safe_url_string(address, "gb18030" if in_gb else "utf-8")
            address = f"{address.partition('?')[0]}?{safe.partition('?')[2]}" if in_gb else address
    except ValueError:
        return ""
    return address


def is_web_address(url: str) -> bool:
    """Tell whether `url` is an absolute http or https address with a host."""
    return re.match(r"https?://", url.strip(), re.IGNORECASE) is not None and bool(host_of(url))


def plain_address(url: str) -> Address:
    """Return the address of a page that no outlet claims: query sorted, fragment gone, key without the scheme."""
    try:
        canonical = canonicalize_url(url.strip())
    except ValueError:  # a host that is none, http://＼/: nobody has a page there
        canonical = url.strip()
    return Address(canonical, canonical.split("://", 1)[-1])


def tidied(url: str) -> str:
    """Return `url` as servers and other people write it: without blanks, scheme and host in small letters, no port
    where the scheme says it (RFC 3986, 6.2.2 and 6.2.3), and what says nothing of the page."""
    if not (match := _ORIGIN.match(url := re.sub(r"[\s\u200b\ufeff]", "", url))):
        return url
    host = _USUAL_PORT.sub(r"\1\2", f"{match[1]}://{match[2]}".lower())
    query, times = _CAME_FROM.subn("", url[match.end() :])
    return host + _SAYS_NOTHING.sub("", match[3]) + (re.sub(r"[?&](?=#|$)", "", query) if times else query)


def pasted_address(words: str) -> str:
    """Return the web address in what a person typed or pasted: with quotes or brackets around it, words before or
    behind, or broken over lines; empty if there is none."""
    match = _PASTED.search(words)
    address = re.split(r"\s(?=https?:)", match[0].strip(), maxsplit=1, flags=re.IGNORECASE)[0] if match else ""
    if not address.isascii():  # what follows behind a blank is a sentence, not the second half of the address
        address = address.split()[0]
    address = address.rstrip(".,;!:")  # ends a sentence, no address
    return tidied(address if "(" in address else address.rstrip(")"))


def page_number(url: str, name: str) -> int:
    """Return the number behind an article's `name` in the address of one of its pages, 0 if there is none."""
    mark = PAGE_MARK.match(url, url.rfind(name) + len(name)) if len(name) >= SHORTEST_NAME and name in url else None
    return int(mark["n"] or mark["q"] or 0) if mark else 0


def page_counts(text: str, name: str) -> Iterator[int]:
    """Yield the numbers of pages that scripts in a page's live source say its article has, whose file is `name`."""
    if any(word in text for word in _SAYS_COUNT):
        yield from (int(each[1] or each[2]) for each in _COUNT.finditer(text))
    quoted = re.finditer(rf"[\"']{re.escape(name)}[\"'.]", text) if len(name) >= SHORTEST_NAME else ()
    for match in islice(quoted, _OCCURRENCES):
        before = _DRAWN.search(text, max(match.start() - _NEAR, 0), match.start())
        if before and _ENDING.match(text, match.end() - 1):
            yield int(before[1])
        near = text[max(match.start() - _NEAR, 0) : match.end() + _NEAR]
        yield from (int(each[1]) for each in _ANY_COUNT.finditer(near))


def day_of(match: re.Match[str]) -> date | None:
    """Return the day in the groups `date` (YYYYMMDD) or `y`, `m`, `d` (of Hanweb's `/art/2026/7/9/` without noughts) of
    an address; None if absent or impossible."""
    groups = match.groupdict()
    digits = groups.get("date") or "".join((groups.get(name) or "").rjust(2, "0") for name in ("y", "m", "d"))
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])) if len(digits) == 8 else None
    except ValueError:
        return None
