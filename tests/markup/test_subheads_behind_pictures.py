"""A centred line behind a picture: a subhead by its number or its form, or a caption."""

from __future__ import annotations

import pytest
from parts import parse_part

from monitor.markup.body import read_body
from monitor.markup.caption import Mark, is_caption
from monitor.text.markdown import Block, Paragraph, Picture, Subhead

_TEXT = "正文第{}段说明了平台的建设情况，覆盖九十六家医院。"


def read(*lines: str) -> list[Block]:
    parts = (
        f"<p style='text-align:center'><img src='/a{n}.jpg'></p><p style='text-align:center'>{line}</p><p>{_TEXT.format(n)}</p>"
        for n, line in enumerate(lines)
    )
    return read_body(parse_part(f"<div><p>F1</p>{''.join(parts)}</div>"), lambda url: url)


@pytest.mark.parametrize(
    "line",
    [
        "01", "1", "PART.1", "PART 01", "PART.ONE", "Part 2", "Ⅰ 数据多跑路", "Ⅱ", "壹 数据多跑路", "壹", "伍", "第一，数据多跑路", "第二：数据多跑路", "数据怎么跑？", "***", "——从“跑断腿”到“一键达”",
        "01 数据多跑路", "PART 1 数据多跑路", "第一部分 数据多跑路", "◆数据多跑路",
    ],
)  # fmt: skip
def test_a_subhead_is_a_line_of_its_own(line: str) -> None:
    found = read(line, line)
    assert found[1:4] == [Picture("/a0.jpg"), Paragraph(line), Paragraph(_TEXT.format(0))]


@pytest.mark.parametrize(
    "line",
    [
        "医生在调阅影像", "Ⅱ期临床试验现场", "第一医院门诊大厅", "第一时间送到患者手中", "2026年的门诊大厅", "3月1日，活动现场", "5G救护车", "Party members in the ward", "Participants", "陆明在查房", "伍 明在查房",
        "陆 明在查房", "壹号楼的门诊大厅", "部分参会人员", "—李木 摄", "——李木 摄", "“健康云”上线", "《云州医改》封面", "96家医院接入",
    ],
)  # fmt: skip
def test_a_caption_stays_one(line: str) -> None:
    assert read(line)[1] == Picture("/a0.jpg", line)


@pytest.mark.parametrize("style", ["font-weight: bold", "color:#333;FONT-WEIGHT:700", "font-weight:bolder !important"])
def test_a_subhead_may_be_bold_by_its_style(style: str) -> None:
    said = "数据多跑路"
    told = f"<span style='{style}'>{said}</span>"
    assert read(told)[1:4] == [Picture("/a0.jpg"), Subhead(said), Paragraph(_TEXT.format(0))]
    light = f"<span style='{style}'><img src='/b.gif' width='9' height='9' style='font-weight:bold'></span>{said}"
    for caption in (light, f"<b style='font-weight:normal'>{said}</b>", f"<span style='font-weight:500'>{said}</span>"):
        assert read(caption)[1] == Picture("/a0.jpg", said)


@pytest.mark.parametrize(
    "line",
    [
        "图片由云州医院提供", "图片由云州医院提供。", "（图片由AI生成）", "医生在调阅影像 图片由云州医院提供", "门诊大厅（照片由医院提供）", "供图：云州医院", "供图/李木", "图说：医生在调阅影像", "图一：平台的架构",
        "图①：平台的架构", "图① 平台的架构", "摄/李木", "医生在查房。摄/李木", "李木 攝", "记者李木攝", "（李木攝）", "图片由人工智能生成",
    ],
)  # fmt: skip
def test_credits_in_other_words(line: str) -> None:
    assert is_caption(line, Mark.NONE, 0, False)


@pytest.mark.parametrize(
    "line",
    [
        "图一为平台的架构，图二为数据的流向。", "图片由设备自动生成，并上传到云端。", "患者上传照片，图片由患者提供。", "这些图片由云州医院提供给患者查看。", "检查结束后，图片由系统自动生成。", "图①中的数据来自平台。", "供图：各科室影像设备，统一上传。",
        "图片由系统自动生成。", "摄影是他的爱好。", "图说健康栏目已经开通。", "图说：平台上线。患者方便了。市民都说好。", "摄入/排出平衡", "拍攝", "供图的医院有三家。",
    ],
)  # fmt: skip
def test_sentences_with_such_words(line: str) -> None:
    assert not is_caption(line, Mark.NONE, 0, False)
