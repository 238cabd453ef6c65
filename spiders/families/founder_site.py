"""Founder's system for the web sites of press groups: 河北新闻网 and others (dossiers hebnews, epaper-founder)."""

from monitor.reading.template import Template

TEMPLATES = (
    Template(
        name="web-2024",
        evidence="SEEN 2024",
        headline="div.content > h1",
        published="div.post_source",
        source="div.post_source",
        body="#p1, div.min_con_text",
        editor="div.editor",
        drop=("#cnki_grabber",),
    ),
)
