"""Outlets without a proxy, for tests/network/test_public_network.py, loaded by the setting SPIDER_MODULES. The name of
one leads to this machine; the other's declaration names this machine."""

from __future__ import annotations

import os
import socket

from faulty_outlets import made

socket.gethostbyname = lambda name: "127.0.0.1"  # the stand-in for a hostile DNS
_PORT = os.environ.get("SITE_PORT", "")
Rebound = made("rebound", "回绕报", f"rebound.example:{_PORT}", module=__name__)
Local = made("local", "本机报", f"localhost:{_PORT}", module=__name__)
