"""A past issue of invented news, in the words of the house, and the files that an office might keep it in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import docx
from docx.oxml import parse_xml

from monitor.backissues.issue import PastIssue
from monitor.backissues.reading import read_issues
from monitor.issue_calendar import IssueCalendar
from monitor.text.markdown import plain_text

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
COVER = ["全国卫生信息化舆情监测周报", "（第六二三期）", "云州市卫生大数据中心", "2025年5月9日"]
INTRODUCTION = [
    "本期导语：",
    "本期周报共收集2篇卫生健康大数据与政策研究相关信息，时间从2025年5月3日到2025年5月9日，监测范围包括全国主流媒体及政府网站等。",
]
HEADLINES = ("云州建成“心电一张网” 村医也能请专家看图", "青岚：电子病历跨院调阅提速")
CONTENTS = ["一、信息目录", f"1. {HEADLINES[0]}", "（央广网）", f"2. {HEADLINES[1]}", "（新华网）"]
URLS = (
    "https://yz.cnr.cn/yw/20250506/t20250506_527000001.shtml",
    "https://www.news.cn/local/20250508/0123456789abcdef0123456789abcdef/c.html",
)
TEXTS = (
    [
        "本报讯（记者 许闻笛）5月5日，云州市“心电一张网”上线，全市118家乡镇卫生院接入市人民医院心电诊断中心。",
        "一张图几分钟",
        "“以前要等半天，现在几分钟就有结果。”村医周明说。",
        "心电诊断中心值班现场。",
        "截至4月底，中心已出具报告2.3万份。（完）",
    ],
    [
        "青岚市卫生健康委8日介绍，当地18家医院实现电子病历跨院调阅，医生在诊间就能看到外院的检查结果。",
        "下一步，调阅范围将扩大到乡镇卫生院。",
    ],
)
DAYS = (date(2025, 5, 6), date(2025, 5, 8))
OUTLETS = ("央广网", "新华网")


def article(place: int) -> list[str]:
    head = [
        f"{place + 1}. {HEADLINES[place]}",
        f"来源：{OUTLETS[place]}",
        f"链接：{URLS[place]}",
        "主要内容：",
        HEADLINES[place],
    ]
    return [*head, f"{DAYS[place]} 来源：{OUTLETS[place]}", *TEXTS[place]]


def lines() -> list[str]:
    return [*COVER, *INTRODUCTION, *CONTENTS, "二、具体内容", *article(0), *article(1)]


def read(path: Path) -> PastIssue:
    (past,) = read_issues(path, IssueCalendar())
    return past


def text_file(folder: Path, given: Iterable[str], name: str = "周报.txt") -> Path:
    file = folder / name
    file.write_text("\n".join(given), "utf-8")
    return file


def is_told(past: PastIssue, notes: tuple[str, ...] = ()) -> bool:
    """Asserts that an issue is the one of this module, to the last paragraph."""
    assert (past.issue.number, past.issue.date) == (623, date(2025, 5, 9))
    assert (past.issue.window.since, past.issue.window.until) == (date(2025, 5, 3), date(2025, 5, 9))
    assert [each.headline for each in past.entries] == list(HEADLINES)
    assert [each.outlet for each in past.entries] == list(OUTLETS)
    assert [each.url for each in past.entries] == list(URLS)
    assert [each.day for each in past.entries] == list(DAYS)
    assert [plain_text(each.body).split("\n") for each in past.entries] == list(TEXTS)
    assert past.notes == notes
    return True


def word(
    folder: Path, given: Iterable[str | Callable[[docx.document.Document], object]], name: str = "周报.docx"
) -> Path:
    """A Word file of paragraphs; what is called puts something else there."""
    document = docx.Document()
    for each in given:
        document.add_paragraph(each) if isinstance(each, str) else each(document)
    document.save(str(folder / name))
    return folder / name


def markup(xml: str) -> Callable[[docx.document.Document], object]:
    """Puts WordprocessingML, written without its namespaces, before the end of the body."""

    def put(document: docx.document.Document) -> None:
        for element in parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>"):
            document.element.body.insert(len(document.element.body) - 1, element)

    return put


def wrapped(text: str, width: int, indent: int = 2) -> list[str]:
    """Lines of so many Chinese characters, as a page breaks a paragraph; no mark begins a line."""
    found, rest = [], "　" * indent + text
    while len(rest) > width:
        cut = width
        while rest[cut] in "，。、；：！？）”":
            cut -= 1
        found.append(rest[:cut].strip())
        rest = rest[cut:]
    return [*found, rest.strip()]


LONG = [
    "云州市卫生健康委介绍，全市一百一十八家乡镇卫生院已经接入市人民医院心电诊断中心，村医在村里采集心电图，几分钟以后就能收到专家出具的报告，乡亲们不必再往县城里跑。",
    "“有了这张网，我心里踏实多了。”在青岚镇卫生院工作二十年的周明说，过去遇到胸痛的病人，只能先往县医院转，路上要走一个多小时；现在图一传上去，对面的专家马上就能看到。",
    "县里算了一笔账",
    "从去年五月上线到今年四月底，诊断中心一共出具报告二万三千份，识别急性心肌梗死四百一十二例，全部在黄金时间内得到了救治。为群众节省的车费和检查费，加起来有三百多万元。",
    "下一步，当地还要把影像、检验和病理都接进来，做到基层检查、上级诊断、结果互认，让群众在家门口就能看好病，让好医生的本事传到每一个村子里去。（完）",
]


def with_part(file: Path, name: str, content: bytes) -> None:
    """Add a part to a ZIP archive."""
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects, the first of which is its catalog."""
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, each in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start))
    return out.getvalue()


EMPTY_PAGE = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
]
