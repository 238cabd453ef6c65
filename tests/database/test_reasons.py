"""Why a database cannot be had is said in Chinese with its remedy, whatever its driver calls it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url
from sqlalchemy.exc import OperationalError

from monitor.database.reasons import tell_reason
from monitor.exceptions import StoreError
from monitor.store.database import open_database, open_to_read

ADDRESS = make_url("postgresql+psycopg://zhou:s3cret-word@db.example:5432/bulletins")


@pytest.mark.parametrize(
    ("said", "reason", "remedy"),
    [
        ('connection failed: FATAL:  password authentication failed for user "zhou"', "用户 zhou 的密码不对", "URL"),
        ('connection failed: FATAL:  database "bulletins" does not exist', "服务器上没有 bulletins 这个库", "createdb"),
        ('connection failed: FATAL:  role "zhou" does not exist', "服务器上没有用户 zhou", "MONITOR_DATABASE_URL"),
        (
            'connection to server at "10.0.0.5", port 5432 failed: Connection refused',
            "10.0.0.5 的端口 5432 拒绝连接",
            "主机、端口",
        ),
        ("failed to resolve host 'db.example': [Errno -2] Name or service not known", "找不到这个主机", "URL"),
        ("connection timeout expired", "没有应答", "服务器是否开着"),
        ("FATAL:  sorry, too many clients already", "服务器的连接用满了", "max_connections"),
        ("file is not a database", "这个文件不是数据库，或已损坏", "备份"),
        ("database disk image is malformed", "数据库文件坏了", "备份"),
        ("database is locked", "别的程序一直占着它", "等它做完"),
        ("attempt to write a readonly database", "这里写不进", "权限"),
        ("something new with s3cret-word in it", "something new with *** in it", "MONITOR_HOME"),
    ],
)
def test_a_driver_is_understood(said: str, reason: str, remedy: str) -> None:
    told = tell_reason(OperationalError("SELECT 1", {}, sqlite3.OperationalError(said)), ADDRESS)
    assert (told[0], remedy in told[1]) == (reason, True)


def test_what_stands_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    (tmp_path / "file").write_text("x")
    for name, told in (
        ("link", "link：是一个链接，指向的地方没有了"),
        ("file", "file：这里有一个文件，不是目录"),
        ("file/in", "file/in：路径里有一段不是目录"),
    ):
        with pytest.raises(StoreError, match=f"{told}）；请检查 MONITOR_HOME"):
            open_database(URL.create("sqlite", database=str(tmp_path / name / "monitor.db")))
    (tmp_path / "monitor.db").write_text("no database, as anybody can see\n" * 40)
    with pytest.raises(StoreError, match="这个文件不是数据库，或已损坏）；请从备份恢复"):
        open_to_read(URL.create("sqlite", database=str(tmp_path / "monitor.db")))
