"""What is read of every page that lies here, written down, and two such files held against each other.

    python tests/bench/readings.py --write FILE [--damaged 20]
    python tests/bench/readings.py --compare BEFORE AFTER

Before a change of the tree, of selectors or of a rung, write the readings of all real and made pages (../shared, tests);
write them again after it, and judge every difference. Each page is read by each rung alone too, so that a lower one is
compared where a higher one answers, and its links with their titles. `--damaged` adds so many broken forms of every
page: cut short, a tag taken out, a piece moved.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]

from page_bench import OUTLETS  # noqa: E402 (the tests' folder is no package)
from scrapy.http import HtmlResponse  # noqa: E402

from monitor.exceptions import PageError  # noqa: E402
from monitor.listing.links import link_title  # noqa: E402
from monitor.markup.page import Page  # noqa: E402
from monitor.reading.article import read_article  # noqa: E402
from monitor.reading.generic import read_generic  # noqa: E402
from monitor.reading.platforms import read_platform  # noqa: E402
from monitor.text.encoding import detect_encoding  # noqa: E402
from monitor.text.markdown import write  # noqa: E402

_TAG = re.compile(rb"<[^<>]{1,200}>")
_SHOWN = 300  # characters of a value that differs


def pages() -> Iterator[tuple[str, str, bytes]]:
    """Yield name, address and bytes of every page."""
    for folder in (PROJECT.parent / "shared", PROJECT / "tests"):
        for path in sorted(folder.rglob("*.html")):
            beside = path.with_suffix(".json")
            about = json.loads(beside.read_text("utf-8")) if beside.exists() else {}
            url = str(about.get("url") if isinstance(about, dict) else "" or "").split(" ")[0]
            yield (
                str(path.relative_to(folder)),
                url if "://" in url else "https://news.example.cn/1.html",
                path.read_bytes(),
            )


def damaged(body: bytes, rng: random.Random) -> bytes:
    """Return `body` cut short, without one of its tags, or with a piece at another place."""
    kind = rng.randrange(3)
    if kind == 0:
        return body[: rng.randrange(len(body) // 4, len(body))]
    tags = list(_TAG.finditer(body))
    if kind == 1 and tags:
        tag = rng.choice(tags)
        return body[: tag.start()] + body[tag.end() :]
    start, to = rng.randrange(len(body)), rng.randrange(len(body))
    piece = body[start : start + rng.randrange(2000)]
    rest = body[:start] + body[start + len(piece) :]
    return rest[:to] + piece + rest[to:]


def article(url: str, body: bytes) -> dict[str, Any]:
    """What the outlet that claims `url` reads, or the lower rungs; the error of a page that is refused."""
    outlet = next((each for each in OUTLETS.values() if each.claims(url)), None)
    response = HtmlResponse(url, body=body, encoding=detect_encoding(body))
    return _told(lambda: dataclasses.asdict(outlet.read(response) if outlet else read_article(response, "", "")))


def lower(url: str, body: bytes) -> dict[str, Any]:
    """What each lower rung alone reads, and all links."""
    response = HtmlResponse(url, body=body, encoding=detect_encoding(body))
    found = {}
    for read in (read_platform, read_generic):
        draft = _told(lambda read=read: _draft(read(Page(response), None)))  # type: ignore[misc]
        found |= {f"{read.__name__}.{name}": value for name, value in draft.items()}
    found["links"] = _told(lambda: {"all": _links(Page(response))})
    return found


def _draft(found: Any) -> dict[str, Any]:
    if found is None:
        return {}
    fields = {each.name: getattr(found[1], each.name) for each in dataclasses.fields(found[1])}
    return {**fields, "blocks": write(found[1].blocks), "container": None}


def _links(page: Page) -> list[tuple[str, str]]:
    return [(page.absolute(node.get("href") or ""), link_title(node)) for node in page.all("a[href]")]


def _told(read: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return read()
    except PageError as error:
        return {"error": type(error).__name__}


def readings(broken: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name of each page, and of its broken forms, with what is read."""
    for name, url, body in pages():
        yield name, article(url, body) | lower(url, body)
        rng = random.Random(name)
        for number in range(broken if body else 0):
            yield f"{name} #{number}", article(url, damaged(body, rng))


def compare(before: dict[str, Any], after: dict[str, Any]) -> int:
    """Print every difference, and return on how many pages there is one."""
    differing = 0
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name, {}), after.get(name, {})
        refused = "error" in old or "error" in new
        fields = ["error"] if refused and old.get("error") != new.get("error") else sorted(old.keys() | new.keys())
        fields = [field for field in fields if old.get(field) != new.get(field)]
        differing += bool(fields)
        for field in fields:
            print(f"{name} · {field}")
            for mark, value in (("-", old.get(field)), ("+", new.get(field))):
                print(f"  {mark} {_excerpt(value, new.get(field) if mark == '-' else old.get(field))}")
    print(f"{len(before)} and {len(after)} readings, {differing} differ")
    return differing


def _excerpt(value: Any, other: Any) -> str:
    text, beside = json.dumps(value, ensure_ascii=False), json.dumps(other, ensure_ascii=False)
    same = next((place for place, pair in enumerate(zip(text, beside, strict=False)) if pair[0] != pair[1]), 0)
    return f"{'…' if same > 40 else ''}{text[max(same - 40, 0) :][:_SHOWN]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--damaged", type=int, default=0)
    parser.add_argument("--compare", type=Path, nargs=2)
    given = parser.parse_args()
    if given.write:
        found = dict(readings(given.damaged))
        given.write.write_text(json.dumps(found, ensure_ascii=False, default=str, indent=0), "utf-8")
        print(f"{len(found)} readings")
    if given.compare:
        before, after = (json.loads(path.read_text("utf-8")) for path in given.compare)
        sys.exit(compare(before, after) > 0)


if __name__ == "__main__":
    main()
