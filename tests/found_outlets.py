"""Outlets of the made web (tests/made_web.py), whose declarations are wrong in one way each; loaded by the setting
SPIDER_MODULES for tests/discovery/test_helping.py."""

from __future__ import annotations

from made_web import MadeOutlet, outlets, pattern

from monitor.listing.any_list import AnyList
from monitor.outlet.spider import OutletSpider
from monitor.reading.template import Template
from monitor.text.urls import AddressForm

TEMPLATE = Template(name="own", evidence="made", headline="h1", published=".info", source=".info", body=".text")


def declared(outlet: MadeOutlet, printed: str, lists: str) -> type[OutletSpider]:
    """The outlet with `lists`, words `name=path`; those named health are health sections."""
    sources = tuple(
        AnyList(name=name, url=f"http://{outlet.host}{path}", health=name.startswith("health"))
        for name, _, path in (word.partition("=") for word in lists.split())
    )
    facts = {
        "name": outlet.name, "outlet": printed, "region": "全国", "hosts": (f"{outlet.name}.example",), "sources": sources,
        "articles": (AddressForm(*pattern(outlet)),), "templates": (TEMPLATE,), "__module__": __name__,
    }  # fmt: skip
    return type(outlet.name.title(), (OutletSpider,), facts)


_MADE = outlets()
GONE = " ".join(f"{key}=/old/{key}.html" for key in ("yw", "sh", "kj"))
Alpha = declared(_MADE["alpha"], "甲报", f"{GONE} health=/old/jk.html")  # all lists are gone
Beta = declared(_MADE["beta"], "乙报", GONE)
Gamma = declared(_MADE["gamma"], "丙报", "yw=/c/yw/ sh=/c/sh/ kj=/c/kj/ health=/c/jk/ dead=/c/old/")  # a fifth is
Delta = declared(_MADE["delta"], "丁报", "yw=/api/yw.json?page=1 kj=/api/kj.json?page=1 health=/api/jk.json?page=1")
Eta = declared(_MADE["eta"], "戊报", "yw=/yw/ sh=/sh/ kj=/kj/ health=/jk/")  # the health section is
Zeta = declared(_MADE["zeta"], "己报", "yw=/yw/ sh=/sh/ kj=/kj/")  # all its lists are there
