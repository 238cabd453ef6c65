"""What surrounds a text that an extractor of any page found, and what only looks like it."""

from __future__ import annotations

import pytest

from monitor.reading.generic import trim
from monitor.text.markdown import Block, Paragraph

HEADLINE = "云州影像云上线"
FIRST = "云州省人民医院影像云平台3月5日上线，覆盖全市二十七家基层医疗机构，重复检查明显减少，群众称便。"
LAST = "下一步，云州省将把平台延伸到村卫生室，年内实现全覆盖，并与省级平台对接。"


@pytest.mark.parametrize(
    "line",
    [
        "据云州省卫健委2025年3月1日发布的统计公报，数据来源为各医院上报，不再由人工填报。",
        "2025-03-01，该市公布了数据来源。",
        "作者是一位医生，2025年3月1日写下这段话：数据不会说谎",
        "2025/3/1起，来源统一",
        "（数据来源：云州统计局2025年3月1日公报）",
        "2025年3月1日 数据来源：云州统计局 样本数：27家",
        "资料来源：云州省卫生健康委员会2025-03-01",
        "1. 平台2025年3月1日发布 来源：云州省卫健委",
        "记者2025年3月1日从云州省卫健委获悉：平台的资金来源已经落实",
    ],
)
def test_a_paragraph_with_a_date_and_a_source_is_no_date_line(line: str) -> None:
    blocks: list[Block] = [Paragraph(FIRST), Paragraph(line), Paragraph(LAST)]
    assert trim(blocks, HEADLINE) == blocks


@pytest.mark.parametrize(
    "line",
    [
        HEADLINE,
        "您当前的位置：首页 > 要闻",
        "首页 > 要闻 > 正文",
        "2025-03-06 10:00 来源：云州日报",
        "来源：云州日报 2025年3月6日",
        "发布时间：2025/03/06 10:00:00",
        "作者：李木 2025.03.06",
    ],
)
def test_what_precedes_a_text_is_left_out_and_what_stands_before_it_only_if_it_is_no_text(line: str) -> None:
    text: list[Block] = [Paragraph(FIRST), Paragraph(LAST)]
    assert trim([Paragraph("要闻"), Paragraph(line), *text], HEADLINE) == text
    assert trim([Paragraph(FIRST), Paragraph(line), Paragraph(LAST)], HEADLINE) == text


@pytest.mark.parametrize(
    "line",
    [
        "字号：A- A+", "字体：大 中 小", "【字体：大 中 小】【打印】【关闭】", "大 中 小", "分享到：", "分享到：微信 微博 QQ空间", "听新闻", "语音播报", "00:00 / 03:21", "点击上方蓝字关注我们",
        "浏览次数：33", "阅读 10万+", "阅读量：1,024次", "打印本页", "如有侵权，请联系删除。",
    ],
)  # fmt: skip
def test_a_button_or_a_counter_is_no_text(line: str) -> None:
    text: list[Block] = [Paragraph(FIRST), Paragraph(LAST)]
    assert trim([Paragraph(line), *text], HEADLINE) == text
    assert trim([*text, Paragraph(line)], HEADLINE) == text


@pytest.mark.parametrize("line", ["2025-09-23", "2025年9月23日"])
def test_a_day_alone_above_a_text_is_none_of_it_unless_there_are_several(line: str) -> None:
    text: list[Block] = [Paragraph(FIRST), Paragraph(LAST)]
    assert trim([Paragraph(line), *text], HEADLINE) == text
    annals: list[Block] = [Paragraph("2025年9月20日"), Paragraph(FIRST), Paragraph(line), Paragraph(LAST)]
    assert trim(annals, HEADLINE) == annals


@pytest.mark.parametrize("line", ["云州新闻 09-23 08:11", "9月23日 08:11", "健康云州 9.23 8:11:30"])
def test_a_day_without_its_year_above_a_text_is_none_of_it(line: str) -> None:
    text: list[Block] = [Paragraph(FIRST), Paragraph(LAST)]
    assert trim([Paragraph(line), *text], HEADLINE) == text
    within: list[Block] = [Paragraph(FIRST), Paragraph(line), Paragraph(LAST)]
    assert trim(within, HEADLINE) == within


@pytest.mark.parametrize(
    "line",
    [
        "阅读量达到10万人次。", "分享到家庭医生手中。", "听新闻里说，云州的影像云上线了。", "字号更大了，老人看得清。", "浏览次数：33次以上的页面由人工复核。",
        "打印报告只要十秒。", "点击上方蓝色按钮即可预约挂号。", "00:00起，平台切换。",
    ],
)  # fmt: skip
def test_a_sentence_that_begins_like_a_button_is_text(line: str) -> None:
    text: list[Block] = [Paragraph(line), Paragraph(FIRST), Paragraph(LAST)]
    assert trim(text, HEADLINE) == text


@pytest.mark.parametrize(
    "line",
    [
        "云州新闻网版权所有，未经授权，不得转载、摘编或以其他方式使用本网作品。", "本网注明来源为其他媒体的稿件，均转载自其他媒体，并不代表本网赞同其观点。",
        "凡本网注明“来源：云州新闻网”的所有作品，版权均属于本网。", "互联网新闻信息服务许可证：12345，违法和不良信息举报电话：0000-12345678。", "云ICP备12345678号-1，云公网安备 123号。",
    ],
)  # fmt: skip
def test_what_a_site_says_of_itself_ends_the_text(line: str) -> None:
    text: list[Block] = [Paragraph(FIRST), Paragraph(LAST)]
    assert trim([*text, Paragraph(line), Paragraph("联系我们的电话全天有人接听，欢迎来电。")], HEADLINE) == text


@pytest.mark.parametrize(
    "line",
    [
        "平台的软件著作权和版权所有权归医院，代码对县级医院开放。",
        "凡在本网点就诊的居民，注明社区后均可享受减免。",
        "医院的许可证也在平台上展示。",
    ],
)
def test_a_sentence_about_rights_is_text(line: str) -> None:
    blocks: list[Block] = [Paragraph(FIRST), Paragraph(line), Paragraph(LAST)]
    assert trim(blocks, HEADLINE) == blocks


@pytest.mark.parametrize(
    "lines",
    [
        ["云州省卫生健康委员会", "2026年2月20日"], ["云州省卫生健康委员会 云州省医疗保障局", "二〇二六年二月二十日"], ["附件：1.互认项目清单", "2.互认医院名单"],
        ["联系人：李木 电话：0000-1234567", "邮箱：a@example.cn"], ["青岚市 120 98.6%", "松柏市 86 97.1%", "注：数据截至2月底"], ["本报记者 李木 通讯员 王林"],
        ["抄送：省医保局", "云州省卫生健康委员会办公室 2026年2月20日印发"], ["1.青岚市第一人民医院", "2.松柏市第二人民医院"], ["[1] 云州省健康统计年鉴"],
    ],
)  # fmt: skip
def test_what_ends_a_document_is_its_text(lines: list[str]) -> None:
    blocks: list[Block] = [Paragraph(FIRST), Paragraph(LAST), *map(Paragraph, lines)]
    assert trim(blocks, HEADLINE) == blocks


@pytest.mark.parametrize(
    "line",
    [
        "联系我们",
        "云州医保码上线惠及百姓",
        "首页 新闻 视频",
        "相关新闻",
        "扫一扫关注云州日报公众号",
        "更多精彩内容请下载客户端",
    ],
)
def test_a_teaser_behind_the_text_is_none_of_it(line: str) -> None:
    text: list[Block] = [Paragraph(FIRST), Paragraph(LAST)]
    assert trim([*text, Paragraph(line)], HEADLINE) == text


@pytest.mark.parametrize(
    "line",
    [
        "扫一扫二维码，患者就能在手机上查看影像报告。", "相关报道指出，云州的做法值得推广。", "更多精彩活动将在全省医院展开。", "延伸阅读空间，医院在候诊区设了书架。",
        "声明：我委从未授权任何机构代办电子健康卡。", "特别声明：本办法由省卫生健康委负责解释。", "凡在本网点就诊的居民均可享受减免。",
    ],
)  # fmt: skip
def test_a_sentence_that_begins_like_a_notice_ends_no_article(line: str) -> None:
    blocks: list[Block] = [Paragraph(FIRST), Paragraph(line), Paragraph(LAST)]
    assert trim(blocks, HEADLINE) == blocks
