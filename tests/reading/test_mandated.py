"""The mandated meta tags of government pages, each trap of them once (dossier gov §1–2). Texts are invented."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.exceptions import LayoutChanged
from monitor.items import ArticleItem
from monitor.reading.article import read_article
from monitor.reading.mandated import GovernmentPage
from spiders.families import gov_site, gov_trs, govcn, hanweb, jpaas, ucap

TEXT = "云州省卫生健康委介绍，全民健康信息平台已覆盖全部县级医院，检查检验结果在省内互认。"
TITLE = "关于进一步完善全民健康信息平台建设的通知"
SITE = '<meta name="SiteName" content="云州省卫生健康委员会"><meta name="ColumnName" content="通知公告">'
TAGS = f'{SITE}<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2026-03-02 14:46:00">'


def read(head: str, printed: str = "", heading: str = TITLE, container: str = "TRS_Editor") -> ArticleItem:
    page = (
        f"<html><head><title>{heading}_云州省卫生健康委员会</title>{head}</head><body><h1>{heading}</h1>"
        f"<div class='info'>{printed}</div><div class='{container}'><p>{TEXT}</p><p>{TEXT[::-1]}。</p></div></body></html>"
    )
    response = HtmlResponse("https://wjw.yunzhou.example/a/1.html", body=page.encode(), encoding="utf-8")
    return read_article(response, "yunzhou_wjw", "云州省卫生健康委", gov_trs.TEMPLATES)


@pytest.mark.parametrize(
    ("head", "printed", "moment"),
    [
        (TAGS, "", "2026-03-02 14:46:00+08:00"),
        (TAGS.replace("PubDate", "pubdate"), "", "2026-03-02 14:46:00+08:00"),
        ('<meta content="2026-03-02 15:00" name="PubDate">' + SITE, "", "2026-03-02 15:00:00+08:00"),
        # A clock of twelve hours: 02:46 may be a quarter to three in the afternoon.
        (TAGS.replace("14:46", "02:46"), "", "2026-03-02"),
        (TAGS.replace("14:46", "02:46"), "发布日期：2026-03-02 14:46", "2026-03-02 14:46:00+08:00"),
        (TAGS.replace("14:46:00", "00:00:00"), "", "2026-03-02"),
        (TAGS.replace(" 14:46:00", ""), "", "2026-03-02"),
        (TAGS.replace("2026-03-02 14:46:00", "") + '<meta name="publishdate" content="2026-03-09">', "", "2026-03-09"),
        ('<meta name="firstpublishedtime" content="2026-03-02-17:30:00">', "", "2026-03-02 17:30:00+08:00"),
        # The day of a migration, and TRS's own, are none of the news.
        ('<meta name="Maketime" content="2026-03-22 12:28:37">' + TAGS, "", "2026-03-02 14:46:00+08:00"),
        ('<meta name="publishdate" content="2026-03-09">' + TAGS, "", "2026-03-02 14:46:00+08:00"),
        (TAGS, "成文日期：2026年2月20日", "2026-03-02 14:46:00+08:00"),
        (SITE, "发布时间：2026-03-03 09:10", "2026-03-03 09:10:00+08:00"),
        ("", "发布时间：2026-03-03 09:10", "2026-03-03 09:10:00+08:00"),
        (TAGS.replace("2026-03-02 14:46:00", ""), "2026年3月3日", "2026-03-03"),
    ],
)
def test_the_day_of_publication(head: str, printed: str, moment: str) -> None:
    assert str(read(head, printed).date_published) == moment


def rows(*pairs: str) -> str:
    cells = (pair.partition("：") for pair in pairs)
    return f"<table>{''.join(f'<tr><td>{label}：</td><td>{value}</td></tr>' for label, _, value in cells)}</table>"


NUMBERED = rows("索 引 号：0143/2026", "发文机关：云州省政府办公厅", "发文字号：云政办发〔2026〕3号", "成文日期：2026年02月20日", "主题分类：卫生")  # fmt: skip
LISTED = (
    "<ul><li><b>成文日期</b><span>2026-02-20</span></li><li><b>发文字号</b><span>云政办发〔2026〕3号</span></li></ul>"
)


@pytest.mark.parametrize(
    ("head", "printed", "published"),
    [
        (TAGS, NUMBERED, "2026-03-02"),
        ("", NUMBERED + rows("发布日期：2026年03月02日"), "2026-03-02"),
        # 发文日期 is read as the day of publication, but where the table has another for that.
        ("", NUMBERED.replace("成文", "发文") + rows("发布日期：2026年03月02日"), "2026-03-02"),
        ("", NUMBERED, None),
        ("", LISTED, None),
        (TAGS, LISTED, "2026-03-02"),
    ],
)
def test_a_day_of_signing_is_none_of_publication(head: str, printed: str, published: str | None) -> None:
    item = read(head, printed)
    assert (item.document_number, str(item.signed_on)) == ("云政办发〔2026〕3号", "2026-02-20")
    assert item.issuer == ("" if printed == LISTED else "云州省政府办公厅")
    assert (str(item.day) if item.day else None) == published
    assert read(TAGS, "<p>发布日期：2026-03-02</p>").signed_on is None


def test_a_document_that_is_issued_on_the_day_of_its_signing_keeps_the_clock() -> None:
    table = NUMBERED.replace("成文日期", "发文日期").replace("02月20日", "03月02日")
    item = read("", table + "<div>发布时间：2026-03-02 09:30　来源：云州省卫生健康委</div>")
    assert (str(item.signed_on), str(item.date_published)) == ("2026-03-02", "2026-03-02 09:30:00+08:00")


@pytest.mark.parametrize(
    ("head", "heading", "headline"),
    [
        (TAGS.replace(TITLE, TITLE[:12] + "..."), TITLE, TITLE),
        (TAGS.replace(TITLE, TITLE[:12]), TITLE, TITLE),
        (TAGS, TITLE[:12] + "…", TITLE),
        (TAGS.replace(TITLE, TITLE.replace("全民", "全民&lt;br&gt;")), TITLE, TITLE),
        (TAGS.replace(TITLE, "关于&quot;互联网+护理服务&quot;的通知"), "通知公告", '关于"互联网+护理服务"的通知'),
        (TAGS.replace(TITLE, "电子病历&amp;影像云的通知"), "通知公告", "电子病历&影像云的通知"),
        (TAGS.replace(TITLE, ""), TITLE, TITLE),
        (TAGS.replace("ArticleTitle", "articletitle"), "通知公告", TITLE),
        (TAGS.replace(TITLE, "云州省卫生健康委员会"), TITLE, TITLE),
        ("", TITLE, TITLE),
    ],
)
def test_the_title_that_is_whole(head: str, heading: str, headline: str) -> None:
    assert read(head, heading=heading).headline == headline


@pytest.mark.parametrize(
    ("source", "printed", "named"),
    [
        ("云州日报", "", "云州日报"),
        ("本网", "", "云州省卫生健康委员会"),
        ("本站", "来源：本站", "云州省卫生健康委员会"),
        ("", "", "云州省卫生健康委员会"),
        ("", "来源：松云晚报", "松云晚报"),
        ("", "信息来源：松云晚报", "松云晚报"),
        ("规划信息处", "来源：规划信息处", "规划信息处"),
    ],
)
def test_the_source(source: str, printed: str, named: str) -> None:
    for name in ("ContentSource", "contentSource"):
        assert read(f'{TAGS}<meta name="{name}" content="{source}">', printed).source == named


def test_of_two_tags_of_one_name_the_articles_counts() -> None:
    """A site's own stand before it in another spelling; of two alike the first may be empty."""
    own = '<meta name="contentsource" content="云州政务"><meta name="ContentSource" content="云州日报">'
    assert read(TAGS + own).source == "云州日报"
    twice = '<meta name="ContentSource" content=""><meta name="ContentSource" content="云州日报">'
    assert read(TAGS + twice).source == "云州日报"
    assert read(SITE + TAGS).source == "云州省卫生健康委员会", "the site's name may stand there twice"


def test_what_the_tags_say_relative_to_the_page_is_no_address() -> None:
    item = read(f'{TAGS}<meta name="Url" content="./t20260302_1.html"><meta name="Image" content="./W020260302.jpg">')
    assert (item.url, item.images) == ("https://wjw.yunzhou.example/a/1.html", [])


@pytest.mark.parametrize(
    ("container", "templates", "reader"),
    [
        *((f"class='{name}'", gov_trs.TEMPLATES, "gov-trs") for name in ("TRS_Editor", "TRS_UEDITOR", "view", "TRS_PreAppend")),
        ("id='article-box'", gov_trs.TEMPLATES, "gov-trs"),
        ("id='zoom'", hanweb.TEMPLATES, "hanweb"),
        ("class='main-txt'", hanweb.TEMPLATES, "hanweb"),
        ("class='article_zoom'", hanweb.TEMPLATES, "hanweb"),
        ("id='con_con'", jpaas.TEMPLATES, "jpaas"),
        ("id='xw_box'", ucap.TEMPLATES, "ucap"),
        ("class='detail-news'", ucap.TEMPLATES, "ucap"),
        ("id='UCAP-CONTENT'", govcn.TEMPLATES, "govcn"),
        ("class='pages_content'", govcn.TEMPLATES, "govcn"),
        ("id='ivs_content'", gov_site.TEMPLATES, "ivs"),
        ("class='zw'", gov_site.TEMPLATES, "empire"),
        ("class='text'", gov_site.TEMPLATES, "nmpa"),
        ("class='article-content'", gov_site.TEMPLATES, "tags"),  # by its sentences
    ],
)  # fmt: skip
def test_the_containers(container: str, templates: tuple[GovernmentPage, ...], reader: str) -> None:
    """Each with what stands in it and is none of it, and UCAP's own elements around title and text."""
    style = "<div class='Custom_UnionStyle'><style>P{{margin:0}}</style>"
    body = f"<div {container}>{style}<p>{TEXT}</p><p>{TEXT[::-1]}。</p></div><div class='share'>分享到：微信 微博</div></div>"
    for text in (body, f"<ucaptitle>{TITLE}</ucaptitle><ucapcontent>{body}</ucapcontent>"):
        page = f"<html><head><title>{TITLE}_云州</title>{TAGS}</head><body><h1>{TITLE}</h1>{text}</body></html>"
        response = HtmlResponse("https://wjw.yunzhou.example/a/1.html", body=page.encode(), encoding="utf-8")
        item = read_article(response, "yunzhou_wjw", "云州省卫生健康委", templates)
        assert (item.reader, item.headline) == (f"own:{reader}", TITLE)
        assert item.article_body == f"{TEXT}\n\n{TEXT[::-1]}。"


def test_a_column_is_no_article() -> None:
    template = gov_trs.TEMPLATES[0]
    assert isinstance(template, GovernmentPage)
    assert read(SITE.replace("ColumnName", "SiteDomain")).reader == "own:gov-trs"
    assert not read(SITE).reader.startswith("own:"), "ColumnName without ArticleTitle is a list's"


def test_where_no_container_is_known_the_tags_vouch_for_the_text() -> None:
    assert read(TAGS, container="neirong").reader == "own:tags"
    assert read("", container="neirong").reader == "generic:density"
    with pytest.raises(LayoutChanged):
        empty = f"<html><head>{TAGS}</head><body><h1>{TITLE}</h1></body></html>"
        response = HtmlResponse("https://wjw.yunzhou.example/a/1.html", body=empty.encode(), encoding="utf-8")
        read_article(response, "yunzhou_wjw", "云州省卫生健康委", (*hanweb.TEMPLATES, *gov_site.TEMPLATES))


def test_what_leads_on_to_another_page_is_no_text() -> None:
    body = (
        f"<div class=TRS_Editor><div><b>一、{TITLE}</b></div><div>{TEXT}&gt;&gt;&gt;<a href='/b'>更多内容，点击阅读</a></div>"
        f"<div>{TEXT}附件见<a href='/c'>《实施细则》</a></div></div>"
    )
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"
    response = HtmlResponse("https://wjw.yunzhou.example/a/1.html", body=page.encode(), encoding="utf-8")
    item = read_article(response, "yunzhou_wjw", "云州省卫生健康委", gov_trs.TEMPLATES)
    assert "点击阅读" not in item.article_body
    assert ">" not in item.article_body
    assert f"{TEXT}附件见《实施细则》" in item.article_body
