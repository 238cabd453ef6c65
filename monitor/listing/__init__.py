"""Where an outlet announces its articles: sources, each a small value that asks and reads one kind of list.

It knows no store and no topic, follows nothing itself, and never takes an empty answer for an empty list.
"""
