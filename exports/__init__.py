"""From a finished bulletin to bytes: pure functions `render(bulletin) -> bytes`, named in BULLETIN_EXPORTERS.

They neither query, choose nor edit.
"""
