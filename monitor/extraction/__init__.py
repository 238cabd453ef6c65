"""On a page of which nothing is known: which element holds the article's text, by its sentences or by a library.

It reads no headline and no date, and knows no site.
"""
