from __future__ import annotations

import pytest

from monitor.markup.caption import Mark, is_caption


@pytest.mark.parametrize(
    "line",
    [
        "医生在录入病历。　李木摄影", "医生在录入病历。图/李木", "图／李木、王林", "新华社记者 才扬 摄", "图为柯某。（受访者供图）", "（资料图片）", "陈某 图", "记者/图", "本报记者沈问渠摄", "活动现场。医院供图", "云州市委员会供图", "央视新闻截图",
        "图1：平台架构", "图2 平台架构", "上图：医生在调阅影像。", "左图为医生在调阅影像，右图为患者在打印报告。", "图片来自网络", "（图片来源于网络）",
        "制图：李木", "视频截图", "（网页截图）", "某报网站题为《云平台》的报道截图。", "图为医生在调阅影像。", "图为门诊，记者 沈问渠 摄", "图：影像云中心", "▲平台上线。患者在扫码。", "图片来源：视觉中国", "图片来源：云州医院", "（图源：云州医院官网）", "图源云州日报", "摄影/本报记者 沈问渠", "3月1日，医生查房。患者在等候。新华社发（沈问渠 摄）", "通讯员 沈问渠 供图",
    ],
)  # fmt: skip
def test_captions_by_their_words(line: str) -> None:
    assert is_caption(line, Mark.NONE, 0, False)


@pytest.mark.parametrize(
    "line",
    [
        "图1显示，平台覆盖的医院增加到96家。", "图一为平台的架构，图二为数据的流向，两者构成影像网络。", "如上图所示，数据先在县级平台汇聚。",
        "患者只需在小程序里上传检查报告的截图。", "他展示了手机上的截图。", "请上传身份证和银行卡截图", "这组照片由他拍摄。", "院内禁止拍摄。", "欢迎读者为本报供图。", "图为手段，不是目的。用才是目的。",
        f"图为平台的架构{'，平台由三层组成' * 10}。", "图：手段。用：目的。", "绘就便民惠民新蓝图。", "各地提交了申报资料。", "他起诉了视觉中国。", f"{'长' * 200}摄", "普通的一段。", "需要提交视频截图。", "图片来源：各科室影像设备，统一上传。", "图源数据由各科室影像设备产生。",
    ],
)  # fmt: skip
def test_sentences_are_no_captions(line: str) -> None:
    assert not is_caption(line, Mark.NONE, 0, False)


@pytest.mark.parametrize(
    ("line", "mark", "strong", "subhead", "caption"),
    [
        ("活动现场", Mark.CENTRED, 0, False, True), ("活动现场", Mark.CENTRED, 4, False, False), ("活动现场", Mark.CENTRED, 0, True, False),
        ("一、数据多跑路", Mark.CENTRED, 0, False, False), ("（二）数据多跑路", Mark.CENTRED, 0, False, False), ("3. 数据多跑路", Mark.CENTRED, 0, False, False),
        ("01 数据多跑路", Mark.CENTRED, 0, False, False), ("◆数据多跑路", Mark.CENTRED, 0, False, False), ("【数据多跑路】", Mark.CENTRED, 0, False, False),
        ("中心负责人说，年内扩大到二百项。", Mark.CENTRED, 0, False, False), ("记者随后来到放射科。", Mark.CENTRED, 0, False, False),
        ("第一章 总则", Mark.CENTRED, 0, False, False), ("①数据多跑路", Mark.CENTRED, 0, False, False), ("3月1日，活动现场", Mark.CENTRED, 0, False, True),
        ("一、活动现场", Mark.NAMED, 0, False, True), ("活动现场", Mark.NAMED, 4, False, True), ("活动现场", Mark.NONE, 0, False, False),
    ],
)  # fmt: skip
def test_captions_by_the_way_they_are_set(line: str, mark: Mark, strong: int, subhead: bool, caption: bool) -> None:
    assert is_caption(line, mark, strong, subhead) is caption
