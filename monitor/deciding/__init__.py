"""What an editor does to an issue: words are looked for, operations are checked against the issue as it is now,
recorded as events, and laid over the articles that are printed.

It ranks nothing and writes no file.
"""
