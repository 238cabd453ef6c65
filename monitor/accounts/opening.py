"""Where the desk is reached, and on which terms: alone on its machine, or by others with accounts and TLS."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from monitor.accounts.book import Accounts
from monitor.exceptions import MonitorError

HERE = "127.0.0.1"
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_USUAL = {"http": 80, "https": 443}  # ports that a browser does not write


@dataclass(frozen=True)
class Opening:
    """The `host` (a name or an IPv4 address of this machine, as others write it) and `port`, 0 for any that is free;
    the files of a TLS `certificate` and its `key`; `plain`: without them, on a network that is trusted."""

    host: str = HERE
    port: int = 8653
    certificate: str = ""
    key: str = ""
    plain: bool = False

    @property
    def alone(self) -> bool:
        """Whether it was not asked for others: a one-time address opens it."""
        return self.host == HERE

    @property
    def secure(self) -> bool:
        """Whether it speaks TLS."""
        return bool(self.certificate)

    def origins(self, port: int) -> tuple[str, ...]:
        """Return the addresses by which a browser names it, the first that which people are told."""
        scheme = "https" if self.secure else "http"
        end = "" if port == _USUAL[scheme] else f":{port}"
        return tuple(f"{scheme}://{host}{end}" for host in (self.host, *(["localhost"] if self.alone else [])))

    def check(self, accounts: Accounts) -> None:
        """Make sure that nobody is let in who should not be. Raises MonitorError."""
        if not _HOST.fullmatch(self.host) or _is_any(self.host):
            raise MonitorError(
                f"--host “{self.host:.60}”不对，应为别人打开时写的那个名字或 IPv4 地址，例如 192.168.1.5。"
            )
        if bool(self.certificate) != bool(self.key):
            raise MonitorError("--tls-cert 和 --tls-key 要一起写：证书文件和它的私钥文件。")
        if self.alone:
            return
        if not accounts.hashes:
            raise MonitorError("--host 要先有账号：scrapy desk --account 名字，每人一个。")
        if not _is_loopback(self.host) and not self.secure and not self.plain:
            raise MonitorError(
                "从别的机器打开，密码要走 TLS：--tls-cert 证书 --tls-key 私钥；网络可信、没有证书，写 --plain-http。"
            )


def _is_any(host: str) -> bool:
    return bool(re.fullmatch(r"[0.]+", host))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
