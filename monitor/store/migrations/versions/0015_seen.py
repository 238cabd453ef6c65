"""Who has opened which article, and judgements that were taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Nothing was opened before, as far as is known, and no judgement taken back."""
    op.create_table(
        "seen",
        sa.Column("editor", sa.String(length=64), nullable=False),
        sa.Column("article_id", sa.Integer(), sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("editor", "article_id", "version"),
    )
    op.create_index("ix_seen_article_id", "seen", ["article_id"])
    op.add_column("label", sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
