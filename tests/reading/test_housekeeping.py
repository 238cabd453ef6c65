"""What authorities publish beside policy: tenders, personnel, recruitment, budgets. Titles are invented."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.utils.test import get_crawler

from monitor.listing.ledger import ASKED, NO_NEWS
from monitor.listing.source import LISTED, Link
from monitor.reading.notices import BUDGET, PERSONNEL, RECRUITMENT, TENDER, kind_of_page
from monitor.text.urls import Address
from monitor.topic.gate import TitleGate
from spiders.beijing_wjw import BeijingWjw

TEXT = "云州省卫生健康委介绍，有关安排如下，请各单位遵照执行。"


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("云州省卫生健康委信息中心机房改造项目公开招标公告", TENDER),
        ("全民健康信息平台运维服务采购项目成交结果公告", TENDER),
        ("2026年3月政府采购意向公开", TENDER),
        ("影像云存储设备单一来源采购公示", TENDER),
        ("电子病历升级项目竞争性磋商公告（二次）", TENDER),
        ("云州省卫生健康委直属单位公开招聘工作人员公告", RECRUITMENT),
        ("2026年度考试录用公务员拟录用人员公示", RECRUITMENT),
        ("省人民医院公开招聘面试成绩", RECRUITMENT),
        ("关于沈问渠同志任职的通知", PERSONNEL),
        ("云州省卫生健康委干部任前公示", PERSONNEL),
        ("云州省卫生健康委2026年度部门预算", BUDGET),
        ("云州省卫生健康委员会2025年部门决算公开说明", BUDGET),
    ],
)
def test_housekeeping_is_told_by_its_kind(headline: str, kind: str) -> None:
    assert kind_of_page(headline, TEXT, government=True) == kind


@pytest.mark.parametrize(
    "headline",
    [
        "关于公布互联网医院名单的公告",
        "公告",
        "关于加强医疗设备采购管理的通知",
        "国家组织药品集中采购中选结果公告",
        "关于开展药品集中带量采购数据填报的公告",
        "关于印发预算单位数据治理方案的通知",
        "关于完善基层医务人员招聘办法的意见",
        "县级医院信息科负责人任职资格规范",
        "电子病历应用水平分级评价结果公布",
    ],
)
def test_policy_stays(headline: str) -> None:
    assert kind_of_page(headline, TEXT, government=True) == ""


def test_it_is_not_even_fetched_and_counted_by_kind() -> None:
    """A list of health lets all titles pass, but for these."""
    crawler = get_crawler(BeijingWjw, {"TITLE_GATE": True, "ISSUE_ANCHOR": (622, "2025-04-25")})
    crawler.spider = BeijingWjw.from_crawler(crawler, since="2025-12-06", until="2025-12-12")
    requests = []
    for number, title in enumerate(("信息系统运维服务招标公告", "家庭医生签约服务问答", "2026年度部门预算")):
        url = f"http://wjw.beijing.gov.cn/a/202512/t20251209_{number}.html"
        link = Link(url, title, Address(url, str(number)), health=True)
        crawler.spider.ledger.enter(link, "wnxw", ASKED)
        requests.append(Request(url, meta={LISTED: link}))
    assert [request.meta[LISTED].title for request in TitleGate(crawler)._choose(requests)] == ["家庭医生签约服务问答"]
    assert [crawler.spider.ledger.outcome(str(number)) for number in range(3)] == [NO_NEWS, ASKED, NO_NEWS]
    assert crawler.stats is not None
    counted = {name: value for name, value in crawler.stats.get_stats().items() if "no_news" in name}
    assert counted == {"monitor/no_news/tender": 1, "monitor/no_news/budget": 1}
