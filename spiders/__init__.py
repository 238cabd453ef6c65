"""One module an outlet: where it announces its articles and how its pages are built.

A module is a declaration: it opens no file, asks no clock, and knows neither store nor topic.
"""
