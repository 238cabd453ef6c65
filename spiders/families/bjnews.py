"""The system of 新京报: one generation of pages (dossier bjnews)."""

from monitor.reading.template import Template

TEMPLATES = (
    Template(
        name="2022",
        evidence="CODE 2 (2022–26)",
        headline="div.content h1, h1.detail_title, h1",
        published=".left-info .timer, .time",
        body="#contentStr, .article-text, .articleCenter, .article-cen",
        editor=".left-info .reporter em",
        drop=("div.author", "div.invideo"),
    ),
)
