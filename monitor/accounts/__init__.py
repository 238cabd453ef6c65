"""Who may enter the desk: names with hashed passwords in a file, how often one may try, who has entered, and who has
which article open.

It holds no password, knows no request, and decides nothing of what an editor may do.
"""
