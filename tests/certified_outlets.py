"""Outlets over https, for tests/network/test_certificates.py, loaded by the setting SPIDER_MODULES."""

from __future__ import annotations

from faulty_outlets import made

from monitor.listing.section import SectionList
from monitor.outlet.spider import OutletSpider
from monitor.text.urls import AddressForm

_FORM = AddressForm(
    r"^https?://(?P<host>[\w.-]+)/(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)/(?P<id>\d+)(?:_(?P<page>\d))?\.html",
    "https://{host}/{y}{m}{d}/{id}.html",
)
_OLD_FORM = AddressForm(_FORM.pattern, "http://{host}/{y}{m}{d}/{id}.html")


def _certified(name: str, scheme: str = "https", **given: object) -> type[OutletSpider]:
    source = SectionList(name="list", url=f"{scheme}://{name}.example/list/", rows=("ul.list a",))
    form = _FORM if scheme == "https" else _OLD_FORM
    return made(name, name, module=__name__, articles=(form,), sources=(source,), **given)


Known = _certified("known")
Misnamed = _certified("misnamed")
Stranger = _certified("stranger")
# Outlets that write http. Over https one answers, one with a certificate of its own make, one leads back, one misses
# every page, one has another's certificate, one is not there.
Turned = _certified("turned", "http")
Excepted = _certified("excepted", "http", wrong_certificates={"excepted.example": "自签的证书（2026-01-01）"})
Back = _certified("back", "http")
Missing = _certified("missing", "http")
Foreign = _certified("foreign", "http")
Absent = _certified("absent", "http")
Excused = _certified("excused", wrong_certificates={"excused.example": "别的名字的证书（2026-01-01）"})
