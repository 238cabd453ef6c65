"""The office's own taste: what it printed before that is near to a candidate, and what its choices teach.

It opens no store and ranks nothing: what was printed and what stood beside it are given to it.
"""
