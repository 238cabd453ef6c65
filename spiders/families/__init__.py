"""One module a publishing platform: where its lists stand, how its addresses look, how its pages are built.

It names no outlet.
"""
