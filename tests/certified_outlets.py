"""Outlets over https, for tests/network/test_certificates.py, loaded by the setting SPIDER_MODULES."""

from __future__ import annotations

from faulty_outlets import made

from monitor.listing.section import SectionList
from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm

_FORM = AddressForm(
    r"^https://(?P<host>[\w.-]+)/(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)/(?P<id>\d+)\.html",
    "https://{host}/{y}{m}{d}/{id}.html",
)


def _certified(name: str, **given: object) -> type[OutletSpider]:
    source = SectionList(name="list", url=f"https://{name}.example/list/", rows=("ul.list a",))
    return made(name, name, module=__name__, articles=(_FORM,), sources=(source,), **given)


Known = _certified("known")
Misnamed = _certified("misnamed")
Stranger = _certified("stranger")
Excused = _certified("excused", wrong_certificates={"excused.example": "别的名字的证书（2026-01-01）"})
