"""A made past of the office: weeks of candidates, and editors with a taste. Every name, figure and text is invented.

A story is told by facts, each in two wordings, so that it can be told anew in other words under another headline: what
is printed twice years apart is not the same text.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from monitor.bulletin import Entry
from monitor.issue_calendar import Issue
from monitor.store.issues import Printed, save_issue
from monitor.store.models import Article
from monitor.topic.score import LINE, rule_digest, score

# What a story is about: names of the thing, then what goes with it.
SUBJECTS = (
    (("电子病历共享", "病历互通调阅"), ("门诊记录", "住院病历", "跨院调阅")),
    (("检查检验结果互认", "检验检查互认共享"), ("重复检查", "互认项目", "检验报告")),
    (("远程心电诊断", "心电一张网"), ("心电图", "胸痛患者", "诊断报告")),
    (("医学影像云", "云胶片服务"), ("影像资料", "放射科", "片子")),
    (("互联网医院", "线上复诊"), ("在线问诊", "慢病续方", "送药到家")),
    (("处方流转平台", "电子处方共享"), ("审方药师", "定点药店", "外配处方")),
    (("智慧医保审核", "医保智能监管"), ("基金安全", "违规费用", "事前提醒")),
    (("医保码就医", "扫码看病结算"), ("诊间支付", "窗口排队", "移动支付")),
    (("人工智能辅助诊断", "AI辅助诊疗"), ("基层医生", "诊断建议", "病历质控")),
    (("家庭医生智能随访", "AI家医随访"), ("签约居民", "高血压", "语音随访")),
    (("电子健康档案开放", "健康档案在线查询"), ("居民本人", "体检结果", "授权查看")),
    (("院前急救调度系统", "智慧急救平台"), ("救护车", "上车即入院", "呼救定位")),
    (("传染病监测预警", "疾控智能预警平台"), ("发热门诊", "症状监测", "多点触发")),
    (("预接种数字化门诊", "疫苗追溯管理"), ("接种台", "冷链温度", "预防接种证")),
    (("中医智慧药房", "共享中药房"), ("煎药", "代煎配送", "饮片")),
    (("医疗数据要素", "健康数据授权运营"), ("数据目录", "公共数据", "隐私计算")),
    (("医院信息系统升级", "医院信息平台改造"), ("集成平台", "系统割接", "数据标准")),
    (("智慧病房", "床旁智能护理"), ("护士站", "输液监测", "床旁终端")),
    (("县域医共体信息平台", "医共体一体化系统"), ("乡镇卫生院", "双向转诊", "药品目录")),
    (("血液管理信息化", "智慧血液平台"), ("采血车", "献血者", "库存预警")),
    (("妇幼健康信息系统", "母子健康手册电子化"), ("孕产妇", "新生儿筛查", "产检")),
    (("老年智慧康养", "医养信息互通"), ("养老机构", "健康监测", "手环")),
    (("医疗废物在线监管", "医废智能追溯"), ("转运箱", "称重", "电子联单")),
    (("学生视力电子档案", "近视防控数据平台"), ("屈光检查", "校医", "筛查车")),
)  # fmt: skip
_PROVINCES = ("浙江", "云南", "贵州", "四川", "河南", "安徽", "福建", "甘肃", "湖北", "山东", "江西", "广西")
_FIRST = "青云白清长安平永新石金玉江河林松南北东西龙凤宁泰和丰"
_SECOND = "山川溪州原阳陵泉湾塘岭桥源浦坪沙峰海湖峡"
_CODES = "禾舟桥灯星帆桨泉叶竹雁鹊萤梅兰溪"
# Who acts, by kind: what stands in the headline, and where it happens.
KINDS = ("county", "city", "hospital", "ministry", "company")
_WHO = {
    "county": "{province}{place}县",
    "city": "{province}{place}市",
    "hospital": "{place}人民医院",
    "ministry": "国家卫生健康委",
    "company": "{place}科技股份有限公司",
}
_HEADS = {
    "county": ("{who}：{noun}进了村卫生室", "{who}{noun}让群众少跑腿", "{who}乡村用上{noun}", "{who}推开{noun}，{term}不再难"),
    "city": ("{who}建成{noun}", "{who}{noun}覆盖全部医院", "{who}上线{noun}，{term}更方便", "{who}启用{noun}"),
    "hospital": ("{who}上线{noun}", "{who}：{noun}改善就医体验", "{who}以{noun}优化{term}", "{who}{noun}启用"),
    "ministry": ("{who}举办{noun}论坛", "{who}召开{noun}研讨会", "{noun}大会举行，{who}介绍进展", "{who}：{noun}座谈会召开"),
    "company": ("{who}发布{noun}产品", "{who}携{noun}亮相", "{who}推出新一代{noun}", "{who}{noun}方案升级"),
}  # fmt: skip
_FACTS = (
    ("{day}，记者从{who}获悉，{noun}“{code}”正式启用。", "“{code}”近日在{who}投入使用，{noun}由此落地。"),
    ("目前已接入医疗机构{a}家，累计服务{b}人次。", "{a}家医疗机构连上了网，用过的人已有{b}人次。"),
    ("以往{term}要跑多趟，现在几分钟就能办好。", "过去为了{term}来回折腾，如今一会儿工夫就办完了。"),
    ("负责人表示，{term2}环节的数据由系统自动汇聚。", "据介绍，系统把{term2}环节的信息自动归到一处。"),
    ("下一步将把{term3}纳入其中，年内实现全覆盖。", "今年底以前，{term3}也要接进来，做到一个不落。"),
    ("平台运行以来，平均等候时间缩短{c}分钟。", "有了它，人们平均少等{c}分钟。"),
    ("家住附近的居民说，如今不出家门口就能享受服务。", "住在附近的老人说，家门口办事，省心多了。"),
    ("数据安全方面，按照等级保护要求建设，信息脱敏后使用。", "信息经脱敏才能用，网络按等保的要求守护。"),
    ("项目投入{d}万元，由财政和单位共同承担。", "{d}万元的花费，财政出一部分，单位出一部分。"),
)

Choose = Callable[[Sequence[tuple["Story", float]], random.Random], list[int]]  # stories with their scores → places


@dataclass(frozen=True)
class Story:
    """What happened: who did what where, with which figures; `head` and `wording` say how it is told."""

    kind: str
    subject: int
    who: str
    code: str
    day: str
    figures: tuple[int, int, int, int]
    facts: tuple[int, ...]
    name: int = 0
    head: int = 0
    wording: int = 0

    @property
    def headline(self) -> str:
        return _HEADS[self.kind][self.head].format(**self._names())

    @property
    def text(self) -> str:
        """A line a paragraph."""
        return "\n".join(_FACTS[each][self.wording].format(**self._names()) for each in self.facts)

    def told_anew(self, rng: random.Random) -> Story:
        """The same story by somebody else: another headline, other words, another order."""
        facts = (0, 1, *rng.sample(self.facts[2:], len(self.facts) - 2))
        other = (self.head + rng.randrange(1, len(_HEADS[self.kind]))) % len(_HEADS[self.kind])
        return replace(self, name=1 - self.name, head=other, wording=1 - self.wording, facts=facts)

    def _names(self) -> dict[str, object]:
        names, terms = SUBJECTS[self.subject]
        a, b, c, d = self.figures
        return {
            "who": self.who, "noun": names[self.name], "term": terms[0], "term2": terms[1], "term3": terms[2],
            "code": self.code, "day": self.day, "a": a, "b": b, "c": c, "d": d,
        }  # fmt: skip


def story(rng: random.Random, kind: str = "", subject: int | None = None) -> Story:
    kind = kind or rng.choice(KINDS)
    place = rng.choice(_FIRST) + rng.choice(_SECOND)
    more = range(2, len(_FACTS))
    return Story(
        kind=kind,
        subject=rng.randrange(len(SUBJECTS)) if subject is None else subject,
        who=_WHO[kind].format(province=rng.choice(_PROVINCES), place=place),
        code="".join(rng.sample(_CODES, 2)),
        day=f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日",
        figures=(rng.randint(8, 400), rng.randint(900, 90_000), rng.randint(5, 90), rng.randint(60, 4000)),
        facts=(0, 1, *rng.sample(more, rng.randint(3, len(more)))),
        name=rng.randrange(2),
        head=rng.randrange(4),
        wording=rng.randrange(2),
    )


def past(issues: int, seed: int, first: int = 1) -> Iterator[tuple[int, list[Story]]]:
    """Issues by number, three stories each."""
    rng = random.Random(seed)
    for number in range(first, first + issues):
        yield number, [story(rng) for _ in range(3)]


# An outlet for each kind would tell the kind by the outlet: all are of any.
OUTLETS = ("people", "xinhuanet", "cnr", "chinanews")


def candidates(rng: random.Random, count: int = 40) -> list[Story]:
    """The stories of a week among which an editor chooses."""
    return [story(rng, kind) for kind in rng.choices(KINDS, (20, 20, 25, 15, 20), k=count)]


def taste(kind: str) -> float:
    """An editor's: county practice rather than ministries' forums, companies never."""
    return {"county": 0.5, "ministry": -0.5, "company": -9.0}.get(kind, 0.0)


def fill(session: Session, issues: Sequence[Issue], seed: int, choose: Choose, count: int = 40) -> None:
    """Put the weeks of `issues` into a store: `count` stories of each, and what an editor printed of them."""
    rng, now = random.Random(seed), datetime.now(UTC)
    for issue in issues:
        week = candidates(rng, count)
        judged = [score(each.headline, each.text) for each in week]
        chosen = choose([(each, value.value) for each, value in zip(week, judged, strict=True)], rng)
        first = (session.scalar(select(func.max(Article.id))) or 0) + 1
        rows = [
            {
                "id": first + number, "outlet": rng.choice(OUTLETS), "key": f"{issue.number}-{number}", "url": f"http://x.cn/{issue.number}/{number}",
                "headline": each.headline, "kicker": "", "subtitle": "", "original_headline": "", "published_time": None,
                "published_on": issue.window.since + timedelta(rng.randrange(7)), "date_rule": "full", "found_for": issue.window.until,
                "source": "", "author": "", "editor": "", "article_body": each.text.replace("\n", "\n\n"), "images": [], "reader": "own:x",
                "flags": [], "text_digest": f"{first + number}", "score": value.value, "grade": value.grade, "reasons": list(value.reasons),
                "scored_by": rule_digest(), "version": 1, "story": first + number, "first_seen_at": now, "updated_at": now,
            }
            for number, (each, value) in enumerate(zip(week, judged, strict=True))
        ]  # fmt: skip
        session.execute(insert(Article), rows)
        entries = [
            Entry(week[each].headline, "人民网", f"http://x.cn/{each}", issue.date, rows[each]["article_body"])
            for each in chosen
        ]  # type: ignore[arg-type]
        save_issue(session, issue, entries, [Printed(first + each, 1) for each in chosen])


def with_taste(week: Sequence[tuple[Story, float]], rng: random.Random) -> list[int]:
    """The three that an editor with the taste above prints of what is on topic: it is one reason, the score another."""
    worth = {
        place: value + taste(each.kind) + rng.gauss(0, 0.05)
        for place, (each, value) in enumerate(week)
        if value >= LINE
    }
    return sorted(worth, key=lambda place: -worth[place])[:3]


def at_random(week: Sequence[tuple[Story, float]], rng: random.Random) -> list[int]:
    """Any three that are on topic."""
    return rng.sample([place for place, (_, value) in enumerate(week) if value >= LINE], 3)
