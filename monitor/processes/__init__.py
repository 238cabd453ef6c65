"""Processes beside the one that serves: commands of this program that it starts, and a PDF that takes more memory than
it gives back.

It knows no page of the web and decides nothing: what is run, and when, is its caller's.
"""
