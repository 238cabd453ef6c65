"""The proof sees in a formula of Word what the reader writes, and a sign without a place shows nothing to either."""

from __future__ import annotations

from lxml import etree

from monitor.forms.formulas import MATH, formula
from monitor.forms.signs import sign
from monitor.witness.comparing import plain
from monitor.witness.formulas import in_line
from monitor.witness.symbols import symbol


def made(inside: str) -> etree._Element:
    return etree.fromstring(f'<m:oMath xmlns:m="{MATH[1:-1]}">{inside}</m:oMath>')


def element(name: str, **parts: str) -> str:
    inside = "".join(f"<m:{part}>{text}</m:{part}>" for part, text in parts.items())
    return f"<m:{name}>{inside}</m:{name}>"


def said(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def test_what_is_raised_in_a_part_joins_nothing() -> None:
    small = element("sSup", e=said("10"), sup=said("-6"))
    for given, told in (
        (element("f", num=small, den=said("L")), "10⁻⁶/L"),
        (element("rad", deg="", e=element("sSub", e=said("a"), sub=said("+"))), "√a₊"),
        (element("sSup", e=said("r"), sup=said("i")), "rⁱ"),
        (element("sSup", e=said("10"), sup=said("–３")), "10⁻³"),
        (element("sSup", e=said("37"), sup=said("o")), "37°"),
        (element("sSup", e=said("x"), sup=said("no")), "x^(no)"),
        (element("sSup", e=said("2"), sup=element("sSup", e=said("n"), sup=said("2"))), "2^(n²)"),
        (element("f", num=element("rad", deg=said("n+1"), e=said("a")), den=said("b")), "ⁿ⁺¹√a/b"),
    ):
        read = formula(made(given), lambda _: "")
        assert read == told
        assert plain(in_line(made(given))) == plain(read), told


def test_a_place_that_is_none_shows_nothing() -> None:
    for code in ("-5", "+5", "0x41", "1_0", " 41 ", "４１", "FFFFFFFF", "", "G"):
        assert sign("Arial", code) == symbol("Arial", code) == "", code
