import argparse
import getpass
import sys

from scrapy.utils.misc import load_object

from monitor.configuration import home, read_count
from monitor.exceptions import MonitorError
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import say

_HIGHEST = 65_535


class Command(MonitorCommand):
    def syntax(self) -> str:
        return "[期号 | 出刊日期] [--port N] [--host NAME]"

    def short_desc(self) -> str:
        return "编辑台：在浏览器里选稿、改稿、预览、写出"

    def long_desc(self) -> str:
        return (
            "在本机开一个网页，打印一次性的网址；在里面做的取舍和改动，与 scrapy bulletin 记下的完全一样。"
            "只有本机能打开；--host 让别的机器也打开，要先给每人一个账号（--account），并且走 TLS，"
            "或写明 --plain-http。Ctrl+C 停止，已存的都在库里。"
            "退出码：0 正常停止，2 用法不对或缺少组件。例：scrapy desk 653"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--port", metavar="N", help="端口，默认 8653（设置 DESK_PORT）")
        parser.add_argument("--no-browser", action="store_true", help="只打印网址，不打开浏览器")
        parser.add_argument("--host", metavar="NAME", help="让别的机器打开：这台机器的名字或 IPv4 地址")
        parser.add_argument("--tls-cert", metavar="FILE", default="", help="TLS 证书（PEM）")
        parser.add_argument("--tls-key", metavar="FILE", default="", help="它的私钥（PEM）")
        parser.add_argument("--plain-http", action="store_true", help="不用 TLS：只在可信的网络里")
        parser.add_argument("--account", metavar="NAME", help="设一个账号的密码（问两遍；空的删去账号），不开编辑台")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.accounts.opening import HERE, Opening
        from monitor.store.issues import named_issue

        if opts.account is not None:
            return self._set_account(opts.account)
        try:
            serve = load_object(self.settings["DESK_SERVER"])
        except ImportError as error:
            raise MonitorError(f"编辑台缺少组件（{error.name}）；请 pip install -e '.[desk]'") from error
        port = read_count(opts.port, "--port") or self.settings.getint("DESK_PORT")
        if port > _HIGHEST:
            raise MonitorError(f"--port {port} 不对，最大 {_HIGHEST}。")
        opening = Opening(opts.host or HERE, port, opts.tls_cert, opts.tls_key, opts.plain_http)
        serve(self.settings, named_issue(self.settings, args[0] if args else None), opening, not opts.no_browser)
        return 0

    def _set_account(self, name: str) -> int:
        from monitor.accounts.book import NAME, write_account

        password = _ask("密码（空的删去账号）：")
        if sys.stdin.isatty() and password != _ask("再写一遍："):
            raise MonitorError("两遍不一样，没有存。")
        write_account(home(self.settings), name, password)
        done = f"“{name}”的密码已存" if password else f"已删去“{name}”"
        say(f"{done}（{home(self.settings) / NAME}，只有散列）；重新启动编辑台后生效。")
        return 0


def _ask(words: str) -> str:
    """Ask for a password. Raises MonitorError where there is none to be had: the end of the input is no empty line."""
    try:
        told = getpass.getpass(words) + "\n" if sys.stdin.isatty() else sys.stdin.readline()
    except EOFError:
        told = ""
    if not told:
        raise MonitorError("没有给密码，什么也没有改；要删去账号，请给一个空行。")
    return told.rstrip("\n")
