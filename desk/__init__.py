"""The editor's desk: the week and its issue as pages in a browser on the same machine, each action a plain form that
records the very events a command would.

It reads no page of an outlet and keeps no table of its own: what is shown, chosen, edited and written is monitor's.
"""
