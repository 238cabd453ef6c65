"""What an editor pastes out of a PDF holds radicals that only look like characters: no font of the office has them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from monitor.deciding.laying import lay_all
from monitor.deciding.operations import Operation
from monitor.deciding.recording import Recorder
from monitor.editing.edits import Kind
from monitor.editing.events import EDIT, fold
from monitor.items import ArticleItem
from monitor.store.articles import save
from monitor.store.choices import find_events
from monitor.store.database import open_database, writing
from monitor.text.markdown import plain_text


def test_radicals_of_an_editors_words_are_characters(tmp_path: Path) -> None:
    body = "首段⼈工智能，旧文。\n\n![旧图注](https://x.cn/1.jpg)\n\n末段，Ⅳ期１００例。"  # a reading of long ago
    item = ArticleItem(
        "http://x.cn/1", "cnr", headline="标题", date_published=date(2025, 12, 10), key="1", article_body=body,
        reader="own:x", score=0.9,
    )  # fmt: skip
    with writing(open_database(f"sqlite:///{tmp_path / 'monitor.db'}")) as session:
        article = save(session, item, date(2025, 12, 12))
        recorder = Recorder(session, 653, "王某", "理由", [article.id], [article.id])
        recorder.record(
            [
                Operation(EDIT, article.id, kind=Kind.HEADLINE, after="⼈工智能：⻅效"),
                Operation(EDIT, article.id, kind=Kind.NOTE, after="⽂中Ⅳ期、１００例，㎡ 与 ﹣，均照原⽂。"),
                Operation(EDIT, article.id, kind=Kind.CORRECT, block=1, before="⼈工", after="⼈⼯"),
                Operation(EDIT, article.id, kind=Kind.CAPTION, block=2, after="⻔诊⼤厅"),
                Operation(EDIT, kind=Kind.PREFACE, after="本期⻓篇⼆篇。"),
            ]
        )
        laid = lay_all(session, [(article, "央广网")], fold(find_events(session, 653)), marked=False)
    (entry,) = laid.entries
    assert (entry.headline, laid.preface) == ("人工智能：见效", "本期长篇二篇。")
    assert entry.note == "文中Ⅳ期、１００例，㎡ 与 ﹣，均照原文。", "no other character is touched"
    assert plain_text(entry.body).splitlines() == ["首段人工智能，旧文。", "末段，Ⅳ期１００例。"]
    assert "![门诊大厅]" in entry.body
