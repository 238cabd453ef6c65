"""Which vocabulary gave a score."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Scores that are there are of no known vocabulary: they are given anew when their week is written or shown."""
    op.add_column("article", sa.Column("scored_by", sa.String(length=64), nullable=False, server_default=""))
