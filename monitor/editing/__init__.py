"""What an editor may change in an article for print, as plain values: laid over a reading, never in it.

It stores nothing and asks no clock; the store keeps these values, an issue prints what they come to, and proving lays
them over what the archive gives.
"""
