"""Outlets of the made web (tests/made_web.py) whose own template is wrong, and one whose is right; loaded by the setting
SPIDER_MODULES for tests/discovery/test_lessons.py."""

from __future__ import annotations

from found_outlets import TEMPLATE, declared
from made_web import outlets

from monitor.reading.template import Template

OLD = Template(name="old", evidence="made", headline=".gone h1", body=".gone")
_MADE = outlets()
_LISTS = "health=/jk/"
Alpha = type("Alpha", (declared(_MADE["alpha"], "甲报", _LISTS),), {"templates": (OLD,), "__module__": __name__})
Eta = type("Eta", (declared(_MADE["eta"], "戊报", _LISTS),), {"templates": (TEMPLATE,), "__module__": __name__})
