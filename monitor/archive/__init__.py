"""Every response of a run, kept in WARC files: evidence when recording, the web itself when replaying.

It reads no page and changes no byte of one.
"""
