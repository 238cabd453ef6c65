"""The scrapyd servers to which the outlets of a run are dealt as jobs: who they are, whether they fit, who does what.

It judges no outlet and chooses no article; what a job found stands in the store.
"""
