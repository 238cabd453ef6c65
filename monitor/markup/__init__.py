"""One element of a page by itself: whether a reader sees it, the line it makes, its number, the address of its picture.

Pure functions on lxml's elements, and the selectors by which elements are found. It knows no outlet, no template and no
response.
"""
