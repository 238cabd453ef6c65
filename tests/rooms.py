"""The rooms and their modules as the code has them, in the form in which docs/architecture.md tells them.

`python tests/rooms.py` writes them there anew; a test holds that they are fresh.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
DOCUMENT = PROJECT / "docs" / "architecture.md"
BEGIN, END = "<!-- rooms: python tests/rooms.py -->", "<!-- /rooms -->"


def rooms() -> list[Path]:
    """Every package of the project but the bundles of data (migrations), the way of an article first."""
    inside = sorted(path.parent for path in (PROJECT / "monitor").glob("*/__init__.py"))
    outside = [PROJECT / "spiders", PROJECT / "spiders" / "families", PROJECT / "pipelines", PROJECT / "exports"]
    desk = [PROJECT / "desk", PROJECT / "desk" / "screens"]
    return [*outside, *desk, PROJECT / "monitor", *inside]


def modules(room: Path) -> list[Path]:
    return sorted(path for path in room.glob("*.py") if path.stem != "__init__")


def sentence(path: Path) -> str:
    """The first sentence of a module's docstring; of a command, which Scrapy asks for it, its short description."""
    tree = ast.parse(path.read_text("utf-8"))
    text = ast.get_docstring(tree) or ""
    if not text:
        text = next(
            node.body[0].value.value  # type: ignore[attr-defined]
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and node.name == "short_desc"
        )
    first = text.split("\n\n")[0].replace("\n", " ")
    return re.split(r"(?<=\.) |；|。", first)[0].rstrip(".")


def render() -> str:
    """Markdown: each room with its promise, and a line a module; an outlet's module is in README's table."""
    lines = []
    for room in rooms():
        name = room.relative_to(PROJECT).as_posix()
        promise = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8"))) or ""
        lines += [f"### `{name}/`", "", promise.replace("\n\n", " ").replace("\n", " "), ""]
        if name != "spiders":
            lines += [f"- `{path.stem}` – {sentence(path)}" for path in modules(room)] + [""]
    return "\n".join(lines).strip()


def kept() -> str:
    return DOCUMENT.read_text("utf-8").split(BEGIN)[1].split(END)[0].strip()


def main() -> None:
    text = DOCUMENT.read_text("utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    DOCUMENT.write_text(f"{before}{BEGIN}\n{render()}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
