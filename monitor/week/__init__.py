"""The week's stored articles in their order: judged, joined to stories, ranked, listed as candidates.

It chooses and explains; it fetches nothing and writes no file.
"""
