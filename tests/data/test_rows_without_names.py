"""Rows of a list that name nothing: arrays in scripts and in JSON, and what a script hands to a function."""

from __future__ import annotations

from monitor.data.objects import arrays, objects, within

TITLE = "云州影像云平台接入第三批医院"


def test_an_address_and_a_title_are_a_row() -> None:
    expected = {"title": TITLE, "time": "2026-12-30", "url0": "/jk/1.html"}
    for script in (
        f"var data = [['{TITLE}', '/jk/1.html', '2026-12-30']];",
        f'list.push(["{TITLE}","\\/jk\\/1.html","2026-12-30"]);',
        f"rows[0] = new Array(7, '/jk/1.html', '{TITLE}', '2026-12-30', 'n');",
        f"addRow('/jk/1.html', '{TITLE}', '2026-12-30')",
        f'[["1","{TITLE}","一家医院先行试用，其余在年底前跟上","/jk/1.html","2026-12-30"]]',
    ):
        assert [*arrays(script)] == [expected], script
    assert [*within({"total": 1, "rows": [[TITLE, "/jk/1.html", "2026-12-30"]]})][-1] == expected
    ((found),) = arrays(f"['{TITLE}', '/img/1.jpg', '/jk/1.html']")
    assert [found["url0"], found["url1"]] == ["/img/1.jpg", "/jk/1.html"], "which is the article's, addresses tell"


def test_what_lacks_one_of_them_is_none() -> None:
    for script in (
        "['首页', '/index.html']",
        f"['{TITLE}', '2026-12-30']",
        "go('/jk/1.html', 'n')",
        f"'{TITLE}'",
        "[1, 2]",
    ):
        assert [*arrays(script)] == [], script
    assert [*within([[1, 2], ["/jk/1.html"], []])] == []


def test_names_of_a_letter_or_two_tell_nothing() -> None:
    row = {"t": TITLE, "u": "/jk/1.html", "d": "2026-12-30", "id": "7"}
    expected = {"title": TITLE, "time": "2026-12-30", "url0": "/jk/1.html"}
    assert [*objects(f"list = [{str(row).replace(' ', '')}]")] == [expected]
    assert [*within({"rows": [row]})][-1] == expected
    assert [*within({**row, "source": "云州日报"})] == [{**row, "source": "云州日报"}], "its names are words"
    for other in ({"n": "首页", "u": "/index.html"}, {"d": "<ul><a href=/jk/1.html>markup</a></ul>"}):
        assert [*within(other)] == [other], "no row; markup in it is read by others"
