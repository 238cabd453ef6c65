"""Why a database cannot be had, in Chinese: what drivers say in English is an operator's to mend."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import URL

from monitor.database.address import reason_without_secrets
from monitor.exceptions import system_reason

_SETTING = "请检查 MONITOR_HOME 与 MONITOR_DATABASE_URL"
_ADDRESS, _OR_ADDRESS = "请检查 MONITOR_DATABASE_URL", "或改正 MONITOR_DATABASE_URL"
_SERVER = "请检查服务器是否开着，和 MONITOR_DATABASE_URL 里的主机、端口"
_RESTORE = "请从备份恢复"
# What SQLite, psycopg and Python say → why in our words, and what to do. Names are at most what a server may call so.
_KNOWN: tuple[tuple[str, str, str], ...] = (
    (r"password authentication failed for user \"(.{0,64}?)\"", r"用户 \1 的密码不对", _ADDRESS),
    (r"database \"(.{0,64}?)\" does not exist", r"服务器上没有 \1 这个库", f"请先建库（createdb），{_OR_ADDRESS}"),
    (r"role \"(.{0,64}?)\" does not exist", r"服务器上没有用户 \1", _ADDRESS),
    (r"no pg_hba\.conf entry", "服务器不许从这台机器连接", "请在服务器的 pg_hba.conf 里准许"),
    (r"too many clients|connection slots", "服务器的连接用满了", "请过一会儿再运行，或加大 max_connections"),
    (r"the database system is (?:starting up|shutting down|in recovery)", "服务器正在启动或关闭", "请过一会儿再运行"),
    (r"server does not support SSL", "服务器不用加密连接", "请检查 MONITOR_DATABASE_URL 里的 sslmode"),
    (r"permission denied for (?:schema|table|sequence|database) (\S{1,64})", r"没有 \1 的权限", "请让管理员授权"),
    (r"failed to resolve host|could not translate host name", "找不到这个主机", _ADDRESS),
    (r"server at \"(.{1,255}?)\", port ([0-9]{1,5}) failed: Connection refused", r"\1 的端口 \2 拒绝连接", _SERVER),
    (r"Connection refused", "连接被拒绝", _SERVER),
    (r"Network is unreachable|No route to host", "到不了这个主机", _SERVER),
    (r"time(?:out expired|d out)|connection timeout", "没有应答", _SERVER),
    (r"No module named '([\w.]{1,64})'", r"没有安装 \1 这个驱动", "请安装它，或改用 postgresql+psycopg:// 或 sqlite:////路径"),
    (r"Can't load plugin: sqlalchemy\.dialects:([\w.]{1,64})", r"不认得 \1 这种库", _ADDRESS),
    (r"file is not a database", "这个文件不是数据库，或已损坏", f"{_RESTORE}，或把它移走"),
    (r"disk image is malformed|database corruption", "数据库文件坏了", _RESTORE),
    (r"database (?:table )?is locked", "别的程序一直占着它", "请等它做完，或结束它，再运行一次"),
    (r"unable to open database file", "没有权限，或所在的目录打不开", _SETTING),
    (r"readonly database", "这里写不进", "请修改权限，或换一个 MONITOR_HOME"),
    (r"database or disk is full", "磁盘已满", "请腾出空间再运行一次"),
    (r"disk I/O error", "磁盘读写出错", "请检查磁盘"),
)  # fmt: skip


def tell_reason(error: BaseException, url: URL) -> tuple[str, str]:
    """Return why the database at `url` cannot be had, by what `error` says, and what to do; nothing secret is in it.
    What nobody foresaw is told in the driver's own words."""
    said = reason_without_secrets(error, url)
    if isinstance(error, OSError) and error.errno and error.filename:
        return f"{error.filename}：{_not_a_folder(error) or system_reason(error)}", _SETTING
    for form, reason, remedy in _KNOWN:
        if found := re.search(form, said):
            return found.expand(reason), remedy
    return said, _SETTING


def _not_a_folder(error: OSError) -> str:
    """What stands where a folder was to be made; empty if that is not the matter."""
    if not isinstance(error, FileExistsError):
        return ""
    return "是一个链接，指向的地方没有了" if Path(str(error.filename)).is_symlink() else "这里有一个文件，不是目录"
