"""scrapyd from inside: it executes what it is sent, so without an account it does not start."""

from __future__ import annotations

from typing import Any

from scrapyd.app import application
from scrapyd.basicauth import wrap_resource
from scrapyd.exceptions import ConfigError
from twisted.web.resource import Resource


def guarded(config: Any) -> Any:
    """Return scrapyd's application (its option `application` in scrapy.cfg and docs/deploy/scrapyd.conf names this).
    Raises ConfigError, which scrapyd prints before it ends, if the server would be open to everyone on the machine."""
    site = Resource()  # type: ignore[no-untyped-call]
    if wrap_resource(site, config) is site:  # scrapyd's own word for it, whatever its options are called
        raise ConfigError(
            "错误：scrapyd 没有账号，本机任何人都能让它执行代码，所以不启动；"
            "请在它的环境里设 SCRAPYD_USERNAME 和 SCRAPYD_PASSWORD（两项都要，不能空）。"
        )
    return application(config)
