"""What a person at a terminal gives and gets: the base of our commands, output, progress, the log.

It does no work of its own and knows neither outlets nor the store.
"""
