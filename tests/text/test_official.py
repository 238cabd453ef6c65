"""Official documents: kind, number, issuer, and the day of signature beside that of publication. Texts are invented."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.text.official import Official, read_official, read_table

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


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("云卫信息发〔2026〕12号", "云卫信息发〔2026〕12号"),
        ("云卫信息发［2026］ 12 号 签发人：沈问渠", "云卫信息发［2026］12号"),
        ("2026年第12号", "2026年第12号"),
        ("根据《关于影像云的意见》（云政办发〔2025〕3号），现通知如下。", ""),
        ("云政办发〔2025〕3号文件同时废止。", ""),
    ],
)
def test_a_number_within_a_sentence_is_that_of_another_document(line: str, number: str) -> None:
    found = read_official("云州省卫生健康委关于印发影像云接入规范的通知", [line, "各市卫生健康委："])
    assert found is not None
    assert found.number == number
    assert read_official("云州省药监局关于影像软件的公告（2026年第12号）", []) == Official(
        "公告", "2026年第12号", "云州省药监局"
    )


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            ["索 引 号：", "0143/2026-10", "发文机关：", "云州省政府办公厅", "发文字号：", "云政办发〔2026〕10号"],
            ("云政办发〔2026〕10号", "云州省政府办公厅", "", ""),
        ),
        (["成文日期：2026年02月20日", "发布日期：", "2026年03月02日"], ("", "", "2026-02-20", "2026-03-02")),
        (["成文日期", "二〇二六年二月二十日", "发文字号", "—"], ("", "", "2026-02-20", "")),
        ([], ("", "", "", "")),  # the word stands in a script, or in a line of a thousand pieces
        (["发文字号：", "成文日期：", "2026-02-20"], ("", "", "2026-02-20", "")),  # an empty value
        (["发文机关：", "发文机关：云州省医保局"], ("", "云州省医保局", "", "")),
        (
            ["索引号：SY1 文号：云卫〔2026〕第 3 号 发文日期：2026-2-20 公开日期：2026-3-2"],
            ("云卫〔2026〕第3号", "", "2026-02-20", "2026-03-02"),
        ),
        (
            ["发文单位：云州省卫生健康委办公室、云州省医保局办公室"],
            ("", "云州省卫生健康委办公室 云州省医保局办公室", "", ""),
        ),
        # What is no such thing: a department, who put it there, a row of headings, an approval's number, a sentence.
        (["发文机关：", "规划信息处", "发布机构：云州省政务公开办公室"], ("", "", "", "")),
        (["索引号", "发文机关", "发文字号", "0143/2026-10", "云州省卫生健康委", "云卫〔2026〕3号"], ("", "", "", "")),
        (["批准文号：国药准字〔2026〕3号", "本通知成文日期：见文末"], ("", "", "", "")),
        # Of a list of documents that follows the first counts, which is the page's own.
        (["文号：云卫〔2026〕3号", "文号：云卫〔2025〕9号"], ("云卫〔2026〕3号", "", "", "")),
    ],
)
def test_the_table_of_a_documents_data(cells: list[str], told: tuple[str, str, str, str]) -> None:
    found = read_table(cells)
    assert (found.number, found.issuer, str(found.signed or ""), str(found.published or "")) == told


def test_what_the_table_says_counts_before_the_text() -> None:
    told = Official(number="云卫〔2026〕3号", issuer="云州省政府办公厅", signed=date(2026, 2, 18))
    found = read_official("云州省卫生健康委关于数据共享的通知", LINES, told)
    assert str(found) == "通知，云卫〔2026〕3号，云州省政府办公厅，2026-02-18 成文"
    assert str(read_official("互联互通三年行动计划", ["一、目标"], told)).startswith("公文，云卫〔2026〕3号")
