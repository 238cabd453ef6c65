from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import put

if TYPE_CHECKING:
    from monitor.listing.source import Source
    from monitor.outlet.declaration import Unloaded
    from monitor.outlet.spider import OutletSpider

    Outlets = Mapping[str, type[OutletSpider]]

_INCOMPLETE = 3


class Command(MonitorCommand):
    most_arguments = 0

    def short_desc(self) -> str:
        return "列出全部媒体：名称、地区、列表来源、模板及其证据"

    def long_desc(self) -> str:
        return (
            "列出全部媒体：地区、几个列表、模板所依据的证据（SEEN 有真实页面，CODE 见于他人代码，"
            "GUESS 推测），以及项目自带的测试页面有几张是真实保存的、几张是照资料自制的。自制的页面只证明代码，不证明"
            "网站。--details 逐一列出家族（同一发布平台）、域名、列表来源（必读的失败即为故障，补充的只作"
            "记录，备用的在另一来源失败时才读）、"
            "文章主键的写法和各代模板。--map 按地区列：每省的党报、其他报纸和网站、政府网站，哪些还在试用，哪里还没有。"
            "退出码：0 都装上了，3 有媒体的模块装不上。"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--details", action="store_true", help="每家的域名、列表、主键和模板逐一列出")
        parser.add_argument("--map", action="store_true", help="按地区列：各省由哪几家覆盖，哪些在试用，哪里空着")
        parser.add_argument("--markdown", action="store_true", help="输出 Markdown 表格（README 里的那张）")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.outlet.registry import load_outlets, regular_outlets, unloaded_outlets

        unloaded = unloaded_outlets(self.settings).values()
        outlets, pages = load_outlets(self.settings), Path(self.settings["OUTLET_PAGES"])
        if opts.map:
            _put_map(outlets, set(regular_outlets(self.settings)))
        elif opts.markdown:
            _put_markdown(outlets, pages)
        elif opts.details:
            for name, outlet in outlets.items():
                put("\n".join([f"{name}  {_printed(outlet)}", *(f"    {line}" for line in _details(outlet))]))
            for each in unloaded:
                put(f"{each.name}  {each.outlet}（装不上）\n    {each.why}")
        else:
            _put_table(outlets, pages, unloaded)
        return _INCOMPLETE if unloaded else 0


def _put_table(outlets: Outlets, pages: Path, unloaded: Iterable[Unloaded]) -> None:
    """What fits into 80 columns."""
    from monitor.terminal.tables import put_tables, table

    lines = [
        (_printed(each), each.region, name, str(len(each.sources)), _evidence(each), *map(str, _pages(pages / name)))
        for name, each in outlets.items()
    ]
    lines += [(f"{each.outlet}（装不上）", each.region, each.name, *"————") for each in unloaded]
    numbers = ("列表", "真实", "自制")
    put_tables(table(("媒体", "地区", "名称", "列表", "模板", "真实", "自制"), lines, numbers))


def _put_map(outlets: Outlets, regular: Collection[str]) -> None:
    """Who covers which province, and in one sentence how far that goes."""
    from monitor.outlet.registry import PARTY_PAPERS
    from monitor.terminal.tables import put_tables, table

    lines = []
    for region in ("全国", *PARTY_PAPERS):
        there = [(name, each) for name, each in outlets.items() if each.region == region]
        kinds: dict[str, list[str]] = {"paper": [], "other": [], "government": []}
        for name, each in there:
            kind = "government" if each.is_government() else "other"
            kinds["paper" if each.outlet == PARTY_PAPERS.get(region) else kind].append(
                each.outlet if name in regular else f"{each.outlet}（试用）"
            )
        lines.append((region, *("、".join(names) or "—" for names in kinds.values())))
    put_tables(table(("地区", "党报", "其他报纸和网站", "政府网站"), lines, ()))
    put(describe_reach(outlets, regular))


def describe_reach(outlets: Outlets, regular: Collection[str]) -> str:
    """Return in one Chinese sentence how many provinces are read each week, which only on trial, which not at all."""
    from monitor.outlet.registry import PARTY_PAPERS

    always = {each.region for name, each in outlets.items() if name in regular}
    known = {each.region for each in outlets.values()}
    papers = {each.outlet for each in outlets.values()}
    sites = [each for each in outlets.values() if each.is_government()]
    lacking = [f"{region}（{paper}）" for region, paper in PARTY_PAPERS.items() if paper not in papers]
    return (
        f"31 个省级地区：每周都读的有 {len(always & PARTY_PAPERS.keys())} 个，只有试用的 "
        f"{len((known - always) & PARTY_PAPERS.keys())} 个，一家也没有的 {len(PARTY_PAPERS.keys() - known)} 个；"
        f"党报还没有的：{'、'.join(lacking) or '无'}；政府网站 {len(sites)} 家"
        f"，其中每周都读的 {sum(name in regular for name, each in outlets.items() if each in sites)} 家。"
    )


def _put_markdown(outlets: Outlets, pages: Path) -> None:
    headings = ("媒体", "地区", "名称", "家族", "列表", "模板", "测试页面")
    lines = [f"| {' | '.join(headings)} |", "| --- | --- | --- | --- | ---: | --- | --- |"]
    for name, outlet in outlets.items():
        saved, made = _pages(pages / name)
        facts = (_printed(outlet), outlet.region, f"`{name}`", outlet.family, str(len(outlet.sources)))
        lines.append(f"| {' | '.join((*facts, _evidence(outlet), f'真实 {saved}，自制 {made}'))} |")
    put("\n".join(lines))


def _details(outlet: type[OutletSpider]) -> Iterator[str]:
    yield f"家族：{outlet.family}"
    yield f"域名：{'、'.join(outlet.hosts)}"
    yield from _sources(outlet.sources)
    yield f"主键：{'、'.join(dict.fromkeys(form.key for form in outlet.articles))}"
    for template in outlet.templates:
        yield f"模板 {template.name}：{template.evidence}"


def _printed(outlet: type[OutletSpider]) -> str:
    return f"{outlet.outlet}（试用）" if outlet.on_trial else outlet.outlet


def _evidence(outlet: type[OutletSpider]) -> str:
    """What the templates rest on: the surest first, how many of each."""
    marks = [template.evidence.split()[0].rstrip("；;") for template in outlet.templates]
    return " ".join(f"{mark} {marks.count(mark)}" for mark in ("SEEN", "CODE", "GUESS") if mark in marks)


def _pages(folder: Path) -> tuple[int, int]:
    """Count the pages on which the outlet is tested: those that were saved, those that were made."""
    origins = [json.loads(path.read_text("utf-8"))["origin"] for path in folder.glob("*.json")]
    saved = sum(origin.startswith("saved") for origin in origins)
    return saved, len(origins) - saved


def _sources(sources: Sequence[Source]) -> Iterator[str]:
    kinds = {
        "必读": [source.name for source in sources if not source.optional and not source.instead_of],
        "补充": [source.name for source in sources if source.optional and not source.instead_of],
        "备用": [source.name for source in sources if source.instead_of],
    }
    for kind, names in kinds.items():
        if names:
            yield f"{kind}列表 {len(names)}：{'、'.join(names)}"
