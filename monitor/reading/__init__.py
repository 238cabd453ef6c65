"""From one saved page to one article: a pure function.

It makes no request, asks no clock, knows no setting and no outlet. `article.read_article` climbs down four rungs
until one gives a headline and a text: the outlet's own templates, the templates of the publishing platforms
(`platforms`), those that a run learned of the outlet (monitor.learning), and a generic extractor (`generic`). Each
names itself in `ArticleItem.reader`, so that an outlet that lives on its last rung is seen.
"""
