"""How an outlet builds its article pages, learned from pages that it served: pages in, a `Template` with its evidence
out, or the reason why not.

Pure: it makes no request, stores nothing and decides nothing; where it cannot tell, it says so.
"""
