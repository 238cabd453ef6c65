"""What may be known of an outlet that nobody has described: its addresses, its name and place, its platform, what on
its pages is an article's own. It asks for nothing, and says only what follows from what it is given.
"""
