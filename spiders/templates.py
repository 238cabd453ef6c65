"""Templates that several outlets share because their papers come from the same publishing platform."""

from monitor.reading.template import Template

# Founder's newer e-paper; dossier epaper-layout §3, P1 and P2.
LAYOUT_PAPER = Template(
    name="layout-paper",
    evidence="CODE 6 (2018–26)",
    kicker="#PreTitle",
    headline="#Title",
    subtitle="#SubTitle",
    body="#ozoom founder-content, #ozoom, div.content",
    drop=(".art-title", ".author", ".subtitle", "#paperdate", "#layout", "#copycontent"),
)
# Founder's classic e-paper; dossier epaper-founder, family B.
CLASSIC_PAPER = Template(
    name="classic-paper",
    evidence="CODE 20 (2010–26)",
    headline="founder-title, td.font01, .main-article-title, div.bmnr_con_biaoti, td.title1",
    kicker="div.bmnr_con_yinti",
    subtitle="p.fbiaot",
    body="founder-content, #ozoom, #zoom",
)
