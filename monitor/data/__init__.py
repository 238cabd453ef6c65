"""Data as sites write it by hand: JSON that a strict reader refuses, what pages' own scripts hold, what objects say.

Pure functions of text: no page, no address, no clock.
"""
