"""A browser for the lists that a script fills, by scrapy-playwright: an optional extra, for the outlets that need it.

The downloader's handlers are set for those outlets alone: each of them starts a process of its own.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, unquote

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from scrapy import Request
from scrapy.settings import BaseSettings

from monitor.configuration import read_proxy

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ANY_LINK = "a[href]"  # what every page of a site shows, and no challenge
_SECONDS = 20  # for the script to fill the list


def find_browser(settings: BaseSettings) -> str:
    """Return the path of the setting BROWSER or of the Chromium on the PATH; empty if there is none."""
    names = [settings["BROWSER"]] if settings["BROWSER"] else _PROGRAMS
    return next(filter(None, map(shutil.which, names)), "")


def lacking(settings: BaseSettings) -> str:
    """Say what is missing and how to install it; empty if a browser can be used."""
    if importlib.util.find_spec("scrapy_playwright") is None:
        return "缺少 scrapy-playwright（pip install -e '.[browser]'）"
    return (
        ""
        if find_browser(settings)
        else "缺少 Chromium（apt-get install chromium，或用环境变量 MONITOR_BROWSER 指明路径）"
    )


def handlers(settings: BaseSettings) -> dict[str, Any]:
    """Return the settings under which requests with a `playwright` meta key are carried out by the browser."""
    from monitor.network.certificates import read_authorities, signing_proxy  # here: Scrapy tries each cipher for it

    # The outlets are asked, and nobody else: not the browser's own maker for updates or accounts.
    nobody = "http://localhost:9/"
    quiet = [
        f"--component-updater=url-source={nobody}",
        f"--gaia-url={nobody}",
        "--disable-background-networking",
    ]
    verifies = settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    launch: dict[str, Any] = {"executable_path": find_browser(settings), "args": quiet}
    if trusted := ",".join(map(_pin, read_authorities(settings))):
        # It knows the machine's authorities alone; these it believes where a proxy sends them along with its own.
        quiet.append(f"--ignore-certificate-errors-spki-list={trusted}")
    if proxy := read_proxy("https"):
        launch["proxy"] = _account_apart(proxy)  # Chromium does not read the environment when it is driven
    return {
        "DOWNLOAD_HANDLERS": {
            **settings.getdict("DOWNLOAD_HANDLERS"),
            "https": "monitor.network.browser_download.BrowserDownload",
        },
        "PLAYWRIGHT_LAUNCH_OPTIONS": launch,
        # The policy of all other requests, see DOWNLOAD_VERIFY_CERTIFICATES in monitor.settings.
        "PLAYWRIGHT_CONTEXTS": {
            "default": {"locale": "zh-CN", "ignore_https_errors": not verifies or bool(signing_proxy(settings))}
        },
    }


def _account_apart(proxy: SplitResult) -> dict[str, str]:
    """What Playwright wants to know of a proxy: as a part of the address its account would stand among Chromium's
    arguments, for everyone to see, and would not be used."""
    account = {"username": unquote(proxy.username or ""), "password": unquote(proxy.password or "")}
    return {"server": f"{proxy.scheme}://{proxy.netloc.rpartition('@')[2]}", **(account if proxy.username else {})}


def _pin(authority: Certificate) -> str:
    """The name of an authority in Chromium's options: the digest of its key."""
    key = authority.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(key).digest()).decode()


def in_browser(request: Request, wait_for: str) -> Request:
    """Return `request` as one that the browser carries out, until the page shows what the selector names."""
    from scrapy_playwright.page import PageMethod  # here, for the package is an optional extra

    shown = PageMethod("wait_for_selector", wait_for, timeout=1000 * _SECONDS)
    return request.replace(meta={**request.meta, "playwright": True, "playwright_page_methods": [shown]})
