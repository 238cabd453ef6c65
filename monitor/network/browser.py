"""A browser for the lists that a script fills, by scrapy-playwright: an optional extra, for the outlets that need it.

The downloader's handlers are set for those outlets alone: each of them starts a process of its own.
"""

from __future__ import annotations

import importlib.util
import shutil
from typing import Any
from urllib.request import getproxies

from scrapy import Request
from scrapy.settings import BaseSettings

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_SECONDS = 20  # for the script to fill the list
_NOT_NEEDED = ("image", "media", "font")


def find_browser(settings: BaseSettings) -> str:
    """Return the path of the setting BROWSER or of the Chromium on the PATH; empty if there is none."""
    names = [settings["BROWSER"]] if settings["BROWSER"] else _PROGRAMS
    return next(filter(None, map(shutil.which, names)), "")


def lacking(settings: BaseSettings) -> str:
    """Say what is missing and how to install it; empty if a browser can be used."""
    if importlib.util.find_spec("scrapy_playwright") is None:
        return "缺少 scrapy-playwright（pip install '.[browser]'）"
    return (
        ""
        if find_browser(settings)
        else "缺少 Chromium（apt-get install chromium，或用环境变量 MONITOR_BROWSER 指明路径）"
    )


def handlers(settings: BaseSettings) -> dict[str, Any]:
    """Return the settings under which requests with a `playwright` meta key are carried out by the browser."""
    # The outlets are asked, and nobody else: not the browser's own maker for updates.
    quiet = ["--component-updater=url-source=http://localhost:9/", "--disable-background-networking"]
    launch: dict[str, Any] = {"executable_path": find_browser(settings), "args": quiet}
    if proxy := getproxies().get("https"):
        launch["proxy"] = {"server": proxy}  # Chromium does not read the environment when it is driven
    return {
        "DOWNLOAD_HANDLERS": {
            **settings.getdict("DOWNLOAD_HANDLERS"),
            "https": "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler",
        },
        "PLAYWRIGHT_LAUNCH_OPTIONS": launch,
        # The policy of all other requests, see DOWNLOAD_VERIFY_CERTIFICATES in monitor.settings.
        "PLAYWRIGHT_CONTEXTS": {
            "default": {"ignore_https_errors": not settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")}
        },
        "PLAYWRIGHT_ABORT_REQUEST": _is_needless,
    }


def in_browser(request: Request, wait_for: str) -> Request:
    """Return `request` as one that the browser carries out, until the page shows what the selector names."""
    from scrapy_playwright.page import PageMethod  # here, for the package is an optional extra

    shown = PageMethod("wait_for_selector", wait_for, timeout=1000 * _SECONDS)
    return request.replace(meta={**request.meta, "playwright": True, "playwright_page_methods": [shown]})


def _is_needless(request: Any) -> bool:
    return request.resource_type in _NOT_NEEDED
