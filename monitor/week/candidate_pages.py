"""The candidates as pages to read: Markdown, and HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape as quoted

from monitor.text.markdown import escape
from monitor.week.candidate_lines import Line, headline, tell
from monitor.week.candidates import CandidateList

_STYLE = """
body { font: 15px/1.6 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #222 }
body { margin: 2em auto; max-width: 84em; padding: 0 1em }
h1 { font-size: 1.5em } h2 { font-size: 1.15em; margin: 1.6em 0 .2em } .note { color: #666; margin: 0 0 .5em }
table { border-collapse: collapse; width: 100% } table:has(.headline) { table-layout: fixed }
td { overflow-wrap: anywhere } a { color: #003a70 }
td, th { padding: .3em .6em; vertical-align: top; text-align: left; border-bottom: 1px solid #ddd }
th { color: #666; font-weight: normal; white-space: nowrap }
td:first-child { white-space: nowrap } td.number { font-weight: bold } .number, .outlet, .day { white-space: nowrap }
th.number { width: 3em } th.headline { width: 36% } th.outlet { width: 5.5em } th.day { width: 3em }
summary { cursor: pointer } details ul { margin: .3em 0; color: #555; font-size: .92em }
@media print { body { margin: 0; font-size: 11px } a { color: inherit; text-decoration: none } }
"""
_COLUMNS = {"number": "编号", "headline": "标题", "outlet": "媒体", "day": "日期", "why": "为什么在这里（点开看明细）"}


def render_markdown(week: CandidateList) -> bytes:
    """Return the list in Markdown: a line a story, without the details."""
    title, note = headline(week)
    blocks = [f"# {title}", note]
    for section in tell(week):
        blocks += [f"## {section.title}", section.note, "\n".join(map(_item, section.lines))]
        blocks += [f"其余 {section.left_out} 条见 candidates.csv。"] if section.left_out else []
    blocks += [f"标题未过筛、没有抓取的 {len(week.unfetched)} 篇，见 candidates.html。"] if week.unfetched else []
    return ("\n\n".join([*blocks, "各条的明细见 candidates.html。"]) + "\n").encode()


def _item(line: Line) -> str:
    return f"- **{line.number}** {escape(line.headline)}（{line.outlet}，{line.day}）——{escape(line.why)}"


def render_html(week: CandidateList) -> bytes:
    """Return the list as one HTML file: a line a story, its details behind it, at the end the titles
    that were not fetched."""
    title, note = headline(week)
    parts = [f"<h1>{quoted(title)}</h1>", f"<p>{quoted(note)}</p>"]
    for section in tell(week):
        parts += [f"<h2>{section.title}</h2>", f'<p class="note">{section.note}</p>', *_table(section.lines)]
        parts += [f'<p class="note">其余 {section.left_out} 条见 candidates.csv。</p>'] if section.left_out else []
    parts += _unfetched(week) if week.unfetched else []
    return page(title, parts)


def page(title: str, parts: Iterable[str]) -> bytes:
    """Return a page of HTML in the style of what lies beside an issue, with `parts` of HTML as its body."""
    head = f'<meta charset="utf-8"><title>{quoted(title)}</title><style>{_STYLE}</style>'
    viewport = '<meta name="viewport" content="width=device-width">'
    lines = ["<!DOCTYPE html>", f'<html lang="zh-CN"><head>{head}{viewport}</head><body>', *parts, "</body></html>"]
    return ("\n".join(lines) + "\n").encode()


def _table(lines: Sequence[Line]) -> Iterable[str]:
    yield "<table><tr>" + "".join(f'<th class="{kind}">{name}</th>' for kind, name in _COLUMNS.items()) + "</tr>"
    for line in lines:
        details = "".join(f"<li>{quoted(each)}</li>" for each in line.details)
        yield (
            f'<tr><td class="number">{line.number}</td><td>{_link(line.url, line.headline)}</td>'
            f'<td class="outlet">{quoted(line.outlet)}</td><td class="day">{line.day}</td>'
            f"<td><details><summary>{quoted(line.why)}</summary><ul>{details}</ul></details></td></tr>"
        )
    yield "</table>"


def _unfetched(week: CandidateList) -> Iterable[str]:
    yield f"<details><summary>标题未过筛、没有抓取的 {len(week.unfetched)} 篇</summary><ul>"
    for link in week.unfetched:
        likely = "" if link.chance is None else f"，切题的可能 {link.chance:.0%}"
        where = f"{week.printed_name(link.outlet)}，{link.day or '日期不明'}{likely}"
        yield f"<li>{_link(link.url, link.title)}（{quoted(where)}）</li>"
    yield "</ul></details>"


def _link(url: str, text: str) -> str:
    return f'<a href="{quoted(url)}">{quoted(text)}</a>'
