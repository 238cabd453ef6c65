"""Files that a notice carries its text in: which a page names, and what PDF and Word files say.

It asks for nothing and knows no outlet; what cannot be read is told by one line and never raises.
"""
