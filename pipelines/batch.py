"""Batch: articles that wait to be written together, in one transaction for fifty or a tenth of a second."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from monitor.database.blame import is_down, is_lost
from monitor.items import ArticleItem
from monitor.store.database import writing
from monitor.store.many import save_all

MOST = 50  # articles; what they share of a transaction is next to nothing from there on
SECONDS = 0.1  # a busy run reads twenty meanwhile; of one that waits for its outlets nobody notices it


@dataclass(frozen=True)
class Waiting:
    """An article, the last day of the window that it was found for, and what is told when it is stored."""

    item: ArticleItem
    found_for: date
    stored: asyncio.Future[None]


class Batch:
    """All outlets of a process share the one of a database. Whoever hands an article in waits until it stands there, so
    that whatever comes later in a run finds it; a process that is killed loses no more than what waits, which is in the
    archive and which the next run asks for again."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: list[Waiting] = []
        self._timer: asyncio.TimerHandle | None = None

    async def store(self, item: ArticleItem, found_for: date) -> None:
        """Store `item` with others. Raises what the store raises for this one alone, or for all."""
        loop = asyncio.get_running_loop()
        waiting = Waiting(item, found_for, loop.create_future())
        self._waiting.append(waiting)
        if len(self._waiting) >= MOST:
            self.write()
        elif self._timer is None:
            self._timer = loop.call_later(SECONDS, self.write)
        await waiting.stored

    def holds(self, item: ArticleItem) -> bool:
        """Tell whether a copy of `item` waits."""
        return any((each.item.outlet, each.item.key) == (item.outlet, item.key) for each in self._waiting)

    def write(self) -> None:
        """Write what waits, now."""
        if self._timer:
            self._timer.cancel()
        waiting, self._waiting, self._timer = self._waiting, [], None
        for each, error in zip(waiting, self._try(waiting), strict=True):
            if each.stored.done():  # whoever waited was cancelled
                continue
            if error:
                each.stored.set_exception(error)
            else:
                each.stored.set_result(None)

    def _try(self, waiting: Sequence[Waiting]) -> list[Exception | None]:
        """What became of each: where one cannot be stored, all are tried alone; where the store is down, none is."""
        try:
            try:
                self._save(waiting)
            except DBAPIError as error:
                if not is_lost(error):
                    raise
                self._save(waiting)  # a server that was restarted under it is back, or is down
        except Exception as error:  # noqa: BLE001 (told to whom it concerns)
            if len(waiting) == 1 or is_down(error):
                return [error] * len(waiting)
        else:
            return [None] * len(waiting)
        told: list[Exception | None] = []
        for each in waiting:
            down = told and is_down(told[-1])
            told += [told[-1]] if down else self._try([each])
        return told

    def _save(self, waiting: Sequence[Waiting]) -> None:
        with writing(self._engine) as session:
            save_all(session, [(each.item, each.found_for) for each in waiting])


@lru_cache(maxsize=8)  # as many as there are open databases
def batch_of(engine: Engine) -> Batch:
    """Return the batch of this process for a database."""
    return Batch(engine)
