"""The markup of a page: its tree and selectors, what of it is seen, which elements beside each other are one text, and
the paragraphs, numbers and pictures with captions of an element.

It knows no article: no headline, date or credit, and no outlet.
"""
