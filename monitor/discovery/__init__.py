"""Where an outlet announces its articles, found in its own pages: pages are surveyed, what they lead to is walked, and
lists are weighed by what they add. It widens no rule: what is fetched is what address forms, window and gate let
through, and every request is the crawler's. Pages that no template reads are
learned from where a run has archived them.
"""
