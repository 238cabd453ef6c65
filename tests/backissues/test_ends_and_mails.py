"""Issues with a colophon, in a quoted mail, with 信息一： before headlines, or with the source behind them alone."""

from __future__ import annotations

from pathlib import Path

from past_issue import COVER, HEADLINES, TEXTS, is_told, lines, read, text_file

from monitor.text.markdown import plain_text

OFFICE = COVER[2]


def changed(*pairs: tuple[str, str]) -> list[str]:
    text = "\n".join(lines())
    for former, new in pairs:
        assert former in text
        text = text.replace(former, new)
    return text.split("\n")


def last_text(folder: Path, *behind: str) -> tuple[list[str], tuple[str, ...]]:
    past = read(text_file(folder, [*lines(), *behind]))
    return plain_text(past.entries[1].body).split("\n"), past.notes


def test_a_colophon_is_no_text(tmp_path: Path) -> None:
    for first, *rest in (
        [f"编印：{OFFICE}", "电话：010-12345678"],
        ["————————", "报：市委办公厅、市政府办公厅", "送：各区卫生健康委", f"主办单位：{OFFICE}", "（共印50份）"],
        [f"编辑：{OFFICE}信息科  审核：许闻笛  签发：周明"],
        ["编辑：许闻笛", "审核：周明", f"编发单位: {OFFICE}", "（本期完）"],
    ):
        text, (note,) = last_text(tmp_path, first, *rest)
        assert text == list(TEXTS[1])
        assert note.startswith("第 32 行：结尾的编印说明不算最后一篇的文字：" + first[:4])


def test_the_end_that_an_issue_says_is_no_text(tmp_path: Path) -> None:
    assert [last_text(tmp_path, end)[0] for end in ("（本期完）", "——本期完——", "本期周报完")] == [list(TEXTS[1])] * 3
    for kept in ("（完）", "本期完成改造的医院名单另发。", "编辑：许闻笛"):
        assert last_text(tmp_path, kept) == ([*TEXTS[1], kept], ())
    assert last_text(tmp_path, "编辑：许闻笛", "（本期完）")[0] == [*TEXTS[1], "编辑：许闻笛"]


def test_the_signature_of_a_mail_is_no_text(tmp_path: Path) -> None:
    head = ["发件人：许闻笛 <x@y.cn>", "发送时间：2025年5月12日 17:30", "主题：周报第623期", ""]
    assert is_told(read(text_file(tmp_path, [*head, *lines(), "-- ", "许闻笛", OFFICE, "电话：010-12345678"])))
    assert last_text(tmp_path, "--", "他说，这是第一步。")[0] == [*TEXTS[1], "--", "他说，这是第一步。"]


def test_what_may_be_of_the_article_stays(tmp_path: Path) -> None:
    for behind in (
        ["编辑：许闻笛 审核：周明 签发：李木"],
        ["抄送：国家卫生健康委办公厅", "青岚市卫生健康委办公室 2025年5月8日印发"],
        [OFFICE, "2025年5月8日"],
        ["主办：青岚市卫生健康委", "承办：青岚市人民医院"],
        [f"编印：{OFFICE}", "这本手册已发到各乡镇卫生院。"],
        [f"编写：{OFFICE}承担，全市一百一十八家乡镇卫生院参加。"],
        [f"主办：{OFFICE}", "承办：青岚市人民医院"],
    ):
        assert last_text(tmp_path, *behind) == ([*TEXTS[1], *behind], ())


def test_a_mail_that_quotes_an_issue(tmp_path: Path) -> None:
    greeting = ["各位老师：", "", "第623期请查收。", "", "在 2025年5月9日，编辑部 写道："]
    for mark in ("> ", ">", "> > "):
        assert is_told(read(text_file(tmp_path, [mark + line for line in lines()])))
    quoted = [f"> {line}" for each in lines() for line in (each, "")]
    assert is_told(read(text_file(tmp_path, [*greeting, *quoted])))
    kept = read(text_file(tmp_path, changed(("一张图几分钟", "> 3分钟出报告"))))
    assert "> 3分钟出报告" in plain_text(kept.entries[0].body)


def test_numbers_in_words_before_headlines(tmp_path: Path) -> None:
    for form in ("信息{}：{}", "信息{}、{}", "文章{}: {}"):
        pairs = [
            (f"{place}. {HEADLINES[place - 1]}", form.format("一二"[place - 1], HEADLINES[place - 1]))
            for place in (1, 2)
        ]
        assert is_told(read(text_file(tmp_path, changed(*pairs))))
    for headline in ("信息二：县医院的夜晚", "信息一体化平台上线", "信息1号工程：云州的探索"):
        assert read(text_file(tmp_path, changed((HEADLINES[0], headline)))).entries[0].headline == headline


def test_a_source_behind_the_headline_alone(tmp_path: Path) -> None:
    dated = "2025-05-06 来源：央广网"
    for form in ("{}（来源：央广网）", "{}　来源：央广网", "{} (信息来源: 央广网)", "{}（央广网）"):
        given = changed(
            (f"1. {HEADLINES[0]}\n来源：央广网\n", f"1. {form.format(HEADLINES[0])}\n"), (dated, "2025-05-06")
        )
        assert is_told(read(text_file(tmp_path, given)))
    kept = changed((HEADLINES[0], "云州公布传染病（来源：野生动物）"))
    assert read(text_file(tmp_path, kept)).entries[0].headline == "云州公布传染病（来源：野生动物）"
