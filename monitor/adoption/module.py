"""The text of a declaration, as a person would write it, and the class that it declares. Pure but for the import of
what the text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, dataclass, fields
from types import ModuleType
from typing import cast

from monitor.adoption.layout import PIECE, call, wrap
from monitor.guessing.papers import Paper
from monitor.guessing.platforms import JPAGE, PLAIN
from monitor.outlet.spider import OutletSpider
from monitor.reading.template import Template
from monitor.text.urls import AddressForm

_WORD = re.compile(
    r"(?P<before>https?://[^{}\s]+?/)(?P<word>[\w-]+)(?P<behind>/|(?:\.\w{2,6})?(?:/?\?[^{}\s\"]*)?|/[\w-]+\.\w+)"
)


@dataclass(frozen=True)
class Listed:
    """A list to declare: its name, its address, whether all in it is about health, whether it is Hanweb's jpage."""

    name: str
    url: str
    health: bool = False
    jpage: bool = False


@dataclass(frozen=True)
class Declaration:
    """All that a module says. `card` is its text behind the first line."""

    name: str
    printed: str
    region: str
    url: str
    hosts: tuple[str, ...]
    family: str
    forms: tuple[AddressForm, ...]
    card: str
    lists: tuple[Listed, ...] = ()
    paper: Paper | None = None
    templates: tuple[Template, ...] = ()


def write_module(told: Declaration) -> str:
    """Return the text of the module, formatted as the project's are."""
    families = sorted({told.family} | ({PLAIN} if any(not each.jpage for each in told.lists) else set()))
    named = bool([each for each in told.lists if not _grouped(each)])
    imports = [
        "from monitor.listing.any_list import AnyList" if named else "",
        "from monitor.outlet.spider import OutletSpider",
        "from monitor.reading.template import Template" if told.templates else "",
        "from monitor.text.urls import AddressForm",
        f"from spiders.families import {', '.join(families)}",
    ]
    title = "".join(word.title() for word in told.name.split("_"))
    body = [
        f'    name = "{told.name}"',
        f'    outlet = "{told.printed}"',
        f'    region = "{told.region}"',
        "    on_trial = True",
        f'    family = "{told.family}"',
        f"    hosts = ({''.join(_quoted(host) + ', ' for host in told.hosts).strip().rstrip(',')},)"
        if len(told.hosts) == 1
        else f"    hosts = ({', '.join(map(_quoted, told.hosts))})",
        "    articles = (",
        *(line for form in told.forms for line in _form(form)),
        "    )",
        *_sources(told),
        *_templates(told),
    ]
    card = "\n".join(wrap(told.card))
    head = f'"""{told.printed} {told.url}\n\n{card}\n"""\n\n'
    declared = f'class {title}(OutletSpider):\n    """{told.printed}"""\n\n' + "\n".join(body) + "\n"
    return head + "\n".join(filter(None, imports)) + "\n\n\n" + declared


def load_module(text: str, name: str) -> type[OutletSpider]:
    """Return the outlet that the text of a module declares."""
    module = ModuleType(name)
    exec(compile(text, f"{name}.py", "exec"), module.__dict__)  # noqa: S102 (our own words, but for strings)
    found = next(each for each in vars(module).values() if isinstance(each, type) and each.__module__ == name)
    return cast("type[OutletSpider]", found)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _form(form: AddressForm) -> Iterator[str]:
    pieces = _pieces(form.pattern)
    yield "        AddressForm("
    for number, piece in enumerate(pieces, 1):
        yield f'            r"{piece}"' + ("," if number == len(pieces) else "")
    yield f"            {_quoted(form.canonical)},"
    if form.key != "{id}":
        yield f"            {_quoted(form.key)},"
    yield "        ),"


def _pieces(pattern: str) -> list[str]:
    """A pattern in pieces that fit a line each, cut before a group."""
    pieces = [""]
    for part in re.split(r"(?=\(\?[P:!])", pattern):
        if len(pieces[-1]) + len(part) > PIECE and pieces[-1]:
            pieces.append("")
        pieces[-1] += part
    return pieces


def _grouped(each: Listed) -> re.Match[str] | None:
    return _WORD.fullmatch(each.url)


def _sources(told: Declaration) -> Iterator[str]:
    if told.paper:
        mark = f', "a[href*={told.paper.mark}]"' if told.family == PLAIN and told.paper.mark else ""
        first = told.paper.first
        begin = first.partition("{day")[0] if told.family == "shtml_paper" else first  # which knows the rest
        yield f"    sources = ({told.family}.issue({_quoted(begin)}{mark}),)"
        return
    groups: dict[tuple[str, str, bool, bool], list[str]] = {}
    alone = []
    for each in told.lists:
        if match := _grouped(each):
            word = match["word"] if each.name == match["word"] else f"{each.name}={match['word']}"
            groups.setdefault((match["before"], match["behind"], each.health, each.jpage), []).append(word)
        else:
            alone.append(each)
    yield "    sources = ("
    for (before, behind, health, jpage), words in groups.items():
        maker = JPAGE if jpage else PLAIN
        given = ["health=True"] if health and not jpage else ["health=False"] if jpage and not health else []
        yield from call(f"        *{maker}.lists(", [_quoted(f"{before}{{}}{behind}"), *_words(words), *given])
    for each in alone:
        of_health = ", health=True" if each.health else ""
        yield f"        AnyList(name={_quoted(each.name)}, url={_quoted(each.url)}{of_health}),"
    yield "    )"


def _words(words: Sequence[str]) -> list[str]:
    return [_quoted(" ".join(words))]


def _templates(told: Declaration) -> Iterator[str]:
    if not told.templates:
        yield f"    templates = {told.family}.TEMPLATES"
        return
    yield "    templates = ("
    for template in told.templates:
        yield "        Template("
        for each in fields(template):
            value = getattr(template, each.name)
            if each.default is MISSING or value != each.default:
                shown = f"({', '.join(map(_quoted, value))},)" if isinstance(value, tuple) else _quoted(value)
                yield f"            {each.name}={shown},"
        yield "        ),"
    yield f"        *{told.family}.TEMPLATES,"
    yield "    )"
