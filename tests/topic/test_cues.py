"""Subject and genre are judged apart: what has the words of the one is not yet the other."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PROJECT
from teach import UNSEEN, is_taught, read_teaching

from monitor.text.hygiene import fold
from monitor.topic.cues import load_cues, load_weights
from monitor.topic.evidence import find_evidence
from monitor.topic.regression import BIAS, Row, fit, probability
from monitor.topic.score import LINE, NO_NEWS, Score, score

FLOORS = json.loads((PROJECT / "tests" / "floors.json").read_text("utf-8"))
NEWS = (
    "记者12月9日从云州省卫生健康委获悉，云州省全民健康信息平台已接入全省112家县级医院，电子病历和医学影像实现跨院调阅。"
    "省卫生健康委信息中心主任介绍，今年以来医生调阅480万次，重复检查率下降12%。"
)
SAME_SUBJECT_NO_NEWS = {
    "论文的骨架": "目的：探讨全民健康信息平台中电子病历跨院调阅的影响因素。方法：采用问卷调查法抽取样本，用Logistic回归分析。"
    "结果：标准化程度有显著影响（P<0.05）。结论：应完善数据标准。关键词：电子病历；互联互通。",
    "教人做事": "温馨提示：查询电子病历请先下载安装客户端。第一步，打开应用，点击注册；第二步，输入身份证号和密码登录；"
    "第三步，选择医院，点击“电子病历”按钮，即可查看检查检验结果。咨询电话见官网。",
    "文档站": "已阅读5页，还剩36页未读，继续免费阅读。版权归用户，下载本文档。第一章 项目概述：1.1 建设背景；1.2 建设目标。"
    "第二章 全民健康信息平台需求分析：电子病历共享、检查结果互认、远程会诊。",
    "小说": "“书记，这套电子病历系统，我们必须上。”林辰嘴角微微上扬，他盯着屏幕，目光落在远程会诊的画面上。"
    "会议室里一片哗然，老院长眉头一皱，脸上写满了难以置信，她轻声叹了口气。",
    "证券": "公司公告称，拟在创业板首次公开发行股票，保荐人为一家券商。公司主营电子病历和全民健康信息平台，"
    "营业收入同比增长，归属股东的净利润下滑，招股书提示应收账款风险。",
}


def explain(judged: Score) -> str:
    return f"{judged.value} {judged.subject:.2f} {judged.genre:.2f} {judged.reasons}"


def test_the_genre_demotes_what_has_the_words_of_the_subject() -> None:
    title = "全民健康信息平台电子病历跨院调阅"
    taken = score(title, NEWS)
    assert taken.value >= LINE, explain(taken)
    assert taken.grade == "A1"
    for told, text in SAME_SUBJECT_NO_NEWS.items():
        judged = score(title, text)
        assert judged.value < LINE, (told, explain(judged))
        assert judged.subject > 0.8 > judged.genre, (told, explain(judged))
        refusal = next(reason for reason in judged.reasons if reason.startswith(NO_NEWS))
        assert told in refusal


def test_news_of_another_subject_is_refused_for_the_subject() -> None:
    text = (
        "记者12月9日从云州市城管局获悉，全市环卫平台上线，260辆清扫车接入，垃圾桶满溢自动报警，市民扫码可投诉公厕卫生。"
    )
    judged = score("智慧环卫平台在云州上线", text)
    assert judged.value < LINE, explain(judged)
    assert judged.genre > 0.8 > judged.subject, explain(judged)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("村里来了个不下班的“参谋”", "青岚市白鹭县给213个村卫生室装上辅助诊断软件，村医看病时屏幕提示可能的病因和用药，疑难病例上传县医院。"
         "县卫健局局长说，今年以来已提示26万次。"),
        ("拨通之后，位置自己会“说话”", "青岚市急救中心12月8日启用新的调度系统，市民用手机拨打120，大屏上就显示呼救者的位置，就近的救护车两分钟内出发。"
         "中心主任介绍，途中心电图实时传到医院。"),
        ("一只黄袋子的旅程", "青岚市卫生监督所给每袋医疗废物贴上二维码，称重、交接、运输全程扫码，重量对不上平台就报警。全市318家医疗机构已接入。"),
    ],
)  # fmt: skip
def test_the_body_speaks_where_the_title_is_silent(title: str, text: str) -> None:
    judged = score(title, text)
    assert judged.value >= LINE, explain(judged)
    assert judged.grade.startswith("B")
    assert any(reason.startswith("证据：") for reason in judged.reasons)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "全国卫生健康信息化工作会议强调：坚决防止“数字形式主义”",
            "会议11月13日在武汉召开，要求清理重复填报的系统，基层报表减少六成，一个入口、一次录入。各省信息中心负责人参加。",
        ),
        (
            "援外医疗队把“电子病历”带上高原",
            "在那曲市人民医院，队员王某用半年时间帮医院换掉手写的本子。现在查房推着平板，化验单自动入库。医院9月通过四级评审。",
        ),
        (
            "“智慧养老床位”响了铃，医生在屏幕那头",
            "在春晖养老院，床垫感应到老人心率异常，护理站和签约医院同时收到提示，医生视频查看后安排转诊。"
            "市民政局、市卫健委今年建成这样的床位1500张。",
        ),
    ],
)  # fmt: skip
def test_a_headline_that_names_the_subject_speaks_for_a_text_that_hardly_does(title: str, text: str) -> None:
    assert (judged := score(title, text)).value >= LINE, explain(judged)
    for told, other in SAME_SUBJECT_NO_NEWS.items():
        assert (judged := score(title, other)).value < LINE, (told, explain(judged))


def test_every_weight_is_of_a_cue_that_is_told() -> None:
    families, weights = load_cues().families, load_weights()
    assert {name[2:] for name in weights.genre if name != BIAS} == set(families)
    for name, weight in weights.genre.items():
        if name != BIAS:
            assert (weight > 0) is families[name[2:]].news, (name, weight)
    evidence = find_evidence(fold("全民健康信息平台上线"), fold(NEWS, lines=True))
    assert set(evidence.subject) <= set(weights.subject), "no cue without a weight"
    assert all(0 <= value <= 1 for value in (*evidence.subject.values(), *evidence.genre.values()))


def test_a_regression_starts_from_its_prior_and_moves_with_examples() -> None:
    prior = {"a": 1.0, "b": -1.0}
    none = fit([], prior, 0.5)
    assert (none["a"], none["b"]) == (1.0, -1.0)
    rows = [Row({"a": 1.0}, False), Row({"b": 1.0}, True)] * 10
    few, many = fit(rows[:2], prior, 0.5), fit(rows, prior, 0.5)
    assert 1.0 > few["a"] > many["a"]
    assert -1.0 < few["b"] < many["b"]
    assert fit(rows, prior, 0.5) == many
    assert probability({"a": 1.0}, many) < probability({"b": 1.0}, many)
    balanced = fit([Row({}, True)] * 3 + [Row({}, False)], {}, 0.5)
    assert probability({}, balanced) == pytest.approx(0.75, abs=0.01)


def test_the_invented_examples_are_of_both_sides_and_no_copies() -> None:
    examples = list(read_teaching())
    sides = Counter(each.wanted for each in examples)
    assert min(sides.values()) > 80
    assert len({each.text for each in examples}) == len(examples)


@pytest.mark.parametrize(
    ("family", "title", "text"),
    [
        ("documents", "家医签约", "全市已签约2.6万人，覆盖1.1万户，费用降了1.2倍。"),
        ("other_trades", "自助挂号", "护士在电脑前教老人挂号。"),
        ("thesis", "云州启动互联互通试点", ""),
        ("serial", "云州发布第三章程", ""),
    ],
)
def test_what_news_has_too_is_no_mark_against_it(family: str, title: str, text: str) -> None:
    assert not {f"t.{family}", f"l.{family}"} & set(find_evidence(fold(title), fold(text, lines=True)).genre)


@pytest.mark.parametrize(
    ("family", "line"),
    [
        ("paper", "摘要：互联网医院的发展"), ("paper", "前言\n"), ("howto", "第一、怎么办理"), ("howto", "2.打开页面"),
        ("documents", "第一节 总述"), ("generated", "引言：从头说起"), ("generated", "挑战与出路"),
    ],
)  # fmt: skip
def test_a_mark_of_a_line_s_beginning_is_found_in_the_first_line_too(family: str, line: str) -> None:
    """These patterns begin with a class of characters, which leaves the first line to alternatives of its own."""
    pattern = load_cues().families[family].text_pattern
    assert pattern is not None
    for text in (line, f"云州\n{line}"):
        assert pattern.search(fold(text, lines=True)), text
    assert not pattern.search(fold(f"云州{line}", lines=True))


def test_the_name_of_an_authority_is_no_family_doctor() -> None:
    """国家医保局 holds 家医."""
    assert "家医" not in load_cues().in_text.find(fold("国家医保局公布目录。")).of("actor")
    assert load_cues().in_text.find(fold("国家医保局公布目录。")).of("actor") == ["医保局"]


@pytest.mark.parametrize(
    ("family", "title"),
    [
        ("thesis", "云州市电子病历共享的实践与探索"), ("thesis", "卫生院信息化建设现状及对策"),
        ("thesis", "基于知识图谱的云州慢病随访系统"), ("thesis", "数字化时代医院收费管理的困境与出路"),
        ("serial", "第108章 全民健康信息平台"), ("serial", "智慧医院（1/2）"), ("serial", "重生之云州医保"),
    ],
)  # fmt: skip
def test_a_title_alone_tells_papers_and_serials_from_news(family: str, title: str) -> None:
    text = (
        "全市的电子病历共享和检查结果互认已开展三年，乡镇卫生院都用上了远程会诊，医生调阅病历只要几秒，患者少跑了路。"
    )
    judged = score(title, text)
    assert judged.value < LINE < score("全民健康信息平台跨院调阅", text).value, explain(judged)
    assert f"t.{family}" in find_evidence(fold(title), "").genre


def test_invented_items_of_every_genre_that_no_weight_has_learnt(show: Callable[[str], None]) -> None:
    """`unseen.tsv`: of each wrong genre some, and news whose titles say little; written to be hard, not typical."""
    examples = list(read_teaching(UNSEEN))
    assert not {each.text for each in examples} & {each.text for each in read_teaching()}
    precision, recall = _figures([(each.wanted, score(each.title, each.text).value >= LINE) for each in examples])
    show(f"unseen: precision {precision:.3f}, recall {recall:.3f} of {len(examples)}")
    assert precision >= FLOORS["unseen.tsv"]["precision"]
    assert recall >= FLOORS["unseen.tsv"]["recall"]


def test_the_half_that_nobody_tuned_on(shared: Path, show: Callable[[str], None]) -> None:
    """The items whose query is not taught: figures as a whole, by what the title holds, and the kinds that go wrong."""
    judged = []
    for line in (shared / "topic" / "tuning.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["label"] != "borderline" and not is_taught(row["query"]):
            taken = score(row["title"], row["text"]).value >= LINE
            cues = find_evidence(fold(row["title"]), "").subject
            judged.append((bool(row["label"]), taken, "both" if "t.both" in cues else "one or none", row["kind"]))
    assert len(judged) > 100
    for group in ("both", "one or none"):
        show(f"{group} in the title: {_figures([each[:2] for each in judged if each[2] == group])}")
    wrong: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for wanted, taken, _, kind in judged:
        wrong[kind][0] += wanted != taken
        wrong[kind][1] += 1
    show("wrong by kind: " + ", ".join(f"{kind} {bad}/{of}" for kind, (bad, of) in sorted(wrong.items()) if bad))
    precision, recall = _figures([each[:2] for each in judged])
    show(f"all: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= FLOORS["tuning.jsonl"]["precision"]
    assert recall >= FLOORS["tuning.jsonl"]["recall"]


def _figures(pairs: list[tuple[bool, bool]]) -> tuple[float, float]:
    hits = sum(wanted and taken for wanted, taken in pairs)
    return hits / max(1, sum(taken for _, taken in pairs)), hits / max(1, sum(wanted for wanted, _ in pairs))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("挂号难，难在哪？我市统一号源池破题", "全市公立医院号源统一接入预约挂号平台，号源释放时间、退号规则一致，黄牛软件识别系统同步上线。"),
        ("慢病管理有了“数字管家”", "社区卫生服务中心为高血压患者配发智能血压计，数据自动上传至家庭医生工作站，异常情况自动预警。"),
        ("医院数据安全敲响警钟", "市网信办联合卫健委对12家医院开展网络数据安全检查，发现弱口令、未做等级保护测评等问题43个，责令限期整改。"),
        ("让数据开口说话 让骗保无处遁形", "市医保局利用大数据反欺诈模型筛查异常结算数据，锁定可疑线索136条，追回医保基金870万元。"),
        ("桥头镇卫生院接入远程心电", "桥头镇卫生院接入县远程心电诊断中心，乡亲们做完心电图，十分钟就收到县医院的诊断报告，已诊断1200例。"),
    ],
)  # fmt: skip
def test_a_word_that_is_part_of_another_speaks_for_no_other_genre(title: str, text: str) -> None:
    judged = score(title, text)
    assert judged.value >= LINE, explain(judged)
    assert not [line for line in judged.reasons if line.startswith(NO_NEWS)], explain(judged)
