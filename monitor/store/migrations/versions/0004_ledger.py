"""Every listed link and what became of it, in place of the titles that were not fetched; the windows of issues."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """The titles that were not fetched are taken over; their keys were not kept, their addresses stand in."""
    table = op.create_table(
        "listed_link",
        sa.Column("outlet", sa.String(length=64), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("found_for", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("outlet", "key"),
    )
    op.create_index("ix_listed_link_url", "listed_link", ["url"])
    op.create_index("ix_listed_link_day", "listed_link", ["day"])
    former = sa.table("listed_title", *map(sa.column, ("outlet", "url", "title", "day", "found_for")))
    columns = (former.c.outlet, former.c.url, former.c.url, former.c.title, former.c.day, former.c.found_for)
    rows = sa.select(*columns, sa.literal(""), sa.literal("gate"), sa.func.current_timestamp())
    op.execute(sa.insert(table).from_select([column.name for column in table.columns], rows))
    op.drop_table("listed_title")
    op.add_column("printed_issue", sa.Column("since", sa.Date(), nullable=True))
    op.add_column("printed_issue", sa.Column("until", sa.Date(), nullable=True))
