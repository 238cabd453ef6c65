"""Outlets whose servers are odd: the spiders of tests/run/test_odd_servers.py, loaded by the setting SPIDER_MODULES."""

from __future__ import annotations

from functools import partial

from faulty_outlets import Sound, _search, made

from monitor.listing.section import SectionList

_made = partial(made, module=__name__)
__all__ = ["Sound"]


def _paged(host: str) -> tuple[SectionList, ...]:
    return (
        SectionList(name="list", url=f"http://{host}.example/list/", rows=("ul.list a",), next_name="index_{n}.html"),
    )


NewPager = _made("new_pager", "换页报", sources=_paged("new-pager"))
PagerEnds = _made("pager_ends", "末页报", sources=_paged("pager-ends"))
SaysGone = _made("says_gone", "已删报")
WantsCookie = _made("wants_cookie", "曲奇报")
GoesRound = _made("goes_round", "绕圈报")
ToLogin = _made("to_login", "登录报")
ToHome = _made("to_home", "归首报")
AsXml = _made("as_xml", "错标报")
WithPort = _made("with_port", "端口报")
LeadsOn = _made("leads_on", "引路报")
Torn = _made("torn", "断页报")
JsonError = _made("json_error", "接口报", sources=(_search("json-error", terms=("1",)),))
