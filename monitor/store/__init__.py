"""What the project remembers: articles, versions, stories, links, runs, choices, issues, by SQLAlchemy's typed ORM.

It ranks nothing, prints nothing and fetches nothing.
"""
