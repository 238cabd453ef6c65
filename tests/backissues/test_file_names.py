"""A file whose name tells another number than its cover is read by its cover, and that is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from past_issue import COVER, is_told, lines, read, text_file


@pytest.mark.parametrize(
    "name",
    [
        "周报.txt", "第623期.txt", "周报（第六二三期）.txt", "周报第六百二十三期 定稿.txt", "20250509 总第623期.txt",
        "2025年第18期（总第623期）.txt", "2025年第18期.txt", "2025-第18期.txt", "2025第18期.txt", "18.txt", "20250509.txt",
        "第二稿.txt", "（第六二三期）第三次修改.txt",
    ],
)  # fmt: skip
def test_a_name_that_agrees_or_tells_no_number(tmp_path: Path, name: str) -> None:
    assert is_told(read(text_file(tmp_path, lines(), name)))


@pytest.mark.parametrize(
    "name", ["第624期.txt", "周报（第六二四期）.txt", "2025年第19期（总第624期）.txt", "第 624 期 (1).txt"]
)
def test_a_name_that_contradicts_the_cover(tmp_path: Path, name: str) -> None:
    said = "文件名写的是第624期，读到的是第623期，请核对"
    assert is_told(read(text_file(tmp_path, lines(), name)), (said,))
    without = [line for line in lines() if line != COVER[1]]
    assert is_told(read(text_file(tmp_path, without, name)), (said, "没有印期号，按 2025-05-09 推得第623期"))
