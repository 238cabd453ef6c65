"""The two databases a store may lie in: its address, and what SQLite and PostgreSQL each need to be opened soundly.

It knows no table of ours and no article.
"""
