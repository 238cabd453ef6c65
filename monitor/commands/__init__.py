"""The project's commands, one module each: they read words, call the rooms below, and print.

No other room imports one of them; what two of them share lies in the room whose work it is.
"""
