"""Of an official document its number, who issued it, and the day on which it was signed."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Of what is stored already the ranking reads them from the text, as it did."""
    op.add_column("article", sa.Column("document_number", sa.Text(), nullable=False, server_default=""))
    op.add_column("article", sa.Column("issuer", sa.Text(), nullable=False, server_default=""))
    op.add_column("article", sa.Column("signed_on", sa.Date(), nullable=True))
