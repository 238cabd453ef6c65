"""Official documents: kind, number, issuer, and the day of signature beside that of publication. Texts are invented."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.text.official import read_official

LINES = ["云卫信息发〔2026〕12号", "各市卫生健康委：", "现将规范印发给你们。", "云州省卫生健康委员会", "2026年2月20日"]


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("云州省卫生健康委关于印发影像云接入规范的通知", "通知"),
        ("关于加强县域医共体信息化建设的意见（试行）", "意见"),
        ("云州省健康医疗数据管理办法", "办法"),
        ("云州省“十五五”卫生健康信息化规划", "规划"),
        ("电子病历共享文档标准", "标准"),
        ("关于同意设立互联网医院的批复", "批复"),
        ("关于公布互联网医院名单的公告", "公告"),
        ("《影像云接入规范》政策解读", "解读"),
        ("政策解读：影像云怎样接入", "解读"),
    ],
)
def test_the_kinds(headline: str, kind: str) -> None:
    found = read_official(headline, LINES)
    assert found is not None
    assert (found.kind, found.number) == (kind, "云卫信息发〔2026〕12号")
    assert found.signed == date(2026, 2, 20)


def test_who_issued_it() -> None:
    joint = read_official("云州省卫生健康委办公室 云州省医保局办公室关于数据共享的通知", LINES[:3])
    assert joint is not None
    assert (joint.issuer, joint.signed) == ("云州省卫生健康委办公室 云州省医保局办公室", None)
    signed = read_official("关于数据共享的通知", LINES)
    assert signed is not None
    assert signed.issuer == "云州省卫生健康委员会"
    assert str(signed) == "通知，云卫信息发〔2026〕12号，云州省卫生健康委员会，2026-02-20 成文"
    told = read_official("关于数据共享的通知", ["成文日期：2026年02月18日", "各市：", "现予印发。"])
    assert told is not None
    assert told.signed == date(2026, 2, 18)


@pytest.mark.parametrize("headline", ["松云市医院启用电子病历", "村医收到一份特别的通知", "记者眼中的行业标准"])
def test_news_is_no_document(headline: str) -> None:
    assert read_official(headline, ["本报讯（记者 沈问渠）3月1日，松云市医院启用电子病历。"]) is None
