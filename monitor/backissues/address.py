"""The address under 链接, over however many lines, as text, as a link, or as both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from monitor.forms.line import Line, bare
from monitor.text.urls import LONGEST, is_web_address, plain_address

_MARKDOWN = re.compile(r"\[[^\[\]]{0,300}\]\((.{1,2000})\)")
_BETWEEN = re.compile(r"[;,；，、](?=\s{0,9}https?://)")
_ESCAPE = re.compile(r"(?<!\\)\\+(?=[_*~.&#-])")
# Chinese words of a query, where a value begins with them or another follows, and of a path that goes on behind them.
_HAN = r"[\u3400-\u9fff]"
_IN_QUERY = rf"(?<==){_HAN}\w{{0,60}}|{_HAN}\w{{0,60}}(?=[&=])"
_IN_PATH = rf"(?<=/){_HAN}[\w/-]{{0,60}}?(?=/[a-zA-Z0-9]|\.[a-z]{{3,5}}(?!\w))"
_WRITTEN = re.compile(rf"https?://(?:[!-~]|{_IN_QUERY}|{_IN_PATH}){{1,3000}}", re.IGNORECASE)
_ESCAPED_HOST = re.compile(r"https?://(?:[a-z0-9.:-]|%[0-9a-f]{2}){1,400}(?=[/?#]|$)", re.IGNORECASE)
_HOST = re.compile(r"https?://[\w.:-]{1,400}", re.IGNORECASE)
# Office programs take into a link what is typed behind an address without a blank (。, 点击查看); the files of this
# system and Markdown do not.
_WIDE = re.compile("[\u2e80-\uffef]")
_WITHOUT_SCHEME = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,9}(?:cn|com|net|org)(?:/[!-~]*)?", re.IGNORECASE)


def is_address(url: str) -> bool:
    """Tell whether `url` is a web address of bearable length, with a port that there is."""
    try:
        plain_address(url)
        return len(url) <= LONGEST and is_web_address(url) and urlsplit(url).port != 0  # a bad port raises
    except ValueError:
        return False


def _with_host(address: str) -> str:
    """`address` with the host as it is read, of which some programs make %E5 as of a path; no host has these."""
    found = _ESCAPED_HOST.match(address)
    host = unquote(found[0]) if found else ""
    return host + address[found.end() :] if found and _HOST.fullmatch(host) else address


def printed_address(lines: Sequence[Line]) -> tuple[str, str]:
    """Return the address that `lines` print, else that of their link, and what is to be said of it in Chinese; an empty
    address with what is wrong."""
    if not lines:
        return "", "没有链接"
    words = _BETWEEN.sub(" ", " ".join(line.text for line in lines)).split()
    begins = [place for place, word in enumerate(words) if bare(word).startswith("http")][:2]
    first = words[: begins[1]] if len(begins) > 1 else words
    alone = _with_host("".join(first))
    printed = _ESCAPE.sub("", bare("".join(first)))
    linked = next((_with_host(line.address) for line in lines if is_address(line.address)), "")
    exact = linked if all(line.literal for line in lines) or not _WIDE.search(linked) else ""
    if exact and unquote(alone) == unquote(exact) and is_address(alone):
        return alone, ""  # nothing stands behind it, whatever it ends with
    if found := _MARKDOWN.search(printed):
        printed = found[1]
    whole = _WRITTEN.search(printed)
    if exact and bare(unquote(exact)) == printed:  # as it is read: words and blanks that are written as %E5 and %20
        return printed if whole and whole[0] == printed == unquote(linked) else linked, ""
    address = whole[0].rstrip(".,;()<>[]\"'") if whole else ""
    if address and not printed.endswith(("...", "…")) and is_address(address):
        differs = linked and plain_address(linked).key != plain_address(address).key
        if len(first) < len(words) and "".join(first) != "".join(words[len(first) :]):
            return address, "的链接印了不止一个，用第一个"
        return address, f"的链接印的是 {address:.60}，点开却是 {linked:.60}；以印的为准" if differs else ""
    if linked:
        return linked, ""
    if bared := _WITHOUT_SCHEME.fullmatch(printed):
        return f"http://{bared[0]}", "的链接没有印 http://，已补上"
    if not printed:
        return "", "没有链接"
    return "", f"的网址不对，应为 http(s) 网址，不超过 {LONGEST} 字：{printed:.60}"
