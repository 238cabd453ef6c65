"""Files that a notice carries its text in: which a page names, and what files of text and tables say.

It asks for nothing and knows no outlet; what cannot be read is told by one line and never raises.
"""
