"""One document on five government sites and in three papers, from the store to the issue. Texts are invented."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

from conftest import Scrapy
from scrapy.utils.project import get_project_settings

from monitor.configuration import calendar
from monitor.items import ArticleItem
from monitor.outlet.registry import outlet_facts
from monitor.store.articles import save
from monitor.store.database import open_database, reading, writing
from monitor.week.judging import rank_issue
from pipelines.clean import Clean

TITLE = "关于印发医疗影像云接入规范的通知"
RULES = (
    "二级以上医院应当在今年六月底前把影像索引上传到省级医疗影像云，原始影像留在本院，调阅时按需传输。",
    "医疗机构之间调阅影像以患者授权为前提，授权记录保存十五年，任何单位不得把影像用于与诊疗无关的目的。",
    "省级平台每月通报接入进度，对连续两月没有进展的医院，由省卫生健康行政部门约谈主要负责人并抄送医保部门。",
    "检查检验结果互认项目由平台统一编码，医保部门按互认结果结算，医疗机构不得因互认减少医务人员的合理收入。",
)
BODY = "\n\n".join(RULES)
COPIES = [  # outlet, day, headline, text, issuer as a table of its data says it
    ("people", 8, "影像云接入规范印发 六月底前全部接入", f"人民网云州12月8日电\n\n{BODY}", ""),
    ("govcn", 9, TITLE, f"各省卫生健康委：\n\n{BODY}\n\n2025年11月20日", "国家卫生健康委办公厅 国家医保局办公室"),
    ("nhc", 9, TITLE, f"{BODY}\n\n国家卫生健康委办公厅\n\n2025年11月20日", "国家卫生健康委办公厅"),
    ("nhsa", 10, TITLE, f"国卫办规划函〔2025〕9号\n\n{BODY}", "国家卫生健康委办公厅 国家医保局办公室"),
    ("beijing_wjw", 11, "北京市卫生健康委关于转发影像云接入规范的通知", f"各区卫生健康委：现转发给你们。\n\n{BODY}", ""),
    ("hubei_wjw", 11, f"国家卫生健康委{TITLE}", BODY, ""),
    ("xinhuanet", 10, "两部门发文规范医疗影像云", f"新华社云州电\n\n{BODY}\n\n（完）", ""),
    ("hebnews_hbrb", 12, "医疗影像云接入有了规范", "\n\n".join(RULES[:3]), ""),
]  # fmt: skip
OTHERS = [  # another document, and news
    ("nda", 11, "国家数据局关于印发电子病历互联互通规范的通知", "各省数据局：全民健康信息平台按目录共享电子病历数据，医院年底前接入。", ""),
    ("cnr", 12, "云州互联网医院上线远程会诊", "云州全民健康信息平台上线，电子病历全省互通，患者称便。" * 9, ""),
]  # fmt: skip


def fill(home: Path) -> None:
    home.mkdir()
    with writing(open_database(f"sqlite:///{home / 'monitor.db'}")) as session:
        for number, (outlet, day, headline, text, issuer) in enumerate([*COPIES, *OTHERS]):
            url = f"https://{outlet}.example/{number}"
            item = ArticleItem(url, outlet, headline, date_published=date(2025, 12, day), key=str(number),
                               article_body=text, addresses=[url], reader="own:x", score=0.0, issuer=issuer)  # fmt: skip
            save(session, Clean().process_item(item), date(2025, 12, 12))


def test_it_is_one_story_the_issuing_bodys_and_a_setting_asks_for_both_kinds(scrapy: Scrapy, tmp_path: Path) -> None:
    home = tmp_path / "home"
    fill(home)
    settings = get_project_settings()
    with reading(open_database(f"sqlite:///{home / 'monitor.db'}")) as session:
        ranked = rank_issue(session, calendar(settings).by_number(653), outlet_facts(settings))
        copies = [each for each in ranked if int(each.article.key) < len(COPIES)]
        assert len(copies) == len(COPIES)
        assert {each.story for each in copies} == {copies[0].story}
        assert {each.told.original for each in copies} == {"国家卫生健康委"}
        assert len(copies[0].told.outlets) == len(COPIES)
        assert copies[0].article.outlet == "nhc", "a document stands before its reprints, though earlier or longer"
        assert str(copies[0].official) == "通知，国家卫生健康委办公厅，2025-11-20 成文"
    printed = {}
    for both in ("False", "True"):
        out = tmp_path / both
        process = scrapy(
            "bulletin", "653", "--out", out, "--top", "2", "--format", "md,json", "-s", f"BULLETIN_BOTH_KINDS={both}"
        )
        assert process.returncode in (0, 3), process.stderr
        printed[both] = [each["title"] for each in json.loads((out / "bulletin.json").read_bytes())["articles"]]
    assert printed == {"False": [TITLE, OTHERS[0][2]], "True": [TITLE, OTHERS[1][2]]}
    shown = (tmp_path / "True" / "candidates.md").read_text("utf-8")
    assert "（政府网站 6 篇、媒体 4 篇，切题的里政府网站" in shown
    rows = csv.DictReader(io.StringIO((tmp_path / "True" / "candidates.csv").read_text("utf-8-sig")))
    (row,) = [row for row in rows if row["媒体"] == "国家医保局"]
    assert [row["发文字号"], row["发文机关"]] == ["国卫办规划函〔2025〕9号", "国家卫生健康委办公厅 国家医保局办公室"]
