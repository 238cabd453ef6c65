"""Who may enter the desk from another machine: names with hashed passwords in a file, and how often one may try.

It holds no password and lets nobody in: sessions are the desk's.
"""
