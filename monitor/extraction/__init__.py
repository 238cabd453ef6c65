"""On a page of which nothing is known: which element holds the article's text, by its sentences or by a library,
which of its lines are the text, and which headings stand right above it.

It chooses no headline, reads no date, and knows no site.
"""
