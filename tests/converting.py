"""LibreOffice, started with one profile for all that it converts."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

LIBREOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Converts a file to a form, beside it, and returns the new one."""
    if not LIBREOFFICE:
        pytest.skip("needs LibreOffice: apt-get install --no-install-recommends libreoffice-writer-nogui")
    profile = tmp_path_factory.mktemp("profile")

    def run(file: Path, form: str) -> Path:
        command = [
            str(LIBREOFFICE), f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", form,
            "--outdir", str(file.parent), str(file),
        ]  # fmt: skip
        subprocess.run(command, capture_output=True, check=True, timeout=300)
        return file.with_suffix(f".{form}")

    return run
