import argparse
from collections.abc import Sequence

from rich.table import Table

from monitor.cli import MonitorCommand, console, load_outlets
from monitor.listing.source import Source


class Command(MonitorCommand):
    most_arguments = 0

    def short_desc(self) -> str:
        return "列出全部媒体：名称、地区、列表来源、模板及其证据"

    def long_desc(self) -> str:
        return (
            "列出全部媒体：地区、域名、列表来源（必读的失败即为故障，补充的只作记录，备用的在另一来源失败时才读）、"
            "文章主键的写法，以及各代模板所依据的证据（SEEN 有真实页面，CODE 见于他人代码，GUESS 推测）。"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        table = Table(show_lines=True)
        for heading in ("名称", "媒体", "地区", "域名", "列表来源", "主键", "模板（证据）"):
            table.add_column(heading, overflow="fold")
        for name, outlet in load_outlets(self.settings).items():
            keys = "\n".join(outlet.keys or ("{id}",))
            templates = "\n".join(f"{template.name}（{template.evidence}）" for template in outlet.templates)
            hosts = "\n".join(outlet.hosts)
            table.add_row(name, outlet.outlet, outlet.region, hosts, _sources(outlet.sources), keys, templates)
        console().print(table)
        return 0


def _sources(sources: Sequence[Source]) -> str:
    kinds = {
        "必读": [source.name for source in sources if not source.optional and not source.instead_of],
        "补充": [source.name for source in sources if source.optional and not source.instead_of],
        "备用": [source.name for source in sources if source.instead_of],
    }
    return "\n".join(f"{kind} {len(names)}：{'、'.join(names)}" for kind, names in kinds.items() if names)
