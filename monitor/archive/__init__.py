"""Every response of a run, kept in WARC files: evidence when recording, the web itself when replaying."""
