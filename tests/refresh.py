"""`python tests/refresh.py [OUTLET]`: writes anew what is drawn from the code (the tables of outlets in both READMEs, the
rooms of docs/architecture.md) and checks what a new outlet may break; without a name, everything.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import rooms

PROJECT = rooms.PROJECT
READMES = ("README.md", "README.zh-CN.md")
BEGIN, END = "<!-- outlets: scrapy outlets --markdown -->", "<!-- /outlets -->"
REACH, OVER = "<!-- reach: scrapy outlets --map -->", "<!-- /reach -->"
FILES = (
    "tests/outlet/test_outlets.py", "tests/outlet/test_pages.py", "tests/test_docs.py", "tests/test_architecture.py",
    "tests/test_contracts.py",
)  # fmt: skip
OTHERS = "template or seed or told or import_contracts"  # what the others, and the documents, have to do with it


def run(*words: str, show: bool = True) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=PROJECT, text=True, check=False, stdout=None if show else subprocess.PIPE)


def draw() -> bool:
    rooms.main()
    listed, mapped = (run("scrapy.cmdline", "outlets", how, show=False) for how in ("--markdown", "--map"))
    if listed.returncode or mapped.returncode:
        return False
    sentence = mapped.stdout.strip().splitlines()[-1]
    for name in READMES:
        path = Path(PROJECT, name)
        text = path.read_text("utf-8")
        for begin, end, drawn in ((BEGIN, END, listed.stdout.strip()), (REACH, OVER, sentence)):
            before, rest = text.split(begin)
            text = f"{before}{begin}\n{drawn}\n{end}{rest.split(end)[1]}"
        path.write_text(text, "utf-8")
    return True


def main(names: list[str]) -> int:
    tests = (*FILES, "-k", " or ".join((*names, OTHERS))) if names else ("-n", "auto", "tests")
    checks = (
        ("ruff", "format", "."),
        ("ruff", "check", "--fix", "."),
        ("mypy",),
        ("pytest", "-q", *tests),
    )
    failed = [] if draw() else ["scrapy outlets"]
    failed += [" ".join(check[:2]) for check in checks if run(*check).returncode]
    print(f"not yet: {', '.join(failed)}" if failed else "all is fresh and holds")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
