"""The zone of all days: Asia/Shanghai, and when a server answered. Moments of our own are UTC until they are read."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def shanghai(moment: datetime) -> datetime:
    """Return a moment of the store in Asia/Shanghai; one without a zone is UTC, for SQLite keeps none."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(SHANGHAI)


def served_at(header: bytes | None) -> datetime | None:
    """Return when a server answered, by its header `Date`: what days that are told by how long ago they were refer to;
    None if it does not say."""
    try:
        moment = parsedate_to_datetime((header or b"").decode("latin-1"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
