"""Evidence says whose certificate the server showed; of what is kept already nobody wrote it down."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """One column more."""
    op.add_column("evidence", sa.Column("certificate", sa.String(length=64), nullable=False, server_default=""))
