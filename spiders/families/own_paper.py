"""E-papers with a build of their own: 工人日报, 广西日报, 解放日报 (public crawlers; dossier provincial-dailies)."""

from monitor.reading.template import Template

TEMPLATES = (
    Template(
        name="workercn",
        evidence="CODE 1 (2022: 工人日报)",
        kicker="#pretitle",
        headline="#ctitle",
        body="#ccontent",
        pictures="#imgs",
    ),
    Template(
        name="jfdaily",
        evidence="GUESS; names CODE 3 (2022–26) of a page that a script fills",
        headline=".con-title, .wz_title, h1",
        body=".txt-box, .wz_contents, .content",
    ),
    Template(
        name="gxrb",
        evidence="GUESS; headline and paragraphs CODE 1 (2026: 广西日报)",
        headline="h1, h2",
        body="#ozoom, .article, .content, .text",
        drop=("h1", "h2"),
    ),
)
