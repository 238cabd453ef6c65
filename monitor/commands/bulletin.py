import argparse
import re

from monitor.configuration import check_proxies, read_count
from monitor.exceptions import MonitorError
from monitor.terminal.command import MonitorCommand
from monitor.terminal.options import add_issue_options, by_hand, split_words, take_issue_options
from monitor.terminal.output import put, say


class Command(MonitorCommand):
    requires_crawler_process = True  # for the pictures

    def syntax(self) -> str:
        return "期号 [--pick 9,83] [--drop 12] [--top N] [--auto]"

    def short_desc(self) -> str:
        return "不抓取，用库里的文章重写一期周报；编辑的取舍在此"

    def long_desc(self) -> str:
        return (
            "用已入库的文章写出一期周报。编号见 candidates.html。--pick 的文章按所给次序排在最前，不足 N 篇时自动补足；"
            "--drop 的文章及其同文不用。选用的看来有误（同一条消息选了两次、往期已刊、曾判为不切题、几乎没有主题词，"
            "多半是把排名当成了编号），就说明缘由、什么也不改，加 --force 才照办。取舍连同时间和理由记入库中，"
            "只增不改，以后的 weekly 和 bulletin 都遵守；--history 列出，--auto 恢复自动选择。"
            "改动（改题、删段、更正……）叠在原文上，原文不改；--undo 撤销自己最近的一次，--final 定稿。"
            "退出码：0 写出，1 没有切题文章，2 用法不对，3 写出了，但有媒体故障、被拦截或未运行。"
            "例：scrapy bulletin 653 --pick 9,83 --drop 12 --reason 主任定（编号以当时的候选清单为准）"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        from monitor.deciding.operations import add_editing_options

        super().add_options(parser)
        add_issue_options(parser)
        parser.add_argument("--pick", metavar="9,83", action="append", default=[], help="选用这些编号的文章，次序照写")
        parser.add_argument("--drop", metavar="12", action="append", default=[], help="不用这些编号的文章")
        parser.add_argument("--force", action="store_true", help="选用的看来有误也照办")
        parser.add_argument("--top", metavar="N", help="本期篇数，记入库中")
        parser.add_argument("--auto", action="store_true", help="忘掉本期以前的取舍（记录仍在）")
        add_editing_options(parser)
        parser.add_argument("--reason", metavar="TEXT", default="", help="取舍、改动的理由，一并记录")
        parser.add_argument("--history", action="store_true", help="列出本期的取舍记录，不写周报")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if opts.history or opts.show:  # which only read, and so write no log
            self.settings.set("LOG_ENABLED", False, priority="cmdline")
            return
        take_issue_options(self.settings, args, opts, self.own_name)

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.deciding.operations import read_operations, refuse_idle
        from monitor.deciding.orders import Orders
        from monitor.issue.destination import issue_folder
        from monitor.issue.publishing import draft_issue
        from monitor.issue.writing import NO_BULLETIN, IssueWriter, read_formats
        from monitor.run.rereading import tell_gone_outlets
        from monitor.store.choices import DROP, PICK, RESET, TOP
        from monitor.store.database import database_url, open_database, reading
        from monitor.store.issues import named_issue
        from monitor.week.objections import look_at

        issue = named_issue(self.settings, args[0] if args else None, by_hand(opts))
        editor = opts.editor or self.settings["BULLETIN_EDITOR"]
        orders = Orders(database_url(self.settings), issue, editor, opts.reason)
        if opts.history or opts.show:
            for line in orders.blocks(opts.show) if opts.show else orders.history():
                put(line)
            return 0
        actions: list[tuple[str, list[int]]] = [(RESET, [])] if opts.auto else []
        picks, drops = _read_ids("--pick", opts.pick), _read_ids("--drop", opts.drop)
        actions += [(PICK, picks)] if picks else []
        actions += [(DROP, drops)] if drops else []
        top = read_count(opts.top, "--top")
        actions += [(TOP, [top])] if top else []
        formats = read_formats(self.settings, opts.format)
        if self.settings.getbool("BULLETIN_PICTURES"):
            check_proxies()
        writer = IssueWriter(self.settings, self.crawler_process)
        if picks or drops:
            with reading(open_database(database_url(self.settings))) as session:
                for line in look_at(session, issue, writer.outlets, picks, drops, opts.force):
                    say(f"注意：{line}。")
        folder = issue_folder(self.settings, issue, opts.out)
        operations = read_operations(opts)

        def shown() -> list[int]:
            draft = draft_issue(self.settings, issue, writer.outlets, None)
            former = () if opts.auto or picks else draft.week.decision.picks
            refuse_idle(operations, {*picks, *former}, draft.ids)
            return draft.ids

        orders.record(actions, operations, shown, opts.reopen)
        for line in tell_gone_outlets(self.settings, issue.window):
            say(f"注意：{line}。")
        draft = writer.draft(issue, folder, None)
        writer.fetch_pictures(draft, folder)
        code = writer.write(draft, folder, formats)
        if opts.final and code != NO_BULLETIN:
            orders.close()
            say(f"第{issue.number}期已定稿：以后的 weekly 只抓取；撤回用 --reopen。")
        return code


def _read_ids(name: str, given: list[str]) -> list[int]:
    from monitor.store.choices import ID

    text = ",".join(given)
    parts = split_words(text) if given else []
    if not all(re.fullmatch(ID, part) for part in parts):
        raise MonitorError(f"{name} “{text:.60}”不对，应为编号，用逗号隔开，例如 9,83。")
    return [int(part) for part in parts]
