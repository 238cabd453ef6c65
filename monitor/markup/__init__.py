"""The markup of a page: its tree and selectors, what of it is seen, and the paragraphs and pictures of an element.

It knows no article: no headline, date or credit, and no outlet.
"""
