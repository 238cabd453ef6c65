"""What a page's script asks, opens and writes, in scripts that strangers fill."""

from __future__ import annotations

from monitor.data.scripts import asked_by, call_in, opened_by, written_by


def test_a_script_that_asks_without_end_is_read_to_a_bound() -> None:
    one = "$.get('/api/list', {page: n, c: x});"
    assert 0 < len([*asked_by(one * 9_000)]) <= 10
    many = ", ".join(f"v{number}: n" for number in range(30))
    ((_, given),) = asked_by(f"$.get('/api/list', {{{many}}});")
    assert len(given) <= 10


def test_what_is_no_call_and_no_link_is_nothing() -> None:
    assert call_in("view('12', 3)") == call_in("return view(12)") == call_in("javascript: view('12')") == ("view", "12")
    for attribute in (
        "",
        "alert",
        "view()",
        "view(this)",
        "view(id, 3)",
        "x.view('12')",
        "if (a) view(12)",
        "view('12",
    ):
        assert call_in(attribute) == ("", ""), attribute
    assert opened_by("function view(id) { location.href = '/a/' + other + '.html'; }") == {}
    assert written_by("document.write('<b>今天</b>'); document.write(text); document.write('<a href=/1>');") == (
        "<a href=/1>"
    )
