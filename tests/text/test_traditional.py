"""Traditional characters as Taiwan and as Hong Kong write them."""

from __future__ import annotations

import pytest
from opencc import OpenCC

from monitor.reprints import Text, is_one_story
from monitor.text.traditional import simplify, spellings
from monitor.topic.gate import passes

STORY = (
    "云州省卫生健康委昨日公布，全省已有96家医院接入影像云平台，患者在任意一家接入医院拍片，医生都能在线调阅原始影像。"
    "省卫生健康委信息中心负责人介绍，卫生信息平台自今年3月启动建设，统一了数据元和接口标准，重复检查率比去年同期下降12%。"
)


@pytest.mark.parametrize("written", ["衞生署推出電子針卡", "衛生署推出電子針卡", "卫生署推出电子针卡"])
def test_a_headline_from_hong_kong_is_understood(written: str) -> None:
    assert simplify(written) == "卫生署推出电子针卡"
    assert passes(written)


@pytest.mark.parametrize(
    ("written", "simplified"),
    [
        ("化粧品", "化妆品"), ("敍述", "叙述"), ("枱燈", "台灯"), ("食糭", "食粽"), ("衞星", "卫星"), ("衞", "卫"), ("衞生", "卫生"), ("說明", "说明"), ("説明", "说明"),
        ("衞星與乾隆、乾淨", "卫星与乾隆、干净"), ("卫生", "卫生"), ("台灯", "台灯"), ("乾隆", "乾隆"), ("神祇", "神祇"), ("", ""),
    ],
)  # fmt: skip
def test_simplified(written: str, simplified: str) -> None:
    assert simplify(written) == simplified
    assert simplify(simplified) == simplified


def test_each_character_of_hong_kong_is_read_as_opencc_reads_it() -> None:
    of_hong_kong, letters = OpenCC("hk2s"), [chr(number) for number in range(0x4E00, 0xA000)]
    others = {letter for letter in letters if simplify(letter) != of_hong_kong.convert(letter)}
    assert others == {"衹", "潀"}, "which are of no word of today"
    assert all(len(simplify(letter)) == 1 for letter in letters)


def test_a_reprint_as_hong_kong_writes_is_the_same_story() -> None:
    reprint = OpenCC("s2t").convert(STORY).replace("衛", "衞")
    assert is_one_story(Text(STORY), Text(reprint))
    assert Text(reprint).folded == Text(STORY).folded


def test_the_spellings_of_a_word() -> None:
    assert spellings("卫生") == ("卫生", "衛生", "衞生")
    assert spellings("衞生") == ("衞生", "卫生", "衛生")
    assert spellings("医院") == ("医院", "醫院")
