"""The bulletin in Markdown, the master of all other forms."""

from __future__ import annotations

from urllib.parse import quote

from exports.parts import Kind, Part, read_parts
from monitor.bulletin import Bulletin
from monitor.text.markdown import Picture, Subhead, escape, write

# What an address may hold: anything else would end the <…>. Brackets may stand there too, but Python-Markdown looks for
# links and pictures first, and would take `<http://x.cn/![a](b)>` for one.
_URL_SAFE = ":/?#@!$&'()*+,;=%~._-"


def render(bulletin: Bulletin) -> bytes:
    """Return the bulletin as UTF-8 Markdown, the same bytes for the same bulletin."""
    return ("\n\n".join(map(_write, read_parts(bulletin))) + "\n").encode()


def _write(part: Part) -> str:
    text = escape(part.text)
    match part.kind:
        case Kind.TITLE:
            return f"# {text}"
        case Kind.NUMBER:
            return f"## {text}"
        case Kind.HEADING:
            return f"### {text}"
        case Kind.CONTENTS:
            return f"{part.place}. {text}"
        case Kind.OUTLET:
            # Four blanks keep it inside its list item for CommonMark and Python-Markdown, so the list goes on; behind
            # a number of three figures the item begins further right, and four would make code of the line.
            return f"{' ' * max(4, len(f'{part.place}. '))}{text}"
        case Kind.ARTICLE:
            # In a heading the number is text; a list would begin anew after the paragraphs between two articles.
            return f"#### {part.place}. {text}"
        case Kind.LINK:
            return f"{text}<{quote(part.url, safe=_URL_SAFE)}>"
        case Kind.SUBHEAD:
            return write([Subhead(part.text)])
        case Kind.PICTURE if part.photo:
            return write([Picture(part.photo.path, part.text)])
    return text
