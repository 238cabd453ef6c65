"""What of a page nobody sees, and what is no text: left out wherever text is read."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

# Never text of an article, on any site.
FURNITURE = frozenset(
    (
        "script", "style", "noscript", "template", "iframe", "input", "button", "select", "textarea", "datalist",
        "audio", "video", "object", "embed", "svg", "canvas",
    )
)  # fmt: skip
STRUCK = frozenset(("del", "s", "strike"))  # struck out: on the page, but no longer said
READINGS = frozenset(("rt", "rp"))  # how the word beside them is read
_INLINE = frozenset(("span", "font", "i", "em", "b", "small", "label"))
_END = r"(?:!important)?(?:;|$)"
_ZERO = r"0(?:\.0+)?(?:px|pt|em|rem|%|vw|vh)?"
# On a style without blanks, in lower case. Off screen: three digits at least, for a hanging indent has one.
_UNSEEN = re.compile(
    rf"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|opacity:{_ZERO}|color:transparent"
    r"|(?:left|top|right|bottom|text-indent|margin-left|margin-top):-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%|vw|vh)?"
    r"|clip:rect\((?:0|1px|auto)[^)]{0,40}\)|clip-path:(?:inset\((?:50|100)%[^)]{0,20}\)|circle\(0[^)]{0,20}\))"
    rf"|transform:scale\(0\)|text-decoration(?:-line)?:line-through){_END}"
)
_NO_SIZE = re.compile(rf"(?:^|;)font-size:{_ZERO}{_END}")
_OWN_SIZE = re.compile(r"font-size\s*:", re.IGNORECASE)
_FLAT = re.compile(rf"(?:^|;)(?:max-)?(?:height|width):(?:{_ZERO}|1px){_END}")
_CUT_OFF = re.compile(r"(?:^|;)overflow(?:-[xy])?:(?:hidden|clip)")
_JAMMER = re.compile(r"(?:^|\s)(?:jammer|sr-only|visually-?hidden|screen-reader-text)(?:\s|$)")
_ADVERTISEMENT = re.compile(r"(?:^|[\s_-])(?:ads?|adsbygoogle|advert\w*)(?:$|[\s_-])", re.IGNORECASE)


def is_no_text(element: HtmlElement) -> bool:
    """Tell whether what stands in `element` is no text of an article, or none that a reader sees."""
    tag = element.tag
    if tag in FURNITURE or tag in STRUCK or tag in READINGS:
        return True
    if tag == "ins":
        return _is_advertisement(element)
    if tag == "form":
        return _has_only_fields(element)
    return is_hidden(element)


def is_hidden(element: HtmlElement) -> bool:
    """Tell whether the element's own attributes hide it: any spelling of `style`, `hidden`, an inline element that is
    kept from readers' machines, the class of a jammer against copying."""
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or ((style := attributes.get("style")) and _style_hides(element, style)):
        return True
    if attributes.get("aria-hidden") == "true" and element.tag in _INLINE and element.find(".//img") is None:
        return True
    return "class" in attributes and _JAMMER.search(attributes["class"]) is not None


def _style_hides(element: HtmlElement, style: str) -> bool:
    style = "".join(style.split()).lower()
    if _UNSEEN.search(style) or (_CUT_OFF.search(style) and _FLAT.search(style)):
        return True
    if not _NO_SIZE.search(style):
        return False
    # A box of size 0 closes the gaps between its children, which have a size of their own, or are pictures.
    inside = (each for each in element.iterdescendants() if isinstance(each.tag, str))
    return not any(each.tag == "img" or _OWN_SIZE.search(each.get("style") or "") for each in inside)


def _is_advertisement(element: HtmlElement) -> bool:
    if any(name.startswith("data-ad") for name in element.attrib) or _ADVERTISEMENT.search(element.get("class") or ""):
        return True
    return not "".join(element.itertext()).strip()


def _has_only_fields(form: HtmlElement) -> bool:
    """Tell whether a form is a box to be filled in: some sites set their whole page into one."""
    return form.find(".//p") is None and form.find(".//br") is None and form.find(".//div") is None
