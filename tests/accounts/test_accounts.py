"""Accounts for a desk that other machines open: what is kept, what is refused, how often one may try."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.accounts import passwords
from monitor.accounts.book import NAME, Accounts, read_accounts, write_account
from monitor.accounts.opening import Opening
from monitor.accounts.passwords import hash_password, is_password
from monitor.accounts.throttle import TRIES, Throttle
from monitor.exceptions import MonitorError

SECRET = "正确的马 电池 八个字"
SOME = Accounts({"王某": "scrypt:2:1:1:AAAAAAAA:AAAAAAAA"})


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_N", 16)  # the memory is for those who guess


def test_a_password_is_kept_as_a_hash_that_its_owner_alone_reads(tmp_path: Path) -> None:
    assert read_accounts(tmp_path).hashes == {}
    write_account(tmp_path, '王"某', "first password")
    write_account(tmp_path, "李某", SECRET)
    write_account(tmp_path, '王"某', SECRET)
    file = tmp_path / NAME
    assert SECRET not in file.read_text("utf-8") and file.stat().st_mode & 0o777 == 0o600
    accounts = read_accounts(tmp_path)
    assert len(set(accounts.hashes.values())) == 2, "each has a salt of its own"
    assert accounts.admits("李某", SECRET) and accounts.admits('王"某', SECRET)
    for name, password in (
        ("李某", SECRET + " "),
        ("李某", ""),
        ("张某", SECRET),
        ('王"某', "first password"),
        ("", ""),
    ):
        assert not accounts.admits(name, password)
    write_account(tmp_path, "李某", "")
    assert list(read_accounts(tmp_path).hashes) == ['王"某']
    for name, password in (("", SECRET), ("a\nb", SECRET), ("x" * 31, SECRET), ("赵某", "short")):
        with pytest.raises(MonitorError):
            write_account(tmp_path, name, password)


@pytest.mark.parametrize("kept", ["", "x", "scrypt:16:8:1:AAAA", "scrypt:x:8:1:AAAA:AAAA", "scrypt:3:8:1:AAAA:AAAA", "scrypt:16777216:8:1:AAAA:AAAA", "scrypt:16:8:1:!:AAAA", "md5:16:8:1:AAAA:AAAA"])  # fmt: skip
def test_a_line_that_cannot_be_read_lets_nobody_in(kept: str) -> None:
    assert not is_password(SECRET, kept)
    assert not is_password("", kept)


def test_a_very_long_password_is_not_hashed() -> None:
    assert not is_password("x" * 201, hash_password("x" * 201))
    assert is_password("x" * 200, hash_password("x" * 200))


@pytest.mark.parametrize("content", ["[accounts", "[other]", "x = 1", '[accounts]\n"王某" = "clear text"', '[accounts]\n"王某" = 5', "[accounts]\n[sessions]"])  # fmt: skip
def test_a_file_of_another_form_is_refused_by_its_name(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text(content, "utf-8")
    with pytest.raises(MonitorError, match=r"desk\.toml"):
        read_accounts(tmp_path)


@pytest.mark.parametrize(
    ("opening", "accounts", "told"),
    [
        (Opening(), Accounts({}), ""),
        (Opening("192.168.1.5"), Accounts({}), "先有账号"),
        (Opening("127.0.0.2"), Accounts({}), "先有账号"),
        (Opening("192.168.1.5"), SOME, "--plain-http"),
        (Opening("desk.office.example"), SOME, "--plain-http"),
        (Opening("localhost"), SOME, ""),
        (Opening("192.168.1.5", plain=True), SOME, ""),
        (Opening("192.168.1.5", certificate="c", key="k"), SOME, ""),
        (Opening("192.168.1.5", certificate="c"), SOME, "--tls-key"),
        (Opening("0.0.0.0", plain=True), SOME, "--host"),
        (Opening("0", plain=True), SOME, "--host"),
        (Opening("a b", plain=True), SOME, "--host"),
        (Opening("evil/..", plain=True), SOME, "--host"),
    ],
)
def test_nobody_is_let_in_from_afar_without_accounts_and_a_safe_line(
    opening: Opening, accounts: Accounts, told: str
) -> None:
    if not told:
        opening.check(accounts)
        return
    with pytest.raises(MonitorError, match=told):
        opening.check(accounts)


def test_a_browser_writes_no_usual_port() -> None:
    assert Opening().origins(8653) == ("http://127.0.0.1:8653", "http://localhost:8653")
    assert Opening("a.example", certificate="c", key="k").origins(443) == ("https://a.example",)
    assert Opening("a.example", plain=True).origins(443) == ("http://a.example:443",)


def test_who_tries_too_often_waits_a_minute_and_others_do_not() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    for _ in range(TRIES):
        assert throttle.admits("machine a", "name 王某")
    assert not throttle.admits("machine b", "name 王某"), "from another machine neither"
    assert not throttle.admits("machine a", "name 李某")
    assert throttle.admits("machine b", "name 李某")
    now[0] = 59.9
    assert not throttle.admits("machine a", "name 张某")
    now[0] = 60.1
    assert throttle.admits("machine a", "name 王某")
    throttle.forget("machine a", "name 王某")
    for number in range(20_001):
        throttle.admits(f"machine {number}")
    assert len(throttle._tries) <= 10_000
