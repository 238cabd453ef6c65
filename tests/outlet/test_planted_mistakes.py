"""The laws catch each mistake that a developer may make: planted into a sound outlet, one at a time."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import laws
import pytest
from conftest import PROJECT

from monitor.outlet.spider import OutletSpider

SOUND = (PROJECT / "spiders" / "eyesnews_gzrb.py").read_text("utf-8")
CLASS = "class EyesnewsGzrb(OutletSpider):"
# Law → what to change in the module, and a word of the complaint.
MISTAKES: dict[str, list[tuple[str, str, str, str]]] = {
    "name": [
        ("wrong name", 'name = "eyesnews_gzrb"', 'name = "gzrb"', "give both one name"),
        ("wrong class", CLASS, "class Gzrb(OutletSpider):", "give both one name"),
    ],
    "card": [
        ("no card", SOUND.split('"""')[1], "", "printed name and the address"),
        ("not filled in", 'region = "贵州"', 'region = "待填"', "待填"),
        ("a line for a card", SOUND.split('"""')[1], "贵州日报 http://szb.eyesnews.cn/\n\n列表。\n", "more than 60"),
    ],
    "polite": [
        ("faster", "    on_trial = True", '    custom_settings = {"DOWNLOAD_DELAY": 0}', "custom_settings"),
        ("its own agent", "    on_trial = True", '    user_agent = "Mozilla/5.0"', "user_agent"),
    ],
    "imports": [
        ("the store", "from spiders.families", "import monitor.store.database\nfrom spiders.families", "monitor.store"),
        ("requests", "from spiders.families", "import requests\nfrom spiders.families", "imports requests"),
    ],
    "paged": [
        (
            "a key of its own for an article of several pages",
            "    on_trial = True",
            "    articles = (layout_paper.AddressForm(r'^http://h/(?P<id>.+?)(?:_(?P<page>.))?$', 'h', 'web-{id}'),)",
            "by the id alone",
        )
    ],
    "anchored": [
        (
            border,
            "    on_trial = True",
            f"    articles = (layout_paper.AddressForm(r'^https?://{host}/(?P<id>[0-9]+)', 'h', '{{id}}'),)",
            "where the host begins and ends",
        )
        for border, host in (
            ("no beginning", r"[\w.]*szb\.eyesnews\.cn"),
            ("a dot that is any letter", r"szb.eyesnews.cn"),
            ("no end", r"szb\.eyesnews\.cn[a-z.]*"),
        )
    ],
    "frozen": [("a mutable attribute", "    on_trial = True", "    seen = []", "make it a tuple")],
    "family": [
        ("no family", 'family = "layout_paper"', 'family = "nosuch"', "no module"),
        ("its own templates alone", "templates = layout_paper.TEMPLATES", "templates = ()", "TEMPLATES"),
    ],
    "sources": [
        ("another host", 'hosts = ("szb.eyesnews.cn",)', 'hosts = ("eyesnews.example",)', "not of hosts"),
        (
            "a list that no job can keep",
            'node_01.html"),)',
            'node_01.html", instead_of=type("Local", (str,), {})()),)',
            "JOBDIR",
        ),
        ("nothing firm", "node_01.html\"),)", "node_01.html\", optional=True),)", "no source is firm"),
    ],
    "short": [("too long", "    on_trial = True", "\n".join(f"    on_trial_{n} = True" for n in range(40)), "lives in a family")],
    "pure": [
        (
            "a reader that makes requests",
            "    on_trial = True",
            "    @classmethod\n    def read(cls, response):\n        import socket\n        socket.socket()",
            "opened a connection",
        ),
        (
            "a reader that yields",
            "    on_trial = True",
            "    @classmethod\n    def read(cls, response):\n        yield response.follow('/')",
            "makes no requests",
        ),
        (
            "a reader that remembers",
            "    on_trial = True",
            "    @classmethod\n    def read(cls, response, seen=[]):\n        item = super().read(response)\n"
            "        seen.append(item)\n        item.editor = str(len(seen))\n        return item",
            "not pure",
        ),
    ],
    "evidence": [
        (
            "a template out of thin air",
            "templates = layout_paper.TEMPLATES",
            "templates = (Template(name='x', evidence='sure', headline='h1[', body='p'), *layout_paper.TEMPLATES)",
            "SEEN, CODE or GUESS",
        )
    ],
}  # fmt: skip
ALL = [(law, *mistake) for law, mistakes in MISTAKES.items() for mistake in mistakes]


@pytest.fixture
def plant(tmp_path: Path) -> Callable[[str], tuple[type[OutletSpider], Path]]:
    def make(text: str) -> tuple[type[OutletSpider], Path]:
        file = tmp_path / "eyesnews_gzrb.py"
        file.write_text("from monitor.reading.template import Template\n" * ("Template(" in text) + text, "utf-8")
        if "Template(" in text:  # the card comes first
            head, rest = text.split('\n"""\n', 1)
            file.write_text(f'{head}\n"""\nfrom monitor.reading.template import Template\n{rest}', "utf-8")
        spec = importlib.util.spec_from_file_location("eyesnews_gzrb", file)
        assert spec and spec.loader
        module: ModuleType = importlib.util.module_from_spec(spec)
        sys.modules["eyesnews_gzrb"] = module
        spec.loader.exec_module(module)
        pages = tmp_path / "pages"
        pages.mkdir()
        for path in (PROJECT / "tests" / "pages" / "eyesnews_gzrb").iterdir():
            (pages / path.name).write_bytes(path.read_bytes())
        (outlet,) = [
            each for each in vars(module).values() if isinstance(each, type) and each.__module__ == "eyesnews_gzrb"
        ]
        return outlet, pages

    return make


def faults(outlet: type[OutletSpider], pages: Path) -> dict[str, str]:
    return {name: told for name, law in laws.LAWS.items() if (told := "; ".join(law(outlet, pages)))}


def test_the_sound_outlet_breaks_no_law(plant: Callable[[str], tuple[type[OutletSpider], Path]]) -> None:
    assert faults(*plant(SOUND)) == {}


@pytest.mark.parametrize(("law", "mistake", "old", "new", "complaint"), ALL, ids=[each[1] for each in ALL])
def test_a_planted_mistake_is_caught(
    plant: Callable[[str], tuple[type[OutletSpider], Path]], law: str, mistake: str, old: str, new: str, complaint: str
) -> None:
    assert SOUND.count(old) >= 1
    text = SOUND.replace(old, new, 1)
    if law in ("paged", "anchored"):  # the planted attribute comes before the outlet's own
        text = text.replace("    articles = (layout_paper.article", "    former = (layout_paper.article", 1)
    told = "; ".join(laws.LAWS[law](*plant(text)))
    assert complaint in told, (mistake, told)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"expect": None}, "has no expectation"),
        ({"expect": {}}, "has no expectation"),
        ({"origin": "from the web"}, "origin says"),
        ({"origin": "saved 2026-11-22", "confirmed": False}, "read the expectation against the page"),
    ],
)
def test_a_page_that_proves_nothing_is_caught(
    plant: Callable[[str], tuple[type[OutletSpider], Path]], change: dict[str, object], complaint: str
) -> None:
    outlet, pages = plant(SOUND)
    path = next(pages.glob("2026*.json"))
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **change}), "utf-8")
    assert complaint in faults(outlet, pages)["tested"]


def test_an_outlet_without_pages_is_told_how_to_get_them(
    plant: Callable[[str], tuple[type[OutletSpider], Path]],
) -> None:
    outlet, pages = plant(SOUND)
    for path in pages.iterdir():
        path.unlink()
    assert faults(outlet, pages)["tested"].count("scrapy savepage eyesnews_gzrb URL") == 2
