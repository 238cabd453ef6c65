"""For scrapyd-deploy, which still makes its egg by `setup.py bdist_egg`; everything else stands in pyproject.toml."""

from setuptools import setup

setup()
