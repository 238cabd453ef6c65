"""The desk's screens, a module each: what an address shows and what its forms do.

A screen knows no other screen; what several need lies in the room above.
"""
