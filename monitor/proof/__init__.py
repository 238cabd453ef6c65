"""Proving what was printed, from the archive alone: by reading the page again, and beside it by a path that shares
no code with any reader; and a chain of hashes that shows what was changed after it was written.

It fetches nothing and corrects nothing; only sealing writes.
"""
