"""Who has entered the desk: one-time keys, and tokens that outlive the server in a file that its owner alone reads."""

from __future__ import annotations

import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path

from monitor.exceptions import OutputError, system_reason
from monitor.files import prepare_folder

DAYS = 14  # for which a browser stays entered


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


class Sessions:
    """The sessions kept in `file`, None for in memory alone: of each token only the SHA-256, with the editor's name and
    the second at which it ends. `now` is the clock."""

    def __init__(self, file: Path | None, now: Callable[[], float] = time.time) -> None:
        self._file = file
        self._now = now
        self._lock = threading.Lock()
        self._keys: set[str] = set()
        self._kept: dict[str, tuple[str, float]] = self._load()

    def make_key(self) -> str:
        """Return a key with which one browser may enter, once; it dies with this process."""
        key = secrets.token_urlsafe(32)
        self._keys.add(_digest(key))
        return key

    def knows_key(self, key: str) -> bool:
        """Tell whether `key` may still be used."""
        return _digest(key) in self._keys

    def enter(self, key: str, editor: str) -> str | None:
        """Use up `key` and return a new token for `editor`; None if it is none, or was used."""
        with self._lock:
            if _digest(key) not in self._keys:
                return None
            self._keys.discard(_digest(key))
        try:
            return self.open(editor)
        except OutputError:
            self._keys.add(_digest(key))  # nobody has entered by it
            raise

    def open(self, editor: str, days: float = DAYS) -> str:
        """Return a new token for `editor`. Raises OutputError if it cannot be kept."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._kept[_digest(token)] = (editor, self._now() + days * 86_400)
            self._save()
        return token

    def editor_of(self, token: str) -> str | None:
        """Return whose `token` it is; None if it is nobody's, or has ended."""
        editor, until = self._kept.get(_digest(token), (None, 0.0))
        return editor if until > self._now() else None

    def close(self, token: str) -> None:
        """End the session of `token`."""
        with self._lock:
            self._kept.pop(_digest(token), None)
            self._save()

    def _load(self) -> dict[str, tuple[str, float]]:
        try:
            rows = json.loads(self._file.read_bytes()) if self._file else {}
            return {str(digest): (str(editor), float(until)) for digest, (editor, until) in rows.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}  # whoever was in enters again

    def _save(self) -> None:
        if self._file is None:
            return
        rows = {digest: each for digest, each in self._kept.items() if each[1] > self._now()}
        unfinished = self._file.with_name(f".{self._file.name}")
        try:
            prepare_folder(self._file.parent)
            unfinished.touch(0o600)
            unfinished.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
            unfinished.replace(self._file)
        except OSError as error:
            raise OutputError(f"写不进 {self._file}（{system_reason(error)}）；请检查磁盘空间和权限。") from error
