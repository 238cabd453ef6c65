"""What a page or a file shows, line by line, to eyes that are not the reader's: its own walk, its own decoding, its own
rules of what may be hidden.

It imports no room that reads pages, so that a fault of theirs cannot prove itself.
"""
