"""The chance that a link which the gate stopped was on topic."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Of what was stopped before none is known."""
    op.add_column("listed_link", sa.Column("chance", sa.Double(), nullable=True))
