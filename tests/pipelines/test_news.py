"""What is no news is dropped by its kind, and short news is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.utils.test import get_crawler

from monitor.exceptions import NoNews
from monitor.items import ArticleItem
from monitor.reading.notices import ADVERTISEMENT, FILM, NOTICE, OWN, PICTURES, kind_of_page
from pipelines.news import News
from spiders.people import People

TEXT = "云州市卫生健康委昨日通报，全市影像云平台已经接入96家医院，患者不必重复拍片。"
PICTURE = "![活动现场](http://h.cn/a.jpg)"

NONE = [
    ("广告", TEXT, ADVERTISEMENT), ("公益广告", PICTURE, ADVERTISEMENT), ("（广告）", TEXT, ADVERTISEMENT), ("分类广告", TEXT, ADVERTISEMENT), ("广告专版", TEXT, ADVERTISEMENT),
    ("遗失声明", TEXT, NOTICE), ("减资公告", TEXT, NOTICE), ("云州银行债权转让暨催收联合公告", TEXT, NOTICE), ("拍卖公告", TEXT, NOTICE), ("启事", TEXT, NOTICE),
    ("云州医院门诊楼施工招标公告", TEXT, NOTICE), ("云州日报社招聘启事", TEXT, NOTICE), ("停电公告", TEXT, NOTICE), ("中国福利彩票开奖公告", TEXT, NOTICE), ("讣告", TEXT, NOTICE),
    ("导读", TEXT, OWN), ("今日导读", TEXT, OWN), ("本报征稿启事", TEXT, OWN), ("致读者", TEXT, OWN), ("本版责编：李木", TEXT, OWN), ("更正", TEXT, OWN), ("敬告读者", TEXT, OWN), ("本期要目", TEXT, OWN),
    ("图片新闻", f"{PICTURE}\n\n{TEXT}", PICTURES), ("春到云州", f"{PICTURE}", PICTURES), ("春到云州", f"{PICTURE}\n\n图为云州花市。", PICTURES),
    ("花市", "3月1日，市民在花市选购。 新华社记者 林木 摄", PICTURES), ("【视频】走进智慧病房", TEXT, FILM), ("走进智慧病房", "您的浏览器不支持播放。点击观看视频", FILM), ("微视频｜村医的一天", "策划：李木", FILM),
]  # fmt: skip
NEWS = [
    ("公告制度改革让患者少跑腿", TEXT), ("关于公布全省互联网医院名单的公告", TEXT), ("云州省卫生健康委公告", TEXT), ("广告法修订草案提请审议", TEXT), ("医疗广告监管平台上线", TEXT),
    ("一则招聘启事背后的村医荒", TEXT), ("遗失的病历找回来了", TEXT), ("国家药监局关于修订说明书的公告（2026年第12号）", TEXT), ("导读机器人进医院", TEXT), ("更正性登记信息化试点", TEXT),
    ("图说医改：数据跑起来", TEXT * 5), ("视频问诊走进山村", TEXT), ("短讯", "云州市人民医院昨日上线电子病历。"), ("短讯", f"{PICTURE}\n\n云州市人民医院昨日上线电子病历。"), ("【视频】走进智慧病房", TEXT * 5),
    ("致读者的一封信引发医改讨论", TEXT), ("拍卖医疗设备背后的数据账", TEXT),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "body", "kind"), NONE, ids=[f"{kind}-{headline}" for headline, _, kind in NONE])
def test_what_is_no_news_has_a_kind(headline: str, body: str, kind: str) -> None:
    assert kind_of_page(headline, body) == kind


@pytest.mark.parametrize(("headline", "body"), NEWS, ids=[headline for headline, _ in NEWS])
def test_news_has_none(headline: str, body: str) -> None:
    assert kind_of_page(headline, body) == ""


def test_the_stage_counts_and_drops(tmp_path: Path) -> None:
    stage = News(get_crawler(People, {"MONITOR_HOME": str(tmp_path)}))
    item = ArticleItem(url="http://h.cn/1", outlet="people", headline="拍卖公告", article_body=TEXT)
    with pytest.raises(NoNews, match="启事或公告"):
        stage.process_item(item)
    assert stage.crawler.stats and stage.crawler.stats.get_value("monitor/no_news/notice") == 1
