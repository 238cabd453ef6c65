"""A folder that is of a year or a month grows older: the form of addresses seen in one month takes the next one's."""

from __future__ import annotations

import pytest

from monitor.guessing.clusters import clusters
from monitor.guessing.forms import to_form

WAYS = (
    "/xw/202512/t202512{day}_{n}.html",
    "/xw/202512/{n}.html",
    "/xw/2025-12/{n}.html",
    "/xw/2025/12/{n}.html",
    "/xw/2025/{n}.html",
)


@pytest.mark.parametrize("way", WAYS)
def test_next_years_addresses_are_of_the_form(way: str) -> None:
    links = {
        f"http://www.yz.example{way.format(day=f'{day:02}', n=1500 + day)}": f"云州市第{day}家医院接入影像云平台的消息"
        for day in range(1, 13)
    }
    (cluster,) = clusters(links)
    form = to_form(cluster)
    later = f"http://www.yz.example{way.format(day='03', n=1603)}".replace("2025", "2026").replace("12", "01")
    addresses = [form.match(url, {}) for url in (*links, later)]
    assert all(addresses), form.pattern
    assert len({address.key for address in addresses if address}) == 13
    assert form.match("http://www.yz.example/col/col14/index.html", {}) is None
