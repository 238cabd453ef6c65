"""An issue put together: gathered, chosen, given its pictures, written to its folder, imported, proven.

It turns no value into a format's bytes (that is `exports`) and reads no page.
"""
