from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.exceptions import MonitorError
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import put, say
from monitor.text.urls import is_web_address

if TYPE_CHECKING:
    from monitor.outlet.spider import OutletSpider


class Command(MonitorCommand):
    most_arguments = 1000

    def syntax(self) -> str:
        return "[OUTLET | URL …]"

    def short_desc(self) -> str:
        return "核对媒体的测试页面：现在读出的和写下的一样不一样（Scrapy 原有命令）"

    def long_desc(self) -> str:
        return (
            "一家媒体的约定就是它的测试页面：逐页重读，同旁边 .json 里写下的结果比较，不上网。不写媒体则核对全部；"
            "也可以写一个网址，由它找到媒体。退出码：0 全部相同，1 有不同，或有媒体装不上，2 用法不对。"
            "例：scrapy check cnr"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-l", "--list", action="store_true", help="只列出页面，不核对")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.outlet.registry import unloaded_outlets

        failed = total = 0
        for name, outlet in self._outlets(args).items():
            for page in sorted((Path(self.settings["OUTLET_PAGES"]) / name).glob("*.html")):
                total += 1
                faults = [] if opts.list else _differences(outlet, page)
                failed += bool(faults)
                put(f"{name}/{page.stem}{'' if opts.list else '：不同' if faults else '：相同'}")
                for fault in faults:
                    put(f"    {fault}")
        unloaded = [] if args else [*unloaded_outlets(self.settings).values()]
        for each in unloaded:
            put(f"{each.name}：装不上\n    {each.why}")
        say(f"{total} 页{f'，{failed} 页不同' if failed else ''}{f'，{len(unloaded)} 家装不上' if unloaded else ''}")
        return 1 if failed or unloaded else 0

    def _outlets(self, args: list[str]) -> dict[str, type[OutletSpider]]:
        from monitor.outlet.registry import find_outlet, load_outlets, pick_outlets

        names = []
        for word in args:
            outlet = find_outlet(self.settings, word) if is_web_address(word) else None
            if is_web_address(word) and outlet is None:
                raise MonitorError(f"网址不属于任何一家媒体：{word}")
            names.append(outlet.name if outlet else word)
        return pick_outlets(self.settings, names) if names else load_outlets(self.settings)


def _differences(outlet: type[OutletSpider], page: Path) -> list[str]:
    from monitor.outlet.page_cases import open_page, read_case

    try:
        case: dict[str, Any] = json.loads(page.with_suffix(".json").read_bytes())
        url, kind, expected = case["url"], case["kind"], case["expect"]
        day = date.fromisoformat(case["day"]) if "day" in case else None
    except (OSError, ValueError, LookupError) as error:
        return [f"{page.with_suffix('.json').name} 读不出来：{error!r}"]
    found = read_case(outlet, kind, open_page(url, page.read_bytes()), day)
    return [
        f"{name}：写下的是 {expected.get(name)!r}，读出的是 {found.get(name)!r}"
        for name in {**expected, **found}
        if expected.get(name) != found.get(name)
    ]
