import argparse
from pathlib import Path

from monitor.exceptions import MonitorError, StoreError
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import say


class Command(MonitorCommand):
    most_arguments = 2

    def syntax(self) -> str:
        return "从 到"

    def short_desc(self) -> str:
        return "把整个库移到另一个数据库（SQLite 与 PostgreSQL 之间），逐表核对"

    def long_desc(self) -> str:
        return (
            "把一个库的全部内容抄到一个空库里，要么全部抄完并核对无误，要么什么也不写；原来的库不动。"
            "两个参数是 SQLite 的文件，或数据库地址；口令不写在命令行上，放在 ~/.pgpass 或环境变量 PGPASSWORD 里。"
            "抄完逐表列出行数与摘要，再把 MONITOR_DATABASE_URL 改成新地址即可。退出码：0 完成，2 用法不对或库打不开。"
            "例：scrapy movestore var/monitor.db postgresql+psycopg://zhoubao@localhost/zhoubao"
        )

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.configuration import home
        from monitor.database.address import read_address
        from monitor.database.sqlite import file_of
        from monitor.run.lock import only_run
        from monitor.store.database import open_database, open_to_read, reading, writing
        from monitor.store.moving import account_of, copy_rows, count_rows
        from monitor.terminal.progress import track

        if len(args) != 2:
            raise MonitorError(f"要两个地址：从哪个库，到哪个库；用法：scrapy movestore {self.syntax()}")
        old, new = (_address(word) for word in args)
        if old == new:
            raise MonitorError(f"两个地址是同一个库：{args[0]}")
        if (file := file_of(read_address(old))) and not file.exists():  # it would be made, and moved
            raise MonitorError(f"没有这个文件：{args[0]}")
        with (
            only_run(home(self.settings)),
            reading(open_to_read(old)) as source,
            writing(open_database(new)) as target,
        ):
            if rows := count_rows(target):
                raise StoreError(f"目标库里已有 {rows} 行；只能移到空库里。")
            if not (total := count_rows(source)):
                raise StoreError("原来的库里一行也没有，没有什么可移；请检查第一个地址。")
            for _ in track(copy_rows(source, target), "移库", total=total):
                pass
            before, after = account_of(source), account_of(target)
            if wrong := [name for name in before if before[name] != after[name]]:
                raise StoreError(f"抄过去的与原来的不同：表 {'、'.join(wrong)}；什么也没有移。")
        for name, account in after.items():
            say(f"{name}：{account.rows} 行，{account.digest[:16]}")
        say(
            f"已移 {sum(each.rows for each in after.values())} 行，逐表核对无误；请把 MONITOR_DATABASE_URL 改成新地址。"
        )
        return 0


def _address(word: str) -> str:
    """Return the address that `word` is, or that of the SQLite file it names."""
    return word if "://" in word else f"sqlite:///{Path(word).absolute()}"
