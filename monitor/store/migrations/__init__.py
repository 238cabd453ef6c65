"""Alembic migrations. One that was released is never edited."""
