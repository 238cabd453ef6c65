from __future__ import annotations

import pytest

from monitor.text.titles import continues, is_cut, is_office, is_site, without_site


@pytest.mark.parametrize(
    "headline",
    [
        "COVID-19疫情防控信息系统升级", "全省首个5G-A智慧医院启用", "CT-AI影像诊断进社区", "“互联网+医疗”——让健康触手可及", "健康观察｜数字医疗走进乡村", "AI_医疗大会开幕",
        "健康观察丨数字医疗走进乡村", "2024-2025年度电子病历评级公布", "影像云上线", "云州-海州远程会诊开通", "健康观察 | 数字医疗走进乡村", "北斗+医疗——院前急救提速",
        "关于电子病历的通知", "医保码上线：一部手机走遍云州", "从“一站式”到“一码通”—云州医改观察", "H7N9-流感监测系统上线", "8-9月门诊量增长一成", "Wi-Fi 6进病房",
        "国家医保局：DRG-DIP付费2.0版落地",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "frame",
    ["{}", "{}_云州卫健委", "{}-云州网", "{} - 云州新闻网", "{}_要闻_云州网", "{}--健康·生活--人民网", "{}-通知公告-云州省卫生健康委员会", "{} | 云州日报", "{}｜云州网", "云州省卫健委-{}", "{}_云州频道_cjn.cn"],
)  # fmt: skip
def test_headlines(headline: str, frame: str) -> None:
    assert without_site(frame.format(headline)) == headline


@pytest.mark.parametrize(
    ("title", "sites", "headline"),
    [
        ("影像云平台上线-健康云州", ["健康云州"], "影像云平台上线"),
        ("影像云平台上线-健康云州", [], "影像云平台上线-健康云州"),
        ("影像云平台上线_健康云州", [], "影像云平台上线"),
        ("影像云平台上线——健康云州", ["健康云州"], "影像云平台上线"),
        ("健康云州-影像云平台上线", ["健康云州"], "影像云平台上线"),
        ("影像云平台上线-云州卫健", ["云州省卫生健康委员会"], "影像云平台上线"),
        ("影像云平台上线_", [], "影像云平台上线"),
        ("影像云平台上线 · 云州网", [], "影像云平台上线"),
        ("影像云平台上线›要闻›云州网", [], "影像云平台上线"),
        ("影像云惠及千万患者-卫生健康-云州市人民政府门户网站", [], "影像云惠及千万患者"),
        ("新闻动态 - 影像云平台上线 - 云州市卫生健康委员会", [], "影像云平台上线"),
        ("全省医院接入影像云一张网-云州卫健委", [], "全省医院接入影像云一张网"),
        ("数字医院 - 看病不排队 - 要闻 - 云州网", [], "数字医院 - 看病不排队"),
        ("影像云平台上线_数字报-云州日报多媒体数字报刊平台", [], "影像云平台上线"),
        ("", [], ""),
    ],
)
def test_known_names(title: str, sites: list[str], headline: str) -> None:
    assert without_site(title, sites) == headline


def test_names_of_sites() -> None:
    assert is_site("云州新闻网") and is_site("云州省卫生健康委员会") and is_site("健康云州", ["健康云州"])
    assert not is_site("影像云上线") and not is_site("今天起，这些药品降价，请看国家医保局")


def test_cut_titles() -> None:
    assert is_cut("影像云平台接入…") and is_cut("影像云平台接入...") and not is_cut("影像云平台上线")
    assert continues("影像云平台接入96家医院", "影像云平台接入…")
    assert not continues("影像云平台接入…", "影像云平台接入…") and not continues("医保码上线", "影像云平台…")


def test_an_office_alone_is_no_headline() -> None:
    for name in ("云州省卫生健康委员会", "云州省医疗保障局官网", "云州市人民政府门户网站", "云州日报", "云州新闻网"):
        assert is_office(name)
    for headline in ("区县远程影像诊断中心全部联网", "全省医院接入影像云一张网", "国家卫健委约谈云州省卫生健康委员会"):
        assert not is_office(headline)


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("云州医保码上线 / 云州新闻网", "云州医保码上线"), ("云州医保码上线（云州新闻网）", "云州医保码上线"),
        ("云州医保码上线【云州新闻网】", "云州医保码上线"), ("云州医保码上线 云州新闻网", "云州医保码上线"),
        ("云州新闻网 云州医保码上线", "云州医保码上线"), ("云州医保码上线·云州新闻网", "云州医保码上线"),
        ("云州新闻网::云州医保码上线", "云州医保码上线"), ("云州医保码上线 - www.unknown-news.cn", "云州医保码上线"),
        ("云州新闻网--健康--云州医保码上线", "云州医保码上线"), ("数字医疗走进乡村 云州日报", "数字医疗走进乡村"),
        ("云州市卫生健康委员会 关于印发信息化规划的通知", "云州市卫生健康委员会 关于印发信息化规划的通知"),
        ("云州医院上线新系统 全省联网", "云州医院上线新系统 全省联网"), ("医保服务全省 一张网", "医保服务全省 一张网"),
        ("云州医保码上线 编织一张健康网", "云州医保码上线 编织一张健康网"), ("云州医院专家 每天在线", "云州医院专家 每天在线"),
        ("区域医疗网 覆盖全市", "区域医疗网 覆盖全市"), ("医保查询请登录 www.yunzhou.cn", "医保查询请登录 www.yunzhou.cn"),
        ("电子病历(2026版)", "电子病历(2026版)"), ("云州网 健康", "云州网 健康"),
    ],
)  # fmt: skip
def test_a_medium_that_no_mark_of_a_title_parts_from_the_headline(title: str, headline: str) -> None:
    assert without_site(title) == headline
