"""The verdicts on an outlet's run or week: their names, what they are called in print, what they mean, their order."""

from __future__ import annotations

OK, SILENT, THIN, PARTIAL = "ok", "silent", "thin", "partial"
BLOCKED_VERDICT, BROKEN, NOT_RUN = "blocked", "broken", "not-run"
MEANING = {
    OK: "正常",
    SILENT: "无切题",
    THIN: "偏少",
    PARTIAL: "不全",
    BLOCKED_VERDICT: "被拦截",
    BROKEN: "故障",
    NOT_RUN: "未运行",
}
DEFINITIONS = {
    OK: "列表都读出，有切题文章",
    SILENT: "列表都读出，没有切题文章",
    THIN: "窗口内的链接不到自己往期中位数的一半，且相差超出偶然（三倍标准差）；个别列表如此也算",
    PARTIAL: "读到了，但有列表没有翻完，或没有读到的文章超过设置 MISSING_AT_MOST 的比例",
    BLOCKED_VERDICT: "取不到，且多为防爬验证、403、412、429、521 或 robots.txt",
    BROKEN: "有列表读不出、空着、停住不动或标题都是占位文字，一条链接也没有，半数以上文章取不到或只有通用提取器读得出，"
    "程序异常或中途停止",
    NOT_RUN: "本期没有运行过，或没有运行完",
}
WORST_FIRST = (BROKEN, BLOCKED_VERDICT, NOT_RUN, PARTIAL, THIN, SILENT, OK)
SEEN = frozenset((OK, SILENT, THIN))  # verdicts on which the outlet's week can be relied


def rank(verdict: str) -> int:
    """Return how bad `verdict` is, 0 being the best: whether anything of a sound outlet is on topic is no matter of
    how well it was looked at."""
    return 0 if verdict in (OK, SILENT) else WORST_FIRST[::-1].index(verdict)
