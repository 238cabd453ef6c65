"""One run over the outlets: one at a time, its record and coverage, what is not asked again, jobs elsewhere, notices.

It chooses no article and writes no bulletin.
"""
