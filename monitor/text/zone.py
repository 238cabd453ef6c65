"""The zone of all days: Asia/Shanghai. Moments of our own are UTC until somebody reads them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def shanghai(moment: datetime) -> datetime:
    """Return a moment of the store in Asia/Shanghai; one without a zone is UTC, for SQLite keeps none."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(SHANGHAI)
