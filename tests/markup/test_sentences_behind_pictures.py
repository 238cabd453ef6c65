"""A sentence behind a picture that ends as a caption may."""

from __future__ import annotations

import pytest

from monitor.markup.caption import Mark, is_caption


@pytest.mark.parametrize(
    "line",
    [
        "王林今年三十岁，业余时间爱读书，喜欢摄影。", "检查项目有视力、眼压，眼底摄影。", "平台接入的项目增至二百项（见上图）。", "平台由三层组成（见图）。", "各县的进度不一（如图）。",
        "检查完成后，影像自动上传到影像云（资料图片）。", "医院把影像存到云上（资料图片）。", "流程改了三处（详见下图）。", "数据逐年上升（见左图）",
    ],
)  # fmt: skip
def test_a_sentence_is_no_caption(line: str) -> None:
    assert not is_caption(line, Mark.NONE, 0, False)


@pytest.mark.parametrize(
    "line",
    [
        "医生在查房（资料图片）。", "医生在录入病历。李木摄影", "医生在录入病历。李木摄影。", "李木摄影。", "活动现场，李木摄影", "门诊大厅（资料图片）", "医院把影像存到云上（资料图片）",
        "图为医院把影像存到云上（资料图片）。", "医院把影像存到云上（李木摄）。", "医院把影像存到云上（医院供图）。", "平台上线了（图片来自网络）。", "患者看到了报告。（医院供图）",
    ],
)  # fmt: skip
def test_a_credit_makes_a_caption(line: str) -> None:
    assert is_caption(line, Mark.NONE, 0, False)
