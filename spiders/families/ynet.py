"""The paper of 北京青年报, in a skin of its own, and the site 北青网 (dossier ynet)."""

from monitor.reading.template import Template

TEMPLATES = (
    Template(
        name="2013",
        evidence="CODE 2 (2013–26)",
        headline="div.rit h1",
        deck="div.rit p.fbiaot",
        body="div.contnt founder-content, div.contnt",
        drop=("input",),
    ),
    Template(
        name="web",
        evidence="CODE 9 (2017–25)",
        headline="div.articleTitle h1, div.articleTitle h2",
        published="p.sourceBox",
        source="span.sourceMsg",
        author="span.authorMsg",
        body="#articleBox, #articleAll",
        editor="span.authors, #articleBox > span",
        drop=("span.authors", "ul.pageBox"),
    ),
)
