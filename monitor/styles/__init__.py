"""What CSS says of an element, as far as it tells how a text is read: the properties of a style attribute, whether it
hides or raises a text, and what a page's own style sheets hide.

It knows no element and no page: it is given styles and sheets as they are written.
"""
