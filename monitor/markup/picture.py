"""Where a picture really is: pages that load their pictures late show a grey placeholder until a script is done.

The attributes are those of public reports on lazy loading and of the dossiers; `file` is Discuz's, `_src` is that of
e-papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from monitor.styles.declarations import declarations, pixels

if TYPE_CHECKING:
    from monitor.markup.tree import Element

# Believed before `src`, in this order; those behind them only if they name a picture's file: `data-url` may be a page.
_LATE = (
    "data-src", "data-original", "_src", "data-lazy-src", "data-lazyload", "data-lazy", "data-actualsrc",
    "data-original-src", "data-real-src", "lazy-src", "lazysrc",
)  # fmt: skip
_PERHAPS = ("data-echo", "data-origin", "original", "zoomfile", "file", "data-file", "data-url")
_OTHERS = re.compile(r"src$|lazy|orig|echo|url$|file$|img|image|actual|real")
_SETS = ("data-srcset", "data-lazy-srcset", "srcset", "lazy-srcset")
_REDUCED = re.compile(r"(\.(?:jpe?g|png|gif))\.\d$", re.IGNORECASE)  # e-papers show a reduced copy (epaper-layout)
FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|avif)(?:\.\d)?(?:[?#!@]|$)", re.IGNORECASE)
PHOTO_FILE = re.compile(r"\.(?:jpe?g|png|webp)(?:[?#!@]|$)", re.IGNORECASE)  # who counts readers sends a GIF
_ENDS_IN_FILE = re.compile(r"^[^,]*\.(?:jpe?g|png|gif|webp|bmp)$", re.IGNORECASE)  # a name may hold a blank
_PAGE = re.compile(r"\.(?:s?html?|jsp|aspx?)\b|share", re.IGNORECASE)
_LONG = 2000  # characters; a picture in the address itself is longer
_NO_WEB = ("data:", "javascript:", "about:", "blob:", "file:")
# No attributes of an address, though a file's name may stand there.
_WORDS = frozenset(("alt", "title", "name", "id", "class", "style", "src", "onerror", "longdesc", "word_img", "oldsrc"))
# Within a script or JSON in an attribute.
_QUOTED = re.compile(
    r"""["'](?:https?:)?([^"'\s\\]{0,300}/[^"'\s\\]{1,300}\.(?:jpe?g|png|gif|webp|bmp))\\?["']""", re.IGNORECASE
)
# A file that may be a photograph, but is not where another attribute names one.
_MAYBE_STAND_IN = re.compile(
    r"(?:(?:default|wait|error|load|img_?bg)\d{0,2}[-_\w]{0,12}|[a-z]|bg|img|logo)\.(?:png|gif|jpe?g)$", re.IGNORECASE
)
_STAND_IN = re.compile(
    r"(?:^|[-_.])(?:lazy-?load(?:ing|er)?|lazy|loading|loader|blank|place-?holder|gr[ae]y|spacer|transparent|none"
    r"|no-?(?:pic|img)|pixel|1x1)\d{0,3}(?:[-_.]\w{1,12})?\.(?:gif|png|svg|webp|bmp)$"
    r"|^(?:lazy-?load|lazy|loading|blank|place-?holder|gr[ae]y|spacer|none|no-?(?:pic|img))\d{0,3}\.jpe?g$",
    re.IGNORECASE,
)
_PHOTO = re.compile(r"\d{5}|[0-9a-f]{12}", re.IGNORECASE)
_BETWEEN = re.compile(r",\s+|(?<=\d[wx]),")  # the candidates of a srcset; an address may hold a comma
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)([wx])")
_CAPTIONS = ("data-original-title", "data-caption", "data-title", "title", "alt")
_NO_CAPTION = re.compile(
    r"[\w\s().-]{0,200}\.(?:jpe?g|png|gif|webp|bmp)|[\x00-\x7f]*|(?:微信)?图片?_?\d*|照片\d*|点击\S{0,8}", re.IGNORECASE
)
# The icons of editors for files (UEditor, FCKeditor), and what designers call buttons, rules and emoji.
_ICON = re.compile(
    r"filetypeimages?/|/editor/images/(?:ext|smiley)/|(?:^|[-_/])(?:icon|ico|btn|button|arrow|bullet|dot|fgx|spacer|share|emoji)s?"
    r"(?:[-_][a-z]{1,12}\d{0,2}|\d{0,3})\.(?:gif|png|svg)(?:[?#]|$)|/(?:emojis?|emoticons?|emotions?|smil(?:ey|ies)|biaoqing)/",
    re.IGNORECASE,
)
# What a button may name beside its own file: the code that it shows, the page's mark that it shares.
_OF_A_BUTTON = re.compile(r"(?:^|[-_])(?:qr|ewm|erweima|share|logo|weixin|wx|wechat)", re.IGNORECASE)
# A folder of a site's advertisements, whose pictures lead away; not one of those named by two hexadecimal digits.
_ADVERT = re.compile(r"(?<!/[\da-f]{2})/(?:ads?|adv|advert\w{0,12}|guanggao)/(?![\da-f]{2}/)", re.IGNORECASE)
# Where a reader shares a page: the picture in such a link is a button.
_SHARES = re.compile(
    r"mailto:|(?:https?:)?//(?:service\.weibo|sns\.qzone\.qq|(?:connect|share)\.(?:qq|renren)|(?:www\.)?(?:facebook|twitter|linkedin)(?=\.com/.{0,20}(?:share|intent/|status=)))\.com/",
    re.IGNORECASE,
)
_RULE, _SMALL = 10.0, 40.0  # pixels of a line between parts, of an icon


def picture_address(image: Element) -> str:
    """Return the address of an `<img>` as the page writes it, empty if it tells none but a placeholder's."""
    return next(addresses(image), "")


def held_address(holder: Element) -> str:
    """Return the address of the photograph that an `<object>` or `<embed>`, or a drawing without a word, holds; empty
    for anything else."""
    inner = holder.find("image") if holder.tag == "svg" and not holder.text_content().strip() else holder
    if inner is None or (_side(inner, "width") or _SMALL + 1) <= _SMALL:
        return ""
    told = (_cut(inner.get(name)) for name in ("data", "src", "href", "xlink:href"))
    return next((each for each in told if PHOTO_FILE.search(each) and _is_address(each) and not _ICON.search(each)), "")


def is_shown(image: Element, address: str) -> bool:
    """Tell whether `src` says the `address` by which the picture is known: no placeholder, no other attribute."""
    return address == _cut(image.get("src"))


def is_ornament(image: Element) -> bool:
    """Tell whether an `<img>` is no picture of the article: a speck that counts readers, an icon before an attachment,
    a button, a rule, an emoji. A small one that stands in the middle of a line without such a name may be a character
    that had no code, and is kept."""
    address, src = picture_address(image), _cut(image.get("src"))
    late = any(image.get(name) for name in _LATE) or _is_late(image, address, src)
    if _ICON.search(address if late and address else src):
        return True
    around = image.getparent()
    if around is not None and around.tag == "a":
        href = (around.get("href") or "").strip()
        if _SHARES.match(href) or (_ADVERT.search(address) and href and not FILE.search(href)):
            return True
    sides = [side for name in ("width", "height") if (side := _side(image, name)) is not None]
    if len(sides) > 1 and max(sides) <= 1 and not (_is_late(image, address, src) and PHOTO_FILE.search(address)):
        return True
    if late or not sides:  # what a placeholder measures says nothing
        return False
    in_line = bool(image.tail.strip()) and around is not None and bool(around.text.strip())
    return min(sides) <= _RULE or (max(sides) <= _SMALL and not in_line)


def _is_late(image: Element, address: str, src: str) -> bool:
    """Tell whether `src` only holds the place of `address`, which another attribute names: not the link round an icon,
    nor what it opens."""
    if not address or address == src or (_is_address(src) and not _may_stand_in(src)):
        return False
    named = any(address in _cut(value) for name, value in image.attrib.items() if name[:2] != "on")
    return named and not _OF_A_BUTTON.search(_file_name(address))


def _may_stand_in(src: str) -> bool:
    return bool(_MAYBE_STAND_IN.match(_file_name(src)) or _ICON.search(src))


def _side(image: Element, name: str) -> float | None:
    """The width or height that an `<img>` is given, in pixels."""
    return pixels((image.get(name) or declarations(image.get("style") or "").get(name, "")).strip().lower() or "none")


def is_photo(address: str) -> bool:
    """Tell whether a file's name is one that a system gives to each photograph, not one that a designer gave."""
    return bool(_PHOTO.search(address.rpartition("/")[2]))


def said_captions(image: Element) -> Iterator[tuple[str, bool]]:
    """Yield what the attributes of an `<img>` say in words, and whether they are there to be read beside it."""
    for name in _CAPTIONS:
        said = image.get(name) or ""
        if said.strip() and not _NO_CAPTION.fullmatch(said.strip()):
            yield said, name.startswith("data-")


def addresses(image: Element) -> Iterator[str]:
    """Yield what may be the address of an `<img>`, the likeliest first: if that is a placeholder's, it is the next."""
    written = {name: _cut(value) for name, value in image.attrib.items()}
    files = {name: value for name, value in written.items() if FILE.search(value)}
    late, perhaps = (written.get(name, "") for name in _LATE), (files.get(name, "") for name in _PERHAPS)
    yield from filter(_is_address, (*late, *perhaps))
    src = written.get("src", "")
    if not _may_stand_in(src):
        yield from filter(_is_address, (src,))  # the others are looked for if it is none
    others = [value for name, value in files.items() if _OTHERS.search(name) and name not in _WORDS]
    # In a spelling that nobody has reported.
    others += [value for name, value in files.items() if not (name in _WORDS or "thumb" in name or "set" in name)]
    quoted = (_QUOTED.search(value) for name, value in written.items() if name not in _WORDS and len(value) < _LONG)
    others += [found[0].strip("\\\"'") for found in quoted if found]
    holder, around = image.getparent(), [image]
    while holder is not None and holder.tag == "picture":
        around += [holder, *holder.iterchildren("source")]
        holder = holder.getparent()
    sets = [_largest(each.get(name) or "") for each in around for name in _SETS]
    link = _cut(holder.get("href")) if holder is not None and holder.tag == "a" else ""
    linked = [link] if FILE.search(link) else []
    unnamed = [value for name in _PERHAPS if "/" in (value := written.get(name, "")) and not _PAGE.search(value)]
    yield from filter(_is_address, (*others, *sets, *linked, src, *unnamed))


def _largest(candidates: str) -> str:
    """Return the address of the widest picture in a `srcset`; of several densities that for a common screen."""
    best, address = float("-inf"), ""
    for candidate in _BETWEEN.split(candidates):
        words = candidate.strip(" ,\t\r\n").split()
        size = _SIZE.fullmatch(words[-1]) if len(words) > 1 else None
        worth = 0.0 if size is None else float(size[1]) if size[2] == "w" else -float(size[1])
        if words and worth > best and _is_address(_cut(words[0])):
            best, address = worth, _cut(words[0])
    return address


def _cut(address: str | None) -> str:
    address = (address or "").strip().replace("\\", "/")
    return _REDUCED.sub(r"\1", address) if address[-1:].isdigit() else address


def _is_address(value: str) -> bool:
    if value[:12].lower().startswith(_NO_WEB) or value[1:3] == ":/":  # C:/ of whoever pasted it from Word
        return False
    if not ("/" in value or FILE.search(value)):
        return False
    parts = value.split()
    return (len(parts) == 1 or bool(_ENDS_IN_FILE.search(value))) and not _STAND_IN.search(_file_name(value))


def _file_name(address: str) -> str:
    return re.split("[?#]", address, maxsplit=1)[0].rpartition("/")[2]
