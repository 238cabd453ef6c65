from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from monitor.outlet.page_cases import strip
from monitor.reading.article import read_article
from monitor.reading.template import Template

TEXT = "云州市人民医院的电子病历已接入全民健康信息平台，居民在手机上就能查到结果。" * 2
URL = "https://x.cn/1.html"


@pytest.mark.parametrize("control", ["\x01", "&#1;", "\x0b", "&#xffff;"])
def test_a_control_character_costs_no_page(control: str) -> None:
    """A tree may hold one; lxml, by which pages are saved and one rung reads, takes none when texts are joined."""
    body = (
        f"<h1>{control}电子病历上线{control}<span class=sub>副题</span>{control}</h1><script>x</script>{control}"
        f"<form>{TEXT}<input>{control}</form>{control}<p style='display:none'>x</p>{control}<div class=t><p>{TEXT}</p></div>"
    )
    response = HtmlResponse(URL, body=f"<html><body>{body}".encode(), encoding="utf-8")
    assert TEXT.encode() in strip(response)
    generic = read_article(response, "x", "某报")
    assert (generic.reader, generic.article_body.count(TEXT)) == ("generic:density", 2)
    shares = f"<div class=share>分享</div>{control}"  # the extractor itself takes such out
    inner = f"<div><style>x</style>{control}<p>{TEXT}</p><p>{TEXT}</p>{shares}</div>"
    within = HtmlResponse(URL, body=f"<html><body><h1>电子病历上线</h1>{inner}".encode(), encoding="utf-8")
    assert read_article(within, "x", "某报").article_body.count(TEXT) == 2
    own = Template(name="own", evidence="made", headline="h1", body="div.t", deck=".sub")
    found = read_article(response, "x", "某报", (own,))
    assert (found.headline, found.subtitle, found.article_body) == ("电子病历上线", "副题", TEXT)


def test_what_is_stripped_leaves_the_text_behind_it() -> None:
    body = "<p>一<iframe>二</iframe>三<script>四</script>五</p>".encode()
    assert "<p>一三五</p>" in strip(HtmlResponse(URL, body=body, encoding="utf-8")).decode()
