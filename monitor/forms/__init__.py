"""The text of a document in each form that an office keeps one in (Word, PDF, HTML, Markdown, plain text), line by line
with its place in the file.

It knows no issue and no article: what a line means is read elsewhere.
"""
