import argparse

from scrapy.utils.misc import load_object

from monitor.configuration import read_count
from monitor.exceptions import MonitorError
from monitor.terminal.command import MonitorCommand

_HIGHEST = 65_535


class Command(MonitorCommand):
    def syntax(self) -> str:
        return "[期号 | 出刊日期] [--port N] [--no-browser]"

    def short_desc(self) -> str:
        return "编辑台：在浏览器里选稿、改稿、预览、写出"

    def long_desc(self) -> str:
        return (
            "在本机开一个网页，打印一次性的网址；在里面做的取舍和改动，与 scrapy bulletin 记下的完全一样。"
            "只有本机能打开；"
            "不抓取，不上网。Ctrl+C 停止，已存的都在库里。退出码：0 正常停止，2 用法不对或缺少组件。例：scrapy desk 653"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--port", metavar="N", help="端口，默认 8653（设置 DESK_PORT）")
        parser.add_argument("--no-browser", action="store_true", help="只打印网址，不打开浏览器")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.store.issues import named_issue

        try:
            serve = load_object(self.settings["DESK_SERVER"])
        except ImportError as error:
            raise MonitorError(f"编辑台缺少组件（{error.name}）；请 pip install -e '.[desk]'") from error
        port = read_count(opts.port, "--port") or self.settings.getint("DESK_PORT")
        if port > _HIGHEST:
            raise MonitorError(f"--port {port} 不对，最大 {_HIGHEST}。")
        serve(self.settings, named_issue(self.settings, args[0] if args else None), port, not opts.no_browser)
        return 0
