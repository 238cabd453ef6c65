"""A made corpus of known truth: stories, their reprints under the edits that newsrooms make, and look-alikes that fill
one template with other names and figures. Everything is invented and follows from the seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from monitor.text.zone import SHANGHAI

OUTLETS = [
    "新华网", "人民网", "央广网", "中新网", "北京日报", "新京报", "中国日报网", "河南日报", "河北日报", "湖北日报", "齐鲁网", "北京青年报",
]  # fmt: skip
_SYLLABLES = "云白青松柏兰石溪岚鹭桥原泉峰岭湾洲川陵阳安宁和丰嘉瑞永康义德秀景凤龙鹤霞翠碧玉金银铜铁东南西北上下前后"
_KINDS = [
    "市人民医院",
    "县人民医院",
    "县中医院",
    "市疾控中心",
    "区妇幼保健院",
    "镇卫生院",
    "社区卫生服务中心",
    "大学附属医院",
    "市卫生健康委",
    "县医保局",
]
_SYSTEMS = [
    "影像云平台", "电子病历系统", "互联网医院", "远程会诊中心", "健康档案平台", "智能随访系统", "处方流转平台", "检验结果互认系统",
    "智能导诊机器人", "慢病管理平台", "疫苗预约系统", "急救调度平台", "床旁结算系统", "医保移动支付", "病案质控系统", "药品追溯平台",
    "数据共享交换平台", "智慧病房系统", "云胶片服务", "家庭医生签约平台", "中药智能煎配系统", "公共卫生监测平台",
]  # fmt: skip
_DEEDS = [
    "正式上线运行", "完成二期改造", "接入省级平台", "实现全域覆盖", "通过专家验收", "启动试点工作", "开展应用培训", "迎来首批用户",
    "与基层机构互联互通", "纳入年度民生实事", "打通最后一公里", "入选典型案例", "扩大服务范围", "升级为三期版本",
]  # fmt: skip
_PEOPLE = [
    "老人", "孕产妇", "慢病患者", "村医", "护士", "儿科医生", "药师", "志愿者", "在校学生", "外来务工人员", "急诊患者", "透析患者", "肿瘤患者",
    "残疾人", "退役军人",
]  # fmt: skip
_EFFECTS = [
    "平均候诊时间缩短到{n}分钟", "重复检查减少了百分之{n}", "累计服务{n}万人次", "每天处理数据{n}万条", "为群众节省费用{n}万元",
    "门诊满意度提高{n}个百分点", "覆盖{n}个乡镇", "培训骨干{n}名", "上传影像{n}万份", "签约家庭{n}万户",
]  # fmt: skip
_MOODS = [
    "以前要跑好几趟，现在手机上点一点就办好了", "孩子夜里发烧，十分钟就联系上了医生", "不用再抱着一摞片子来回跑", "坐在家门口就能看上专家",
    "报告出来手机就响，心里踏实多了", "填一次表，哪里都认", "系统会自动提醒，漏不掉一位病人", "数据跑起来，人就不用跑了",
]  # fmt: skip
_FRAMES = [
    "{place}{kind}的{system}{deed}，{effect}。",
    "记者在{place}{kind}看到，{people}正在使用{system}，{effect}。",
    "“{mood}。”{person}对记者说，自从{system}{deed}，{people}的日子方便了许多。",
    "据{place}{kind}负责人{person}介绍，{system}{deed}后，{effect}，{effect2}。",
    "为了让{people}少跑路，{place}投入{n}万元建设{system}，目前已有{n2}家机构使用。",
    "{person}是{place}的一名{people}，{day}他第一次用上{system}，从登记到取药只花了{n}分钟。",
    "数据显示，{day}以来{place}{kind}通过{system}，{effect}。",
    "下一步，{place}将推动{system}与{system2}对接，让更多{people}受益。",
    "在{place}，{system}并不是新鲜事，早在{n}年前{kind}就开始了探索，直到今年才{deed}。",
    "业内人士{person}认为，{system}要管用，关键在于数据质量，{place}的做法是由{kind}牵头、逐项核对。",
    "与{place2}不同，{place}选择先建{system}再建{system2}，{effect}。",
    "{people}最关心的是费用，{place}{kind}明确{system}不另收费，{effect}。",
    "清晨{n}点，{place}{kind}的走廊里已经有人排队，{people}{person}却不着急，他要用的{system}在手机上就能办。",
    "{person}翻开台账，{system}{deed}前后的变化一目了然：{effect}，{effect2}。",
    "一项针对{place}{n}位{people}的回访表明，{system}最受欢迎的是夜间值守和语音录入。",
    "从{place2}调来的{person}说，两地的{system}口径不同，他和同事用了{n}天才把字段对齐。",
    "{kind}信息科只有{n2}个人，{system}{deed}那一周，{person}几乎住在机房。",
    "按照{place}的测算，{system}每年运行维护要花{n}万元，其中四成用于安全加固。",
    "村口的小药店也装上了终端，{person}凭一张身份证就能调出{people}在{kind}留下的记录。",
    "早些年{place}各家机构各建一套，光接口就有{n}种，{system}{deed}才把它们收拢到一处。",
    "{day}夜里一场暴雨冲断了光缆，{system}切换到备用线路，{kind}的{people}没有觉察。",
    "质疑也有，{person}担心{system}把{people}的信息放得太散，{place}为此请来第三方做了{n}项测试。",
    "到{place2}取经回来，{person}只带回一句话：先把{system}的目录编好，再谈{system2}。",
    "{kind}把{system}的大屏搬到了大厅，谁在排队、还要等多久，{people}抬头就能看见。",
    "今年{place}两会上，代表{person}提交的建议只有一条，就是让{system}覆盖到{n}个自然村。",
    "{system}的算法由{place2}一家企业提供，{kind}保留了医生否决的权力，{n2}例中有{n}例被人工改回。",
    "账算下来，{place}{people}人均少跑{n}公里，{system}省下的油钱比建设费还多。",
    "{person}记得很清楚，{day}那天{kind}停掉了最后一台老式打印机，{system}接过了全部单据。",
    "疫情期间搭起来的{system}没有闲置，{place}把它改成{system2}的底座，{effect}。",
    "最难的不是机器，是习惯，{place}{kind}的{person}花了{n}个周末，一户一户教{people}用{system}。",
]
_LEADS = [
    "{outlet}{place}{day}电（记者{person}）{text}",
    "本报讯（记者 {person}）{text}",
    "{outlet}讯 {text}",
    "{text}",
]
_TEMPLATE_SLOTS = ("place", "person", "n", "n2", "day")


@dataclass(frozen=True)
class Made:
    """An article of the corpus: `story` is the truth, `original` the printed name of the outlet that had it first."""

    story: int
    outlet: str
    day: date
    minute: int  # of the day
    headline: str
    source: str
    paragraphs: tuple[str, ...]
    original: str

    @property
    def moment(self) -> datetime:
        """When it was published, Asia/Shanghai."""
        return datetime.combine(self.day, time(), SHANGHAI) + timedelta(minutes=self.minute)


def make(stories: int, reprinted: int, seed: int = 7) -> list[Made]:
    """Return a corpus of `stories` stories, `reprinted` of which have reprints, in the order of publication; a tenth
    of the stories are look-alikes of others."""
    rng = random.Random(seed)
    number = iter(range(10**9))
    made: list[Made] = []
    for index in range(stories - stories // 10):
        first = _original(rng, next(number), _article(rng))
        made.append(first)
        if index < reprinted:
            made += _reprints(rng, first)
    while (left := stories - len({each.story for each in made})) > 0:
        made += list(_look_alikes(rng, min(left, rng.randint(5, 40)), number))
    return sorted(made, key=lambda each: (each.day, each.minute, each.story, each.outlet))


def _name(rng: random.Random, length: int = 2) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(length))


def _fill(rng: random.Random, frame: str, fixed: dict[str, str] | None = None) -> str:
    values = {
        "place": _name(rng) + rng.choice("市县区州"), "place2": _name(rng) + "市", "kind": rng.choice(_KINDS),
        "system": rng.choice(_SYSTEMS), "system2": rng.choice(_SYSTEMS), "deed": rng.choice(_DEEDS),
        "people": rng.choice(_PEOPLE), "mood": rng.choice(_MOODS), "person": _name(rng, 3), "n": str(rng.randint(2, 980)),
        "n2": str(rng.randint(2, 400)), "day": f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日",
        "effect": rng.choice(_EFFECTS).format(n=rng.randint(2, 980)), "effect2": rng.choice(_EFFECTS).format(n=rng.randint(2, 980)),
    }  # fmt: skip
    return frame.format(**{**values, **(fixed or {})})


def _article(rng: random.Random) -> list[str]:
    """Paragraphs of one to three sentences; the place is named again and again, as in a real report."""
    place = _name(rng) + rng.choice("市县区州")
    paragraphs = []
    for _ in range(rng.randint(4, 12)):
        sentences = rng.choices(_FRAMES, k=rng.randint(1, 3))
        fixed = {"place": place} if rng.random() < 0.7 else {}
        paragraphs.append("".join(_fill(rng, frame, fixed) for frame in sentences))
    return paragraphs


def _original(rng: random.Random, story: int, paragraphs: list[str]) -> Made:
    outlet = rng.choice(OUTLETS)
    lead = _fill(rng, rng.choice(_LEADS).replace("{text}", "§"), {"outlet": outlet}).replace("§", paragraphs[0])
    headline = _fill(rng, "{place}{system}{deed}")
    day = date(2025, 1, 1) + timedelta(days=rng.randint(0, 340))
    return Made(story, outlet, day, rng.randint(0, 1200), headline, outlet, (lead, *paragraphs[1:]), outlet)


def _reprints(rng: random.Random, first: Made) -> Iterator[Made]:
    others = rng.sample([name for name in OUTLETS if name != first.outlet], rng.randint(1, 4))
    for outlet in others:
        paragraphs = list(first.paragraphs)
        for edit in rng.sample(_EDITS, rng.randint(0, 3)):
            paragraphs = edit(rng, paragraphs)
        later = first.minute + rng.randint(5, 200)
        headline = first.headline if rng.random() < 0.4 else _fill(rng, "{system}惠及{people}")
        named = rng.random() < 0.8
        source = rng.choice(_ALIASES.get(first.outlet, [first.outlet])) if named else outlet
        yield Made(first.story, outlet, first.day, later, headline, source, tuple(paragraphs), first.outlet)


_ALIASES = {
    "中新网": ["中新网", "中国新闻网", "中新社"],
    "新华网": ["新华网", "新华社"],
    "央广网": ["央广网", "央广网客户端"],
}


def _cut_tail(rng: random.Random, paragraphs: list[str]) -> list[str]:
    return paragraphs[: max(2, round(len(paragraphs) * rng.uniform(0.4, 0.9)))]


def _new_lead(rng: random.Random, paragraphs: list[str]) -> list[str]:
    return [_fill(rng, rng.choice(_FRAMES)) + _fill(rng, rng.choice(_FRAMES)), *paragraphs[1:]]


def _add_line(rng: random.Random, paragraphs: list[str]) -> list[str]:
    return [
        *paragraphs,
        rng.choice(["（来源：综合整理）", "编辑提示：更多健康资讯请关注本网客户端。", "扫描二维码，了解更多内容。"]),
    ]


def _touch_words(rng: random.Random, paragraphs: list[str]) -> list[str]:
    swaps = [
        ("目前", "现在"),
        ("记者在", "记者日前在"),
        ("据", "根据"),
        ("少跑路", "少跑腿"),
        ("下一步", "接下来"),
        ("负责人", "有关负责人"),
    ]
    for old, new in rng.sample(swaps, 3):
        paragraphs = [each.replace(old, new) for each in paragraphs]
    return paragraphs


def _dateline(rng: random.Random, paragraphs: list[str]) -> list[str]:
    first = paragraphs[0]
    cut = first.find("）") + 1 if first[:40].find("）") > 0 else 0
    return [_fill(rng, "本报综合消息 {day}，") + first[cut:], *paragraphs[1:]]


def _brief(rng: random.Random, paragraphs: list[str]) -> list[str]:
    """A short version: some paragraphs of the long one, word for word."""
    start = rng.randrange(max(1, len(paragraphs) - 3))
    return paragraphs[start : start + 3]


def _add_background(rng: random.Random, paragraphs: list[str]) -> list[str]:
    extra = [_fill(rng, rng.choice(_FRAMES)) for _ in range(rng.randint(1, 3))]
    return [*paragraphs, *extra]


_EDITS = [_cut_tail, _new_lead, _add_line, _touch_words, _dateline, _brief, _add_background]


def _look_alikes(rng: random.Random, count: int, number: Iterator[int]) -> Iterator[Made]:
    """Press releases of one template: the frames and everything in them is the same but names, figures and days."""
    frames = rng.choices(_FRAMES, k=rng.randint(4, 9))
    shared = {
        "kind": rng.choice(_KINDS), "system": rng.choice(_SYSTEMS), "system2": rng.choice(_SYSTEMS),
        "deed": rng.choice(_DEEDS), "people": rng.choice(_PEOPLE), "mood": rng.choice(_MOODS),
    }  # fmt: skip
    effects = rng.choices(_EFFECTS, k=2)
    common = [_fill(rng, frame) for frame in rng.choices(_FRAMES, k=rng.randint(0, 3))]  # the ministry's own words
    for _ in range(count):
        own = {"place": _name(rng) + rng.choice("市县区"), "person": _name(rng, 3)}
        own |= {
            f"effect{end}": effect.format(n=rng.randint(2, 980)) for end, effect in zip(("", "2"), effects, strict=True)
        }
        filled = [_fill(rng, frame, {**shared, **own}) for frame in frames]
        yield _original(rng, next(number), [*filled, *common])
