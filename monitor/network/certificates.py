"""Who may speak for an outlet: a server is believed if its certificate was issued for its name by an authority that
this machine trusts. Hosts that present another one are named by their outlet's declaration, with the reason."""

from __future__ import annotations

import logging
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.request import proxy_bypass

from cryptography.x509 import Certificate, load_pem_x509_certificates
from OpenSSL import SSL
from OpenSSL.crypto import X509
from scrapy.core.downloader.contextfactory import _get_creator_context, _ScrapyClientContextFactory
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from service_identity import VerificationError
from service_identity.exceptions import CertificateError
from twisted.internet.ssl import optionsForClientTLS
from twisted.web.client import BrowserLikePolicyForHTTPS

from monitor.configuration import read_proxy
from monitor.exceptions import MonitorError
from monitor.files import read_file

logger = logging.getLogger(__name__)
SIGNED = "https 经本机代理 %s，网站的证书由它负责，本程序不验（要验：设置 CERTIFICATE_AUTHORITIES）"
_LEGACY_SERVER = 0x4  # OP_LEGACY_SERVER_CONNECT: Scrapy sets it for connections that it does not verify


class Certificates(BrowserLikePolicyForHTTPS):
    """Twisted's policy for the connections of a crawler. DOWNLOAD_VERIFY_CERTIFICATES False: anybody is believed, as
    are the hosts that the spider's `wrong_certificates` names, and a proxy on this machine (`signing_proxy`).
    CERTIFICATE_AUTHORITIES: a PEM file of further authorities, for an office's proxy that signs everything itself."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._verifies = crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
        self._signs = signing_proxy(crawler.settings)
        if self._signs:
            logger.warning(SIGNED, self._signs)
        self._believed = frozenset(getattr(crawler.spidercls, "wrong_certificates", ()))
        self._authorities = read_authorities(crawler.settings)
        self._anybody = _ScrapyClientContextFactory.from_crawler(crawler)
        self._anybody._verify_certificates = False
        self._made: dict[bytes, Any] = {}  # the machine's authorities are read from the disk for each

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:
        """Return what begins TLS with `hostname`."""
        if hostname not in self._made:
            self._made[hostname] = self._make(hostname, port)
        return self._made[hostname]

    def _make(self, hostname: bytes, port: int) -> Any:
        name = hostname.decode("ascii")
        if not self._verifies or name in self._believed or (self._signs and not proxy_bypass(name)):
            return self._anybody.creatorForNetloc(hostname, port)
        given = self._anybody._get_cert_options_kwargs()
        creator = optionsForClientTLS(name, extraCertificateOptions=given)
        context = _get_creator_context(creator)
        context.set_options(_LEGACY_SERVER)
        store = context.get_cert_store()
        assert store is not None
        for authority in self._authorities:
            store.add_cert(X509.from_cryptography(authority))
        return creator


def read_authorities(settings: BaseSettings) -> list[Certificate]:
    """Return the certificates in the PEM file that the setting CERTIFICATE_AUTHORITIES names, none if it is empty.
    Raises MonitorError."""
    file = settings["CERTIFICATE_AUTHORITIES"]
    try:
        return load_pem_x509_certificates(read_file(Path(file))) if file else []
    except (MonitorError, ValueError) as error:
        raise MonitorError(f"设置 CERTIFICATE_AUTHORITIES 的文件读不出证书（应为 PEM）：{file}（{error}）") from error


def signing_proxy(settings: BaseSettings) -> str:
    """Return the host and port of the https proxy on this machine that the environment names, if
    CERTIFICATE_AUTHORITIES does not say whose certificates it may show; else "". Who put it there could change this
    program as well, and such proxies (virus scanners, recorders) sign by themselves. Raises MonitorError."""
    proxy = read_proxy("https")
    if proxy is None:
        return ""
    try:
        here = proxy.hostname == "localhost" or ip_address(proxy.hostname or "").is_loopback
    except ValueError:  # a name elsewhere
        return ""
    verifies = settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    return proxy.netloc.rpartition("@")[2] if here and verifies and not settings["CERTIFICATE_AUTHORITIES"] else ""


def fingerprint(response: Response) -> str:
    """Return the SHA-256 (hexadecimal digits) of the certificate with which `response` came; empty without TLS."""
    shown = response.certificate
    return shown.digest("sha256").decode("ascii").replace(":", "").lower() if shown else ""


def is_wrong_certificate(error: BaseException) -> bool:
    """Tell whether `error`, of a connection, says that the server's certificate was not believed."""
    failed = isinstance(error, SSL.Error) and "certificate verify failed" in str(error)
    return failed or isinstance(error, VerificationError | CertificateError)
