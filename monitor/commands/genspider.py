import argparse
import keyword
import re
import sys
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands.genspider import Command as ScrapyGenspider

from monitor.exceptions import MonitorError
from monitor.terminal.command import guard, take_options
from monitor.terminal.options import refuse_misuse
from monitor.terminal.output import say

_ADDRESS = re.compile(r"(?:https?://)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:/[\w./~-]*)?", re.IGNORECASE | re.ASCII)
_NAME = re.compile("[a-z][a-z0-9_]*")


class Command(ScrapyGenspider):
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        return "新增一家媒体：按家族模板写出模块和测试页面的目录（Scrapy 原有命令）"

    def long_desc(self) -> str:
        return (
            "-t 是家族，即发布平台，-l 列出；NAME 用域名本身的词，一个域名有几份报的加报纸代号（hebnews_hbrb）；DOMAIN "
            "写到各网址共同的部分为止。写出的模块处处是“待填”，pytest -k NAME 逐条说还缺什么，全绿即成。"
            "见 docs/新增媒体.md。"
            "例：scrapy genspider -t layout_paper hebnews_hbrb https://hbrb.hebnews.cn"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        refuse_misuse(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read all settings before anything is done."""
        assert self.settings is not None
        take_options(self.settings, args, opts, lambda: super(Command, self).process_options(args, opts))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the module by Scrapy's own command, and make the folder of its pages."""
        assert self.settings is not None
        if opts.list or opts.dump:
            super().run(args, opts)
            return
        if code := guard(lambda: self._check(args, opts)):
            self.exitcode = code
            return
        super().run([args[0], args[1].rstrip("/")], opts)
        sys.stdout.flush()  # Scrapy's words, before ours
        folder = Path(self.settings["OUTLET_PAGES"]) / args[0]
        folder.mkdir(parents=True, exist_ok=True)
        say(f"页面放在 {folder.name}/ ：scrapy savepage {args[0]} URL；还缺什么：pytest -k {args[0]}")

    def _check(self, args: list[str], opts: argparse.Namespace) -> int:
        if len(args) != 2:
            raise MonitorError("用法：scrapy genspider -t 家族 NAME DOMAIN；scrapy genspider -l 列出家族。")
        if not _NAME.fullmatch(args[0]):
            raise MonitorError(f"名称“{args[0]}”不对，应为小写字母、数字和下划线，例如 hebnews_hbrb。")
        if keyword.iskeyword(args[0]) or args[0] in ("families", self._bot_name):
            raise MonitorError(f"名称“{args[0]}”已另有所指，请换一个。")
        if not _ADDRESS.fullmatch(args[1]):
            raise MonitorError(f"网址“{args[1]}”不对，应为 http(s)://域名/…，例如 https://hbrb.hebnews.cn。")
        if opts.template == "basic":  # Scrapy's own, where none was given
            raise MonitorError("没有写家族：-t 家族；scrapy genspider -l 列出有的。")
        template = Path(self.templates_dir, f"{opts.template}.tmpl")  # Scrapy's own look prints two lines of English
        if not template.is_file():
            raise MonitorError(f"没有家族“{opts.template}”的模板；{self._way_without(opts.template)}。")
        if not opts.force and self._spider_exists(args[0]):
            raise MonitorError(f"媒体“{args[0]}”已经有了；要重写加 --force。")
        return 0

    def _way_without(self, family: str) -> str:
        """What to do for an outlet of a `family` that has no template."""
        from monitor.outlet.registry import load_outlets

        assert self.settings is not None
        kin = [name for name, outlet in load_outlets(self.settings).items() if outlet.family == family]
        return f"照同一家族的 spiders/{min(kin)}.py 写一个" if kin else "scrapy genspider -l 列出有的"

    @property
    def _bot_name(self) -> str:
        assert self.settings is not None
        return str(self.settings["BOT_NAME"])

    def _generate_template_variables(self, module: str, name: str, url: str, template_name: str) -> dict[str, Any]:
        given = super()._generate_template_variables(module, name, url, template_name)
        host = str(given["domain"]).replace(".", r"\.")  # within a pattern
        return {**given, "classname": given["classname"].removesuffix("Spider"), "host": host}
