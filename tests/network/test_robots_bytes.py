"""A robots.txt in another encoding than UTF-8 is obeyed, and forbids no more than it says."""

from __future__ import annotations

import gzip
from urllib.parse import quote

import pytest
from protego import Protego

from monitor.network.robots import _concerning

RULES = "User-agent: *\nDisallow: /新闻/\nAllow: /新闻/公开\nDisallow: /云*.html$ # 内部\nCrawl-delay: 3\n# 完\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_rules_are_read_in_the_encoding_that_they_have(encoding: str) -> None:
    rules = Protego.parse(_concerning(RULES.encode(encoding), b"zhoubao").decode("utf-8-sig", "ignore"))
    of_addresses = "gb18030" if encoding == "gb18030" else "utf-8"  # a site's addresses are in its own
    told = {"/新闻/a": False, "/新闻/公开": True, "/云州.html": False, "/": True, "/b": True, "/新": True}
    found = {path: rules.can_fetch("http://x.cn" + quote(path.encode(of_addresses)), "zhoubao") for path in told}
    assert found == told
    assert rules.crawl_delay("zhoubao") == 3


@pytest.mark.parametrize("lacking", [0, 8])
def test_rules_that_are_packed_without_saying_so_are_obeyed(lacking: int) -> None:
    packed = gzip.compress(RULES.encode())
    read = _concerning(packed[: len(packed) - lacking], b"zhoubao")
    assert not Protego.parse(read.decode()).can_fetch("http://x.cn" + quote("/新闻/a"), "zhoubao")


def test_what_only_looks_packed_forbids_nothing_and_a_bomb_costs_little() -> None:
    assert Protego.parse(_concerning(b"\x1f\x8b\x08" + b"nonsense" * 9, b"zhoubao").decode()).can_fetch(
        "http://x.cn/", "zhoubao"
    )
    assert len(_concerning(gzip.compress(b"#\n" * (50 << 20)), b"zhoubao")) <= 500 * 1024
