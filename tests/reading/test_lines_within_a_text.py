"""Lines within the text of an unknown page: what announces other articles goes out alone, and what only sounds so stays."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.reading.article import read_article

B = [
    "云州市医保局9日上线医保码，参保人在二十七家医院扫码即可结算。",
    "医保局负责人介绍，系统与全省平台打通，群众报销不必再垫付。",
    "市第一人民医院门诊大厅里，患者用手机三分钟办完全部手续。",
    "据统计，平台上线首日结算三万笔，平均每笔用时不到两秒钟。",
]
LINK = "<a href=/1.html>青岚县村医全部用上新系统</a>"


def read(inside: str) -> list[str]:
    page = (
        "<html><head><meta charset=utf-8><title>云州医保码上线_云州新闻网</title></head><body><h1>云州医保码上线</h1>"
        f"<div class=info>2025-12-09 09:30 来源：云州日报</div><div class=con>{inside}</div></body></html>"
    )
    response = HtmlResponse("https://www.unknown.example.cn/a/1.html", body=page.encode(), encoding="utf-8")
    return read_article(response, "", "").article_body.split("\n\n")


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


OTHERS = [
    f"<p>相关阅读：{LINK}</p>", f"<p>【相关阅读】{LINK}</p>", f"<p>延伸阅读：{LINK}</p>", f"<p>相关报道：{LINK}</p>", f"<p>推荐阅读 {LINK}</p>",
    f"<h3>相关链接</h3><p>{LINK}</p>", f"<p>上一篇：{LINK}</p>", "<p>更多精彩内容，请关注云州日报客户端</p>", "<p>（本文来源：云州日报）</p>",
    "<p>凡本网注明“来源：云州网”的所有作品，均为本网站合法拥有版权的作品。</p>", "<p>本文仅代表作者个人观点。</p>",
    f"<p>相关阅读：</p><ul><li>{LINK}</li><li><a href=/2.html>青岚县开通远程会诊</a></li></ul>",
    f"<p>相关阅读：</p><p>{LINK}</p><p><a href=/2.html>青岚县开通远程会诊</a></p>", f"<p>相关阅读</p><p>1.{LINK}</p>",
]  # fmt: skip


@pytest.mark.parametrize("line", OTHERS)
def test_what_announces_other_articles_within_a_text_goes_out_alone(line: str) -> None:
    assert read(paragraphs(B[0]) + line + paragraphs(B[1], B[2])) == B[:3]
    assert read(paragraphs(*B[:3]) + line + paragraphs(B[3])) == B
    assert read(paragraphs(*B[:3]) + line) == B[:3]


@pytest.mark.parametrize("line", OTHERS)
def test_lines_may_be_broken_by_hand(line: str) -> None:
    if "<ul>" not in line:
        broken = line.replace("<p>", "").replace("</p>", "<br>")
        assert read(f"{B[0]}<br>{broken}<br>{B[1]}<br>{B[2]}") == B[:3]


@pytest.mark.parametrize(
    "behind",
    [
        f"<div class=card>{LINK}<p>青岚县卫生健康局介绍，全县村医完成培训，年底前上岗。</p></div>",
        "<ul><li><h4><a href=/2.html>青岚县村医全部上岗</a></h4><p>青岚县卫生健康局介绍，全县村医完成培训。</p></li></ul>",
        "<p>凡本网注明“来源：云州网”的作品，转载须注明。</p><p>联系我们的电话全天有人接听，欢迎来电。</p>",
        f"<p>{LINK}</p><div class=x><p>云州新闻网是云州市重点新闻网站，日均访问量超过百万人次。</p></div>",
        "<p>版权所有 云州日报社</p><p>云州日报社主管主办的新闻网站，全天为市民服务。</p>",
    ],
)
def test_no_text_goes_on_behind_them(behind: str) -> None:
    assert read(paragraphs(*B) + "<p>相关阅读：</p>" + behind) == B


SENTENCES = [
    "凡是资金来源为财政资金的信息化建设项目，均须报市数据局审批。", "凡数据来源为互联网医院的处方，须由药师审核。", "凡在本站献血的市民，均可扫码查询血液检测结果。",
    "凡本报读者均可免费参加义诊。", "特别提醒：如上传的图片不清晰，系统将无法识别，请重新上传。", "特别提醒：如需办理，请登录本网预约平台。",
    "延伸阅读 医保码全称为医保电子凭证，由国家医保局签发，全国通用。", "相关链接：电子病历分为八级，数字越大，系统越完善。",
    "云州市ICP备案管理办法同日施行，网站须在三十日内备案。", "完成ICP备案和公网安备案后，平台正式上线。",
    "违法和不良信息举报中心同日挂牌，市民可以来访。", "互联网新闻信息服务许可证由省网信办核发，有效期三年。",
    "影像软件版权所有人为云州大数据集团，各医院免费使用。", "该系统由云州大学版权所有，许可医院免费使用。",
    "重要声明：我院官方预约平台只有微信小程序一个，请勿相信其他渠道。", "声明：我院未与任何网络平台合作。", "更多精彩的健康资讯，将由家庭医生送到村民手中。",
    "扫一扫关注公众号，即可挂号、缴费、查报告。", "扫一扫下载APP，老人也能在线问诊。", "（本文仅代表作者在会上的发言，未经本人审阅。）",
]  # fmt: skip


@pytest.mark.parametrize(
    "box", ["<div>{}</div>", "<div class=part>{}</div>", "<section><section>{}</section></section>"]
)
def test_the_text_may_stand_in_several_boxes(box: str) -> None:
    others = f"<div class=xg><h3>相关阅读</h3><ul><li>{LINK}</li></ul></div>"
    assert read(box.format(paragraphs(*B[:2])) + others + box.format(paragraphs(*B[2:]))) == B
    assert (
        read(f"<div class=first>{paragraphs(*B[:2])}</div><p>相关阅读：{LINK}</p>{box.format(paragraphs(*B[2:]))}") == B
    )


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_that_sounds_like_a_notice_stays(line: str) -> None:
    for texts in ([B[0], line, B[1], B[2]], [*B[:3], line, B[3]], [*B, line]):
        assert read(paragraphs(*texts)) == texts


def test_a_notice_that_the_text_itself_gives_stays_within_it() -> None:
    texts = [*B[:2], "免责声明：本平台所提供的健康信息仅供参考，不能代替医生诊断。", *B[2:]]
    assert read(paragraphs(*texts)) == texts


@pytest.mark.parametrize("end", ["（本报记者 李木）", "（李木 王林）", "（完）", "（云州日报）"])
@pytest.mark.parametrize(
    "subhead",
    [
        "扫一扫查报告", "相关新闻发布会实录", "推荐阅读病历模板 医生少写字", "相关报道引发热议", "下一篇章：让数据开口说话",
    ],
)  # fmt: skip
def test_the_last_section_may_end_in_brackets(subhead: str, end: str) -> None:
    last = f"患者打开手机，即可查看全部报告，平均用时不到一分钟。{end}"
    assert read(paragraphs(*B, f"<b>{subhead}</b>", last)) == [*B, f"**{subhead}**", last]


@pytest.mark.parametrize(
    "line",
    [
        "市民可登录<a href=https://wjw.yz.gov.cn>云州省卫健委官网</a>查询。",
        "<a href=/h/1>云州市第一人民医院</a>院长<a href=/p/1>王林</a>说：“数据跑起来了。”",
        "平台年底覆盖全市。（<a href=/r/1>本报记者 李木</a>）",
        "（<a href=/r/1>本报记者 李木</a>）",
        "意见请发至<a href=mailto:a@yz.gov.cn>a@yz.gov.cn</a>，电话<a href=tel:12345>12345</a>。",
        "附件：<a href='/download?id=123'>1.实施方案</a>",
        "<span>下一步，云州将健全制度，</span><a href=/h/1>云州市第一人民医院</a><span>将率先试点。</span>",
        "市民可登录<a href=https://wjw.yz.gov.cn>云州省卫健委官网</a>查询",
        "详见<b><a href=/d/1>《云州市实施方案》</a></b>。",
    ],
)
def test_the_links_of_the_last_paragraph_are_its_words(line: str) -> None:
    text = HtmlResponse("https://x.cn", body=f"<p>{line}</p>".encode(), encoding="utf-8").xpath("string()").get()
    assert text
    assert read(paragraphs(*B[:2], line)) == [*B[:2], text]


@pytest.mark.parametrize(
    "behind",
    [
        f"<p>{LINK}</p>", f"<p>· {LINK}</p>", f"<p>{LINK} <a href=/2.html>青岚县开通远程会诊</a></p>", f"<p>1.{LINK} 2025-12-08</p>", f"<div>{LINK}</div>",
        f"<p>上一篇：{LINK}</p>", f"<p>更多：{LINK}</p>", f"{LINK}", f"<p>[{LINK}]</p>", f"<p>{LINK}（12-08）</p>", f"<ul><li>{LINK}</li></ul>",
    ],
)  # fmt: skip
def test_a_link_behind_the_text_that_stands_alone_is_none_of_it(behind: str) -> None:
    assert read(paragraphs(*B) + behind) == B


@pytest.mark.parametrize(
    "names", [("para1", "para2", "para3", "para4", "para5"), ("lead", "second", "note", "third", "last")]
)
def test_each_paragraph_may_have_a_box_of_its_own_name(names: tuple[str, ...]) -> None:
    notice = "版权声明：本网转载此文出于传递更多信息之目的，如有侵权请联系删除。"
    texts = [*B[:2], notice, *B[2:]]
    assert read("".join(f"<div class={name}><p>{text}</p></div>" for name, text in zip(names, texts, strict=True))) == B


@pytest.mark.parametrize("label", ["点击查看：", "【更多阅读】：", "▶ 前情提要：", "扩展阅读：", "详细报道>>"])
def test_a_line_that_leads_away_is_none(label: str) -> None:
    assert read(f"{paragraphs(*B[:2])}<p>{label}{LINK}</p>{paragraphs(*B[2:])}") == B


@pytest.mark.parametrize("label", ["报名网址：", "点击查看的人数达三万，", "更多报道称，"])
def test_a_label_of_the_text_stays(label: str) -> None:
    words = LINK.partition(">")[2].partition("<")[0]
    assert read(f"{paragraphs(*B[:2])}<p>{label}{LINK}</p>{paragraphs(*B[2:])}") == [*B[:2], f"{label}{words}", *B[2:]]
