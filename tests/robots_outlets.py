"""Outlets whose sites have each another robots.txt, for tests/network/test_robots.py, loaded by SPIDER_MODULES."""

from __future__ import annotations

from faulty_outlets import made

NAMES = ("r200", "r404", "r403", "elsewhere", "long", "forbidden", "r500", "r503", "hangs_up", "half", "slow")
globals().update(
    {
        name.title(): made(
            name, name, module=__name__, custom_settings={"DOWNLOAD_TIMEOUT": 2} if name == "slow" else {}
        )
        for name in NAMES
    }
)
