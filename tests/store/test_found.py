"""The lists and templates that runs found out, in either database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from monitor.learning.induction import Learned
from monitor.reading.template import Template
from monitor.store import moving
from monitor.store.database import open_database, reading, writing
from monitor.store.found import (
    Find,
    find_found,
    find_learned,
    find_reader,
    save_finds,
    save_learned,
    settle_learned,
)  # fmt: skip
from monitor.store.models import Article

FIRST, LATER = date(2025, 12, 5), date(2025, 12, 12)


def test_what_was_found_is_kept_with_its_last_success(url: str) -> None:
    engine = open_database(url)
    health = Find("http://a.example/jk/", "健康", "menu", True, 20, 3, walked=True)
    with writing(engine) as session:
        save_finds(session, "a", FIRST, [health, replace(health, url="http://a.example/kj/", health=False, added=9)])
        save_finds(session, "b", FIRST, [health])
    with writing(engine) as session:  # asked again, and not walked
        save_finds(session, "a", LATER, [replace(health, links=7, added=1, walked=False)])
    with reading(engine) as session:
        kj, jk = find_found(session, "a", FIRST, 9)
        assert (kj.url, kj.added, kj.succeeded_on) == ("http://a.example/kj/", 9, FIRST), "what added the most is first"
        assert (jk.found_on, jk.succeeded_on, jk.links, jk.health, jk.name) == (FIRST, LATER, 7, True, "健康")
        assert [each.url for each in find_found(session, "a", LATER, 9)] == [jk.url], "the other is too old"
        assert len(find_found(session, "a", FIRST, 1)) == 1
    with writing(engine) as session:
        save_finds(session, "a", LATER, [health])
    with reading(engine) as session:
        assert find_found(session, "a", LATER, 9)[0].found_on == LATER, "a walk has met it again"


def test_every_table_is_moved_wherever_it_stands() -> None:
    """What moves a store imports the modules that have tables; in a command nothing else may have."""
    having = {path.stem for path in Path(moving.__file__).parent.glob("*.py") if "__tablename__" in path.read_text()}
    assert having - {"models"} <= set(moving._MODULES)


def test_a_learned_template_is_dropped_and_learned_again(url: str) -> None:
    """One that is used no longer stays, for what was read with it."""
    engine = open_database(url)
    template = Template(
        name="abc", evidence="LEARNED (5 pages)", headline="h1", body=".text", drop=(".x",), repeated=("一。",)
    )
    learned = Learned(template, ("http://a.example/1.html",), {"headline": 1.0})
    other = replace(learned, template=replace(template, name="def"))
    with writing(engine) as session:
        save_learned(session, "a", FIRST, [learned, other])
        settle_learned(session, "a", LATER, held=["def"], dropped=["abc"])
    article = Article(outlet="a", reader="learned:abc")
    with reading(engine) as session:
        assert [(row.read(), row.held_on) for row in find_learned(session, "a")] == [(other.template, LATER)]
        assert find_reader(session, article) == (template,)
        assert find_reader(session, Article(outlet="b", reader="learned:abc")) == ()
        assert find_reader(session, Article(outlet="a", reader="own:abc")) == ()
    with writing(engine) as session:
        save_learned(session, "a", LATER, [learned])
    with reading(engine) as session:
        assert {row.name for row in find_learned(session, "a")} == {"abc", "def"}
