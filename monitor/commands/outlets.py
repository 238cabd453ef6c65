import argparse

from rich.table import Table

from monitor.cli import MonitorCommand, console, load_outlets


class Command(MonitorCommand):
    most_arguments = 0

    def short_desc(self) -> str:
        return "列出全部媒体：名称、地区、列表来源、模板及其证据"

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        table = Table("名称", "媒体", "地区", "域名", "列表来源", "模板（证据）")
        for name, outlet in load_outlets(self.settings).items():
            firm = [source.name for source in outlet.sources if not source.optional and not source.instead_of]
            extra = [source.name for source in outlet.sources if source.optional or source.instead_of]
            sources = f"必读 {len(firm)}：{'、'.join(firm)}\n补充 {len(extra)}：{'、'.join(extra)}"
            templates = "\n".join(f"{template.name}（{template.evidence}）" for template in outlet.templates)
            table.add_row(name, outlet.outlet, outlet.region, "\n".join(outlet.hosts), sources, templates)
        console().print(table)
        return 0
