"""The stages of an article's journey, one verb a module; their order stands in monitor/settings.py.

A stage returns the item better, or drops it for a fact with a named exception. Only the last one writes.
"""
