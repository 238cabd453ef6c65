"""A picture in a link to a network is a button where the link shares the page, and a photo where it shows its owner."""

from __future__ import annotations

from parts import parse_part

from monitor.markup.body import read_body
from monitor.text.markdown import Picture


def test_a_link_that_shares_nothing_holds_a_photo() -> None:
    for address, pictures in (
        ("https://www.facebook.com/photo/?fbid=12", 1), ("https://twitter.com/WHO/status/12", 1), ("https://www.linkedin.com/company/who", 1),
        ("https://www.facebook.com/sharer/sharer.php?u=a", 0), ("https://www.facebook.com/dialog/share?u=a", 0), ("https://twitter.com/intent/tweet?url=a", 0),
        ("//twitter.com/home?status=a", 0), ("https://www.linkedin.com/shareArticle?url=a", 0), ("https://service.weibo.com/share/share.php", 0),
        ("https://sns.qzone.qq.com/cgi-bin/qzshare/a", 0), ("https://connect.qq.com/widget/shareqq/index.html", 0),
    ):  # fmt: skip
        part = parse_part(f'<div><p><a href="{address}"><img src="/p/1.jpg"></a></p></div>')
        found = [each for each in read_body(part, lambda url: url) if isinstance(each, Picture)]
        assert len(found) == pictures, address
