"""The outlets of a run dealt to several processes of this machine on one store and archive, as scrapyd's jobs are.

It chooses no outlet, judges none and writes nothing itself.
"""
