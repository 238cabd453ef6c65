"""Is it about health informatization: the vocabulary as data, the score with its reasons, the gate, their evaluation.

It stores nothing and never drops an article.
"""
