"""The files of past issues: which of a folder's are some, and the issues in each."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from monitor.backissues import exchange, front
from monitor.backissues.front import ARTICLES, CONTENTS, COVER_NUMBER, DAY, INTRODUCTION, NUMBER, WEEKDAY, numeral
from monitor.backissues.issue import PastIssue, understand
from monitor.exceptions import MonitorError
from monitor.files import read_file
from monitor.forms.line import Line, bare, without_marks
from monitor.issue_calendar import IssueCalendar
from monitor.text.date_forms import plain
from monitor.text.hygiene import fold

# The forms in the order in which they are believed where an office keeps an issue in several.
_READERS = {
    ".json": "json", ".docx": "word", ".docm": "word", ".html": "html", ".htm": "html", ".md": "markdown",
    ".markdown": "markdown", ".txt": "plain", ".pdf": "pdf",
}  # fmt: skip
_OLD = (".doc", ".wps", ".rtf", ".odt", ".mht", ".mhtml")  # what an office's programs can save anew
_ANEW = "请在 Word 或 WPS 里打开，另存为 .docx 再导入（成批：soffice --headless --convert-to docx *.doc）"
_OLE, _RTF, _PDF, _ZIP = b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF-", b"PK\x03\x04"
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # how Office keeps a file with a password ([MS-OFFCRYPTO] 2.3.4.4)
_IN_ITS_YEAR = re.compile(r"20\d\d[-_.年]?第\d{1,3}期")
_ABOVE, _TOLD = 8, 12  # lines that a cover and a 导语 may take
_COVER = re.compile(
    rf"(?P<title>[^《》。]{{0,20}}周报)?(?P<number>{COVER_NUMBER}|20\d\d年第\d{{1,3}}期)?"
    rf"(?P<day>[^《》。,]{{0,30}}{DAY}{WEEKDAY}?)?"
)


def find_files(given: Iterable[Path]) -> tuple[list[Path], Counter[str]]:
    """Return the files that may be past issues, those of folders and their folders by name, and how many others lie in
    the folders, by the end of their names. Raises MonitorError for what is not there."""
    files, others = list[Path](), Counter[str]()
    for path in given:
        if not path.is_dir():
            files.append(path)
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                end = Path(name).suffix.lower()
                if name.startswith((".", "~$")):  # hidden ones, and what Word leaves beside an open file
                    continue
                if end in _READERS or end in _OLD:
                    files.append(Path(folder, name))
                else:
                    others[end or name] += 1
    return list(dict.fromkeys(files)), others


def read_issues(path: Path, calendar: IssueCalendar) -> list[PastIssue]:
    """Return the issues in `path`. Raises MonitorError naming the file, and the place in it, of what is wrong."""
    end = path.suffix.lower()
    if end == ".json":
        return exchange.read_issues(path, calendar)
    content = read_file(path)
    try:
        lines = list(without_marks(_lines(end, content)))
        if not lines:
            raise MonitorError("没有文字，是空的或只有图片；请先用文字识别（OCR）软件转成文字再导入")
        parts = list(_issues(lines))
        found = [understand(part, calendar) for part in parts]
    except MonitorError as error:
        raise MonitorError(f"{path}：{error}") from error
    if twice := [number for number, count in Counter(each.issue.number for each in found).items() if count > 1]:
        raise MonitorError(f"{path} 里第{twice[0]}期出现了不止一次。")
    if len(found) > 1:
        several = f"一个文件里有 {len(found)} 期：" + "、".join(f"第{each.issue.number}期" for each in found)
        found[0] = replace(found[0], notes=(several, *found[0].notes))
    elif (named := _number_in(path.stem)) not in (None, found[0].issue.number):
        said = f"文件名写的是第{named}期，读到的是第{found[0].issue.number}期，请核对"
        found[0] = replace(found[0], notes=(said, *found[0].notes))
    return found


def _number_in(name: str) -> int | None:
    """The number of an issue that the name of a file tells, not that within its year; None if it tells none."""
    found = list(NUMBER.finditer(_IN_ITS_YEAR.sub("", bare(name))))
    found = [each for each in found if each[1]] or found
    return numeral(found[0][2]) if found else None


def _lines(end: str, content: bytes) -> Iterator[Line]:
    """The lines of a file by its form, where its first bytes are those of that form."""
    if content.startswith(_OLE) and _LOCKED in content:
        raise MonitorError("文件加了密码；请去掉密码再导入")
    if end in _OLD or content.startswith((_OLE, _RTF)):
        raise MonitorError(f"是旧版的 Word、WPS 或别的格式，不能直接读；{_ANEW}")
    form = _READERS.get(end)
    if form is None:
        raise MonitorError(f"不认识这种文件；往期可以是{'、'.join(_READERS)}")
    for start, name in ((_PDF, "pdf"), (_ZIP, "word")):
        if content.startswith(start) and form != name:
            raise MonitorError(f"扩展名是 {end}，内容却不是；请改回原来的扩展名再导入")
    if form == "pdf" and _PDF not in content[:1024]:
        raise MonitorError("扩展名是 .pdf，内容却不是；请改回原来的扩展名再导入")
    lines: Iterator[Line] = import_module(f"monitor.forms.{form}").read(content)  # each with its own library
    return lines


def _issues(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield the lines of each issue of a file. Another begins where a whole front stands, not a word of one in a text;
    it ends with 具体内容, as that of the first."""
    start, before = 0, None
    for place, line in enumerate(lines):
        if not ARTICLES.fullmatch(line.bare):
            continue
        begin = _front(lines, before + 1, place) if before is not None else None
        if begin is not None:
            yield lines[start:begin]
            start = begin
        before = place
    yield lines[start:]


def _front(lines: Sequence[Line], free: int, articles: int) -> int | None:
    """Where the front begins that ends with the line `articles`, from line `free` on; None where there is none, for a
    text may have a subhead 具体内容 too: a cover that says two things or a 导语 that says what it does, and a 目录."""
    contents = next((at for at in reversed(range(free, articles)) if CONTENTS.fullmatch(lines[at].bare)), None)
    edge = articles if contents is None else contents
    cover = _cover(lines, free, edge)
    if cover is not None:
        return cover
    near = reversed(range(max(free, edge - _TOLD), edge))
    told = next((at for at in near if INTRODUCTION.match(lines[at].bare)), None)
    if told is None:
        return None
    if told > free and INTRODUCTION.fullmatch(lines[told - 1].bare):
        told -= 1  # 导语： in a line of its own
    cover = _cover(lines, free, told)
    if cover is not None:
        return cover
    says, _ = front.read(lines[told : articles + 1])
    return told if says.count is not None and (contents is not None or says.window) else None


def _cover(lines: Sequence[Line], free: int, end: int) -> int | None:
    """Where the cover begins that stands before line `end`: lines of its title, number and day, each once; None if
    there are not two of them."""
    begin, seen = end, set[str]()
    for place in reversed(range(max(free, end - _ABOVE), end)):
        found = _COVER.fullmatch(plain(lines[place].bare))
        says = {name for name, value in found.groupdict().items() if value} if found else set()
        if says & seen or {"title", "number"} <= seen:
            break
        if says:
            begin, seen = place, seen | says
    return begin if len(seen) > 1 else None


def settle(found: Iterable[tuple[Path, PastIssue]]) -> tuple[list[tuple[Path, PastIssue]], list[str], list[str]]:
    """Return one file for each issue, what is to be said of others that tell the same, and what is wrong where files of
    one number tell different things: none of these is believed."""
    by_number: dict[int, list[tuple[Path, PastIssue]]] = defaultdict(list)
    for path, past in found:
        by_number[past.issue.number].append((path, past))
    chosen, notes, faults = [], list[str](), list[str]()
    for number, several in sorted(by_number.items()):
        several.sort(key=lambda each: list(_READERS).index(each[0].suffix.lower()))
        best, past = several[0]
        others = [path for path, _ in several[1:]]
        if any(not _same(past, each, path.suffix.lower() != best.suffix.lower()) for path, each in several[1:]):
            names = "、".join(map(str, (best, *others)))
            faults.append(f"第{number}期有 {len(several)} 份不同的文件，一份也没有导入；请核对期号，只留一份：{names}")
            continue
        chosen.append(several[0])
        if others:
            notes.append(f"第{number}期有 {len(several)} 份，用的是 {best}；略过 {'、'.join(map(str, others))}")
    return chosen, notes, faults


def _same(one: PastIssue, other: PastIssue, in_another_form: bool) -> bool:
    """Whether two files tell one issue; in another form a text may have other blanks and line ends."""

    def told(past: PastIssue) -> tuple[object, ...]:
        return (
            past.issue.date,
            *((fold(each.headline), *([] if in_another_form else [fold(each.body)])) for each in past.entries),
        )

    return told(one) == told(other)
