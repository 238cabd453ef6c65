"""The elements of a page: whether a reader sees one, the line it makes, its number, the address and caption of its
picture, and which of those beside each other are one text.

Pure functions on lxml's elements, and the selectors by which these are found. It knows no outlet, no template and no
response.
"""
