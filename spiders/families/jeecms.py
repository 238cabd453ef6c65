"""JEECMS with lists that a script fills, as 湖北日报's site has it (dossier hubeidaily)."""

from monitor.reading.template import Template

TEMPLATES = (
    Template(
        name="web",
        evidence="CODE 2 (2026)",
        headline="#news-title, .news-title",
        published=".source .source-item, .source",
        source=".source .source-item",
        body="div.detail-cont",
        drop=(".share-box", "label[data-plugin-type]", "label[data-content-type]"),
    ),
)
