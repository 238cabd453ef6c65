"""The accounts in `desk.toml` of MONITOR_HOME: `[accounts]`, a name and its hash a line, written by the command."""

from __future__ import annotations

import json
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from monitor.accounts.passwords import hash_password, is_password
from monitor.exceptions import MonitorError, OutputError, system_reason
from monitor.files import prepare_folder, read_file, written_beside

NAME = "desk.toml"
SHORTEST = 10  # characters of a password
_LONGEST_NAME = 30  # characters
_LONGEST_FILE = 64 << 10  # bytes
_HASH = re.compile(r"scrypt:[0-9]{1,8}:[0-9]{1,3}:[0-9]{1,3}:[A-Za-z0-9+/=]{8,200}:[A-Za-z0-9+/=]{8,200}")


@dataclass(frozen=True)
class Accounts:
    """Hashes by name."""

    hashes: Mapping[str, str]

    def admits(self, name: str, password: str) -> bool:
        """Tell whether there is an account of this name with this password."""
        # A name that is not there takes as long as a wrong password.
        return is_password(password, self.hashes.get(name) or _nobodys()) and name in self.hashes


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return hash_password(secrets.token_hex())


def read_accounts(home: Path) -> Accounts:
    """Return the accounts of `home`, none if there is no file. Raises MonitorError for a file that is not of this
    form."""
    path = home / NAME
    if not path.exists():
        return Accounts({})
    try:
        document = tomllib.loads(read_file(path, _LONGEST_FILE).decode())
    except (ValueError, RecursionError) as error:
        raise MonitorError(f"{path} 读不出来（{error}）；请用 scrapy desk --account 名字 重写。") from error
    table = document.get("accounts")
    if set(document) != {"accounts"} or not isinstance(table, dict):
        raise MonitorError(f"{path} 里只应有 [accounts]；账号用 scrapy desk --account 名字 写。")
    for name, kept in table.items():
        if not isinstance(kept, str) or not _HASH.fullmatch(kept):
            raise MonitorError(f"{path} 里“{name:.40}”的密码不是 scrypt 散列；请用 scrapy desk --account 名字 重写。")
    return Accounts(table)


def write_account(home: Path, name: str, password: str) -> None:
    """Keep `password` for `name`, in place of a former one; an empty one takes the account away. Raises MonitorError
    for a name or password that does not fit, OutputError."""
    if not name.strip() or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise MonitorError(f"名字“{name:.40}”不对，应为一行，不超过 {_LONGEST_NAME} 字。")
    if password and len(password) < SHORTEST:
        raise MonitorError(f"密码太短，至少 {SHORTEST} 个字符。")
    hashes = {each: kept for each, kept in read_accounts(home).hashes.items() if each != name}
    if password:
        hashes[name] = hash_password(password)
    # A JSON string is a TOML one.
    lines = [f"{json.dumps(each, ensure_ascii=False)} = {json.dumps(kept)}" for each, kept in hashes.items()]
    prepare_folder(home)
    try:
        with written_beside(home / NAME) as temporary:
            temporary.touch(0o600)
            temporary.write_text("\n".join(["# 由 scrapy desk --account 写", "[accounts]", *lines, ""]), "utf-8")
            temporary.replace(home / NAME)
    except OSError as error:
        raise OutputError(f"文件写不进：{home / NAME}（{system_reason(error)}）") from error
