"""What a page or a file shows, line by line, to eyes that are not the reader's: its own walk, its own rules of what may
be hidden, its own decoding beside the reader's.

It imports no room that reads pages, so that a fault of theirs cannot prove itself; of `text` it shares the decoding and
which characters stand for others.
"""
