"""What a script's comments hold was put out of use, whichever kind of them holds the other's marks."""

from __future__ import annotations

from scrapy.http import HtmlResponse

from monitor.data.scripts import live_source
from monitor.network.shells import script_targets


def test_of_two_kinds_of_comments_the_first_holds_the_other() -> None:
    """A block that ended in //*/ went on to the next one, with the address between them."""
    new = "location.href='/new.html';"
    for script in (
        f"/*\nlocation.href='/old.html';\n//*/\n{new}\n/* end */", f"/* was\n // location.href='/old.html'; */\n{new} /* end */",
        f"// from /* here\n{new}\n/* end */", f"/* a //*/ /* location.href='/old.html'; */\n{new}", f"{new}\n/* no end",
    ):  # fmt: skip
        page = HtmlResponse("http://h.cn/", body=f"<script>{script}</script>".encode(), encoding="utf-8")
        assert script_targets(page) == ["http://h.cn/new.html"], script
        assert "old" not in live_source(page.text) and new in live_source(page.text), script
    page = "<script>accept('image/*', '*/*'); go('http://h.cn/a') //b\n</script>"
    assert live_source(page).replace(" \n", "\n") == page.replace("//b", "")
