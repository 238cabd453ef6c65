"""How the pages of an article came: by https, with whose certificate, or in the clear, where anyone could change
them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.items import PLAIN, UNVERIFIED
from monitor.store.models import Evidence
from monitor.text.urls import host_of


def describe_origin(pages: Sequence[Evidence], excused: Mapping[str, str]) -> str:
    """Return in one line of Chinese how `pages` came, each way once; empty for none. `excused`: the outlet's
    `wrong_certificates`."""
    return "；".join(dict.fromkeys(_describe(page, excused.get(host_of(page.url), "")) for page in pages))


def _describe(page: Evidence, reason: str) -> str:
    if page.url.startswith("http:"):
        return PLAIN
    shown = f"证书 SHA-256 {page.certificate}" if page.certificate else "证书没有记下"
    return f"https，{shown}" + (f"，{UNVERIFIED}：{reason}" if reason else "")
