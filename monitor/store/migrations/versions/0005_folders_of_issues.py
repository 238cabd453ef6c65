"""Where each issue was last written."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Of the issues that were written before nothing is known."""
    op.add_column("printed_issue", sa.Column("folder", sa.Text(), nullable=True))
