"""The outlets of a run dealt to several processes of this machine on one store and archive, as scrapyd's jobs are;
stored weeks dealt to scrapyd servers to be read again; the stories of a whole store found anew.

It chooses no outlet, judges none and writes nothing itself.
"""
