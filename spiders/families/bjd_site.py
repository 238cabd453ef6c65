"""The web system of 京报网: one generation of pages (dossier bjd)."""

from monitor.reading.template import Template

TEMPLATES = (
    Template(
        name="web",
        evidence="CODE 6 (2021–24)",
        headline="div.bjd-article-title",
        published="div.bjd-article-source p",
        source="div.bjd-article-source p",
        body="div.bjd-article-centent",  # the site's own spelling
    ),
)
