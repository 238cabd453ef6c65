from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.configuration import home
from monitor.exceptions import MonitorError
from monitor.terminal.command import MonitorCommand
from monitor.terminal.output import complain, put, say

if TYPE_CHECKING:
    from monitor.issue.verification import IssueProver
    from monitor.proof.entry import Proof, Verdict
    from monitor.store.models import PrintedEntry, PrintedIssue

_NOTHING, _UNPROVEN = 1, 3  # exit codes


class Command(MonitorCommand):
    def syntax(self) -> str:
        return "[期号 | 出刊日期] [--all] [--head] [--deposited SHA256]"

    def short_desc(self) -> str:
        return "逐篇核对已刊文章与存档页面"

    def long_desc(self) -> str:
        return (
            "对已写出的一期（不写则为全部）逐篇核对：从存档记录重读页面，刊出的每一处须与重读加上已记录的改动完全相同，"
            "页面上也须逐段看得到；写出的文件与存档文件须与散列链相符。每一处不符列一行，写明位置和两边的文字；写明一期的，"
            "另列每篇怎样取来：https 与对方证书的 SHA-256，或明文 http。"
            "--all 另走完整条链：每个存档文件、每一期以前的各版。--head 只打印链尾一行，供中心抄存别处；"
            "--deposited 核对以前抄存的链尾还在链里。只读，不改任何文件。"
            "退出码：0 全部成立，1 没有可核对的，2 用法不对，3 有不成立或不能证明的。例：scrapy verify 653"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="走完整条散列链：所有存档文件和各期以前的版本")
        parser.add_argument("--head", action="store_true", help="只打印链尾：一行，可打印、邮寄或加时间戳")
        parser.add_argument("--deposited", metavar="SHA256", help="以前抄存的链尾散列，须仍在链里")
        parser.add_argument("--home", metavar="DIR", help="核对另一处的 MONITOR_HOME，例如备份或光盘")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if opts.home:
            self.settings.set("MONITOR_HOME", opts.home, priority="cmdline")

    def work(self, args: list[str], opts: argparse.Namespace) -> int:
        from monitor.issue.verification import IssueProver
        from monitor.proof.entry import Verdict
        from monitor.store.database import database_url, open_to_read, reading
        from monitor.store.issues import find_issues, named_issue

        if opts.home and not home(self.settings).is_dir():
            raise MonitorError(f"没有这个目录：{opts.home}")
        if opts.deposited is not None and not re.fullmatch("[0-9a-f]{64}", _hash_of(opts.deposited)):
            line = f"--deposited “{opts.deposited:.80}”不对，应为 64 位十六进制的散列，即 verify --head 打印的一行。"
            raise MonitorError(line)
        number = named_issue(self.settings, args[0]).number if args else None
        with reading(open_to_read(database_url(self.settings))) as session:
            prover = IssueProver(self.settings, session)
            if opts.head:
                return self._show_head(prover)
            issues = find_issues(session, number)
            if not issues:
                what = f"第{number}期" if number else "任何一期"
                complain(f"库里没有{what}的刊出记录；先运行 scrapy weekly 或 scrapy importissue。")
                return _NOTHING
            if prover.chain.elsewhere:
                say("注意：这台机器没有写过周报（没有链的副本）：只核对库里的记录和存档，写出的文件到写出的那台核对。")
            found, edits, unread = self._prove_entries(prover, issues, bool(number))
            broken = [line for issue in issues for line in prover.check_issue(issue)]
            broken += prover.chain.check_links()
            broken += self._check_all(prover) if opts.all else []
            broken += self._check_deposit(prover, opts.deposited) if opts.deposited else []
        for line in dict.fromkeys(broken):
            say(f"不成立：{line}")
        say(_sum_up(found, edits, unread) + (f"文件、记录与链不成立 {len(set(broken))} 处。" if broken else ""))
        if broken or unread or any(found[each] for each in (Verdict.FALSE, Verdict.CHANGED, Verdict.OLD)):
            return _UNPROVEN
        return 0 if found.total() - found[Verdict.IMPORTED] else _NOTHING

    def _show_head(self, prover: IssueProver) -> int:
        from monitor.proof.chain import tell_head

        if not prover.chain.links:
            raise MonitorError("散列链还是空的；写出一期以后才有。")
        put(tell_head(prover.chain.links))
        return 0

    def _prove_entries(
        self, prover: IssueProver, issues: Sequence[PrintedIssue], origins: bool
    ) -> tuple[Counter[Verdict], Counter[str], int]:
        """Tell what does not hold of each entry, and, if `origins` are asked for, how it came; return how many got
        which verdict, their edits by name, and how many nobody can read any more, which are in no verdict."""
        from monitor.proof.entry import Verdict
        from monitor.proof.record import describe_origin
        from monitor.terminal.progress import track

        found: Counter[Verdict] = Counter()
        edits: Counter[str] = Counter()
        unread = 0
        for issue, entry in track([(each, entry) for each in issues for entry in each.entries], "核对"):
            proof = prover.prove_entry(issue, entry)
            name = f"第{issue.number}期 {entry.place}. {entry.headline}（{entry.outlet}）"
            if _is_unread(prover, entry, proof):
                unread += 1
                say(f"{name}：{proof.findings[0]}；存档的页面还在")
                continue
            found[proof.verdict] += 1
            edits.update(proof.edits)
            where = f"{name}：{proof.verdict.value}"
            if proof.verdict is Verdict.OLD:
                say(f"{where}，当时没有全部留存，只核对了留存的")
            for line in proof.findings:
                say(f"{where}：{line}")
            if origins and (pages := prover.pages_of(entry)):
                outlet = prover.outlet_of(entry)
                origin = describe_origin(pages, outlet.wrong_certificates if outlet else {})
                put(f"第{issue.number}期 {entry.place}. {entry.headline}：{origin}")
        return found, edits, unread

    def _check_all(self, prover: IssueProver) -> list[str]:
        broken = [*prover.chain.check_archive()]
        for number in prover.chain.issues:
            broken += [*prover.chain.check_issue(number), *prover.chain.check_former(number)]
        if unsealed := prover.chain.unsealed():
            say(f"另有 {len(unsealed)} 个存档文件还没有入链，下次写出或抓取时入链。")
        chain = prover.chain
        say(f"散列链 {len(chain.links)} 条，存档文件 {len(chain.archive)} 个，{len(chain.issues)} 期。")
        return broken

    def _check_deposit(self, prover: IssueProver, deposited: str) -> list[str]:
        wanted = _hash_of(deposited)
        if any(link.hash == wanted for link in prover.chain.links):
            return []
        return [f"抄存的链尾不在链里，链在那以后被重写过：{wanted:.64}"]


def _hash_of(line: str) -> str:
    return line.split()[-1].lower() if line.split() else ""


def _is_unread(prover: IssueProver, entry: PrintedEntry, proof: Proof) -> bool:
    """Tell whether nothing speaks against an entry but that its outlet is gone: its pages lie in the archive, and there
    is nobody to read them."""
    from monitor.proof.rereading import UNREAD

    if prover.outlet_of(entry) or len(proof.findings) != 1 or not proof.findings[0].startswith(UNREAD):
        return False
    pages = prover.pages_of(entry)
    return bool(pages) and not prover.rereader.lacks(pages)


def _sum_up(found: Counter[Verdict], edits: Counter[str], unread: int) -> str:
    from monitor.proof.entry import Verdict

    of = "、".join(f"{name} {count}" for name, count in edits.items())
    parts = [f"照登 {found[Verdict.AS_READ]}，有改动 {found[Verdict.EDITED]}{f'（{of}）' if of else ''}"]
    parts += [f"{each.value} {found[each]}" for each in (Verdict.CHANGED, Verdict.OLD) if found[each]]
    checked = found.total() - found[Verdict.IMPORTED]
    proven = found[Verdict.AS_READ] + found[Verdict.EDITED]
    besides = f"；另有 {found[Verdict.IMPORTED]} 篇由往期导入，没有存档可核对。" if found[Verdict.IMPORTED] else "。"
    told = f"核对 {checked + unread} 篇，成立 {proven} 篇（{'，'.join(parts)}），不成立 {found[Verdict.FALSE]} 篇"
    return told + (f"，媒体不在了、不能核对 {unread} 篇" if unread else "") + besides
