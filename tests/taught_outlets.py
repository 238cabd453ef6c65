"""Outlets of the made web (tests/made_web.py): one whose own template is wrong, one whose is right, one whose is right
until the site is built anew within a run; loaded by the
setting SPIDER_MODULES for tests/discovery/test_lessons.py."""

from __future__ import annotations

from found_outlets import TEMPLATE, declared
from made_web import outlets

from monitor.reading.template import Template

OLD = Template(name="old", evidence="made", headline=".gone h1", body=".gone")
_MADE = outlets()
_LISTS = "health=/jk/"
Alpha = type("Alpha", (declared(_MADE["alpha"], "甲报", _LISTS),), {"templates": (OLD,), "__module__": __name__})
Eta = type("Eta", (declared(_MADE["eta"], "戊报", _LISTS),), {"templates": (TEMPLATE,), "__module__": __name__})
Gamma = type("Gamma", (declared(_MADE["gamma"], "丙报", "health=/c/jk/"),), {"__module__": __name__})
