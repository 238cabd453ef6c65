"""What the project remembers: articles and runs, through SQLAlchemy's typed ORM."""
