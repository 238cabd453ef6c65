"""What proving needs: all that was printed, what was read, and the chain of hashes."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Of what was printed before, only what was kept can be held against the pages."""
    for name in ("kicker", "subtitle", "original_headline", "note"):
        op.add_column("printed_entry", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("printed_entry", sa.Column("edits", sa.JSON(), nullable=True))
    op.add_column("printed_issue", sa.Column("frame", sa.JSON(), nullable=True))
    op.add_column("evidence", sa.Column("reading", sa.String(length=64), nullable=True))
    op.create_table(
        "seal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
