"""A spreadsheet says what a person sees who opens it, and says why where nobody can know. Texts are invented."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH
from openpyxl.worksheet.worksheet import Worksheet

from monitor.attachments.formats import UnknownFormatError, show_number, show_text
from monitor.attachments.reading import Reading, read_attachment
from monitor.text.markdown import Paragraph
from monitor.witness.files import file_lines
from monitor.witness.numbers import displayed

HEAD = "云州省二级以上医疗机构信息系统接入情况一览表"
OLD = (Path(__file__).parent / "shown.xls").read_bytes()  # by xlwt: formats, a hidden row and column, merged cells
SHOWN = [
    (0.12, "0%", "12%"),
    (0.1234, "0.00%", "12.34%"),
    (-0.05, "0.0%", "-5.0%"),
    (7, "000000", "000007"),
    (7, "00", "07"),
    (1234567.5, "#,##0.00", "1,234,567.50"),
    (999, "#,##0", "999"),
    (-1234, "#,##0;[Red]-#,##0", "-1,234"),
    (-1234, "#,##0_);(#,##0)", "(1,234)"),
    (1.005, "0.00", "1.01"),
    (2.5, "0", "3"),
    (1234, "[$¥-804]#,##0.00", "¥1,234.00"),
    (1234.5, '"¥"#,##0.00_);[Red]\\("¥"#,##0.00\\)', "¥1,234.50"),
    (1234.5, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
    (0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
    (12345678, '0.00,,"百万元"', "12.35百万元"),
    (5, '0"家"', "5家"),
    (5, 'General"人"', "5人"),
    (3, ";;;", ""),
    (7, "@", "7"),
    (46082, "yyyy-m-d", "2026-3-1"),
    (46082, "yyyy/m/d;@", "2026/3/1"),
    (46082, "m/d/yyyy", "3/1/2026"),
    (46082, "yyyy.mm.dd", "2026.03.01"),
    (46082, 'yyyy"年"m"月"d"日"', "2026年3月1日"),
    (46082, '[$-804]yyyy"年"m"月"d"日";@', "2026年3月1日"),
    (46082, "yyyy年m月", "2026年3月"),
    (46082, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2026年3月1日"),
    (46082, "aaaa", "星期日"),
    (46082.3958333333, "yyyy/m/d h:mm", "2026/3/1 9:30"),
    (0.3958333333, "hh:mm:ss", "09:30:00"),
    (0.1 + 0.2, "General", "0.3"),
    (200 / 3, "General", "66.66666667"),
    (1 / 3, "General", "0.333333333"),
    (98.5, "General", "98.5"),
    (-96, "General", "-96"),
    (1e-05, "General", "0.00001"),
    (13800000000, "General", "13800000000"),
    (110101199001011234, "General", "1.10101E+17"),
]
UNKNOWN = [
    "# ?/?",
    "0.00E+00",
    "[DBNum1]0",
    "000-0000-0000",
    "[>=10000]0;0",
    "[h]:mm",
    "mmm-yy",
    "h:mm AM/PM",
    "e年",
    "0x0",
]


def make(fill: Callable[[Worksheet], None], patch: Sequence[tuple[str, str, str]] = (), mac: bool = False) -> bytes:
    """Return an XLSX that `fill` has filled; of its parts that `patch` names a regular expression is replaced."""
    book, stream, out = Workbook(), io.BytesIO(), io.BytesIO()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    assert isinstance(book.active, Worksheet)
    book.active["A1"] = HEAD
    fill(book.active)
    book.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            for part, before, after in patch:
                if name.endswith(part):
                    assert re.search(before, text.decode())
                    text = re.sub(before, after, text.decode()).encode()
            new.writestr(name, text)
    return out.getvalue()


def cell(value: object, code: str = "General") -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        sheet["A2"] = value  # type: ignore[assignment]
        sheet["A2"].number_format = code

    return fill


def lines(body: bytes) -> list[str]:
    found: Reading = read_attachment(body)
    assert found.doubt == ""
    texts = [block.text for block in found.blocks if isinstance(block, Paragraph)]
    shown = [line for line in file_lines(body) or [] if line.strip()]
    assert [re.sub(r"\s", "", text) for text in texts] == [re.sub(r"\s", "", line) for line in shown], (
        "the proof agrees"
    )
    return texts


@pytest.mark.parametrize(("value", "code", "shown"), SHOWN)
def test_a_number_is_told_as_its_cell_shows_it(value: float, code: str, shown: str) -> None:
    assert lines(make(cell(value, code))) == [HEAD, *([shown] if shown else [])]


@pytest.mark.parametrize("code", UNKNOWN)
def test_a_file_with_a_format_that_is_not_known_is_left_with_a_reason(code: str) -> None:
    found = read_attachment(make(cell(46082, code)))
    assert (found.blocks, found.doubt) == ([], f"表格里的数字格式读不了：{code}")
    assert lines(make(cell("三级医院", code))) == [HEAD, "三级医院"], "text is text in every format"


def test_what_red_alone_says_is_not_known() -> None:
    code = "0.00_ ;[Red]0.00_ "
    assert read_attachment(make(cell(-5, code))).doubt.startswith("表格里的数字格式读不了")
    assert lines(make(cell(5, code))) == [HEAD, "5.00"]
    assert lines(make(cell(-5, "0.00_ ;[Red]\\-0.00_ "))) == [HEAD, "-5.00"]
    assert lines(make(cell(-5, '0"增";0"减"'))) == [HEAD, "5减"]
    assert lines(make(cell(-5, "0;;"))) == [HEAD]


@pytest.mark.parametrize("text", ["0.12", "007", "2026-03-01", "46082", "TRUE", "12%", "=合计", "附件_x"])
@pytest.mark.parametrize("code", ["General", "0%", "@", "yyyy-mm-dd"])
def test_what_is_written_as_text_is_as_it_is_written(text: str, code: str) -> None:
    def fill(sheet: Worksheet) -> None:
        cell("", code)(sheet)
        sheet["A2"].value = text
        sheet["A2"].data_type = "s"

    assert lines(make(fill)) == [HEAD, text]


def test_the_two_ways_of_showing_a_number_agree() -> None:
    numbers = (0, 1, -1, 0.5, -0.05, 7, 999.995, 1234.5, -98765.4321, 46082, 46082.75, 1e9, 123456789012, 0.00012)
    codes = {code for _, code, _ in SHOWN} | {
        "0.#",
        "#.##",
        "#",
        "#,##0.0#",
        "0,000",
        '"共"0',
        "0;;",
        "0.0,",
        "mm:ss",
        "yy-mm",
    }
    told = 0
    for value, code in product(numbers, codes):
        try:
            shown = show_number(value, code, WINDOWS_EPOCH)
        except UnknownFormatError:
            continue
        assert shown.replace(" ", "") == displayed(float(value), code, WINDOWS_EPOCH).replace(" ", ""), (value, code)
        told += 1
    assert told > 300
    for code in (";;;", '@"省"', "0.00", "General", "yyyy/m/d;@", '0;0;0;"（"@"）"'):
        assert show_text("云州", code) == displayed("云州", code, WINDOWS_EPOCH)


@pytest.mark.parametrize(
    ("number", "shown"), [(14, "2026/3/1"), (31, "2026年3月1日"), (57, "2026年3月"), (58, "3月1日"), (3, "46,082")]
)
def test_a_format_that_a_file_names_by_number_is_that_of_a_chinese_program(number: int, shown: str) -> None:
    patch = [("styles.xml", 'numFmtId="10"', f'numFmtId="{number}"')]
    assert lines(make(cell(46082, "0.00%"), patch)) == [HEAD, shown]


def test_the_signs_of_the_viewers_own_currency_are_not_known() -> None:
    patch = [("styles.xml", 'numFmtId="10"', 'numFmtId="44"')]
    assert read_attachment(make(cell(46082, "0.00%"), patch)).doubt.startswith("表格里的数字格式读不了")


def test_days_are_those_of_their_file() -> None:
    assert lines(make(cell(date(2026, 3, 1), "yyyy-m-d"), mac=True)) == [HEAD, "2026-3-1"]
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC).replace(tzinfo=None)
    assert lines(make(cell(noon, "yyyy-m-d h:mm"))) == [HEAD, "2026-3-1 12:00"]


@pytest.mark.parametrize(("value", "shown"), [(True, "TRUE"), (False, "FALSE"), ("#N/A", "#N/A")])
def test_what_is_neither_number_nor_text_is_shown_by_its_name(value: object, shown: str) -> None:
    assert lines(make(cell(value))) == [HEAD, shown]


def fill_rows(sheet: Worksheet) -> None:
    for row in (("医院", "内部备注", "床位"), ("云州省人民医院", "不给人看", 1200), ("藏起的医院", "不给人看", 7)):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[4].hidden = True


def test_hidden_rows_and_columns_are_not_told() -> None:
    assert lines(make(fill_rows)) == [HEAD, "医院 床位", "云州省人民医院 1200"]


def test_hidden_columns_that_stand_together_are_hidden_all() -> None:
    patch = [("sheet1.xml", '<col [^>]*min="2" max="2"', '<col hidden="1" min="2" max="3"')]
    assert lines(make(fill_rows, patch)) == [HEAD, "医院", "云州省人民医院"]


def test_a_merged_cell_shows_what_its_first_holds() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(("三级医院", "云州省人民医院"))
        sheet.append(("盖住的字", "松云市中心医院"))

    patch = [("sheet1.xml", "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>')]
    assert lines(make(fill, patch)) == [HEAD, "三级医院 云州省人民医院", "松云市中心医院"]
    assert lines(make(fill))[2] == "盖住的字 松云市中心医院"
    far = [(patch[0][0], patch[0][1], patch[0][2].replace("A2:A3", "A2:XFD1048576"))]
    assert read_attachment(make(fill, far)).blocks == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [("电子\n病历", "电子病历"), ("5 级\r\nlevel", "5 级 level"), ("第一行_x000D_\n第二行", "第一行第二行")],
)
def test_a_line_end_in_a_cell_is_no_end_of_its_text(text: str, shown: str) -> None:
    assert lines(make(cell(text))) == [HEAD, shown]


def test_a_formula_shows_its_result_and_one_without_a_result_nothing_that_is_known() -> None:
    body = make(cell("=1+1"))
    assert read_attachment(body).doubt == "表格里的公式没有存下结果"
    told = make(cell("=1+1", "0%"), [("sheet1.xml", "<v ?/>|<v></v>", "<v>0.5</v>")])
    assert lines(told) == [HEAD, "50%"]
    empty = make(cell("=1+1"), [("sheet1.xml", '<c r="A2"', '<c r="A2" t="str"')])
    assert lines(empty) == [HEAD], "a text without a letter is a result"

    def hidden(sheet: Worksheet) -> None:
        cell("=1+1")(sheet)
        sheet.row_dimensions[2].hidden = True

    assert lines(make(hidden)) == [HEAD], "what nobody sees need not be known"


def test_a_sheet_is_read_to_its_end_whatever_it_says_of_its_size() -> None:
    patch = [("sheet1.xml", '<dimension ref="[^"]*"', '<dimension ref="A1"')]
    assert lines(make(cell("松云市中心医院"), patch)) == [HEAD, "松云市中心医院"]


def test_zeros_that_a_sheet_does_not_show_are_not_told() -> None:
    patch = [("sheet1.xml", "<sheetView ", '<sheetView showZeros="0" ')]
    assert lines(make(cell(0), patch)) == [HEAD]
    assert lines(make(cell(0))) == [HEAD, "0"]


def test_an_old_spreadsheet_shows_the_same() -> None:
    assert lines(OLD) == [
        "医院 接入比例 批准日期 编号 床位 核定 备注",
        "云州省人民医院 12.5% 2026年3月1日 000007 1,200 TRUE",
        "松云市中心医院 12% 2026/3/2 000012 0.333333333 FALSE #N/A",
        "合并的医院 000008",
        "000009",
    ]


@pytest.mark.parametrize("value", ["1E+999", "NaN", "1E+300", "-1", "9" * 400])
@pytest.mark.parametrize("code", ["0.000", "yyyy-mm-dd", "General", "0%%%%", "@"])
def test_no_number_is_too_strange(value: str, code: str) -> None:
    body = make(
        cell(12345, code),
        [("sheet1.xml", r"<v>[\d.]+</v></c></row></sheetData>", f"<v>{value}</v></c></row></sheetData>")],
    )
    read_attachment(body)
    file_lines(body)
