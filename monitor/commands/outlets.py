from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import put

if TYPE_CHECKING:
    from monitor.listing.source import Source
    from monitor.outlet.spider import OutletSpider


class Command(MonitorCommand):
    most_arguments = 0

    def short_desc(self) -> str:
        return "列出全部媒体：名称、地区、列表来源、模板及其证据"

    def long_desc(self) -> str:
        return (
            "列出全部媒体：地区、家族（同一发布平台）、域名、列表来源（必读的失败即为故障，补充的只作记录，备用的在另一来源"
            "失败时才读）、文章主键的写法、各代模板所依据的证据（SEEN 有真实页面，CODE 见于他人代码，GUESS 推测），"
            "以及项目自带的测试页面有几张是真实保存的、几张是照资料自制的。自制的页面只证明代码，不证明网站。"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--markdown", action="store_true", help="输出 Markdown 表格（README 里的那张）")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from rich.table import Table

        from monitor.outlet.registry import load_outlets
        from monitor.terminal.tables import put_tables

        if opts.markdown:
            self._markdown()
            return 0
        table = Table(show_lines=True)
        for heading in ("名称", "媒体", "地区", "家族", "域名", "列表来源", "主键", "模板（证据）", "测试页面"):
            table.add_column(heading, overflow="fold")
        for name, outlet in load_outlets(self.settings).items():
            keys = "\n".join(dict.fromkeys(form.key for form in outlet.articles))
            templates = "\n".join(f"{template.name}（{template.evidence}）" for template in outlet.templates)
            hosts = "\n".join(outlet.hosts)
            pages = _pages(Path(self.settings["OUTLET_PAGES"]) / name)
            facts = (
                name,
                f"{outlet.outlet}（试用）" if outlet.on_trial else outlet.outlet,
                outlet.region,
                outlet.family,
                hosts,
            )
            table.add_row(*facts, _sources(outlet.sources), keys, templates, pages)
        put_tables(table)
        return 0

    def _markdown(self) -> None:
        from monitor.outlet.registry import load_outlets

        headings = ("媒体", "地区", "名称", "家族", "列表", "模板", "测试页面")
        lines = [f"| {' | '.join(headings)} |", "| --- | --- | --- | --- | ---: | --- | --- |"]
        for name, outlet in load_outlets(self.settings).items():
            printed = f"{outlet.outlet}（试用）" if outlet.on_trial else outlet.outlet
            pages = _pages(Path(self.settings["OUTLET_PAGES"]) / name).replace("\n", "，")
            cells = (
                printed,
                outlet.region,
                f"`{name}`",
                outlet.family,
                str(len(outlet.sources)),
                _evidence(outlet),
                pages,
            )
            lines.append(f"| {' | '.join(cells)} |")
        put("\n".join(lines))


def _evidence(outlet: type[OutletSpider]) -> str:
    """What the templates rest on: the surest first, how many of each."""
    marks = [template.evidence.split()[0].rstrip("；;") for template in outlet.templates]
    return " ".join(f"{mark} {marks.count(mark)}" for mark in ("SEEN", "CODE", "GUESS") if mark in marks)


def _pages(folder: Path) -> str:
    """Count the pages on which the outlet is tested, by how they came to be."""
    origins = [json.loads(path.read_text("utf-8"))["origin"] for path in folder.glob("*.json")]
    saved = sum(origin.startswith("saved") for origin in origins)
    return f"真实 {saved}\n自制 {len(origins) - saved}"


def _sources(sources: Sequence[Source]) -> str:
    kinds = {
        "必读": [source.name for source in sources if not source.optional and not source.instead_of],
        "补充": [source.name for source in sources if source.optional and not source.instead_of],
        "备用": [source.name for source in sources if source.instead_of],
    }
    return "\n".join(f"{kind} {len(names)}：{'、'.join(names)}" for kind, names in kinds.items() if names)
