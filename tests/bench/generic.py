"""The last rung alone, as if nothing were known of any site: accuracy and time for each set of real pages.

    python tests/bench/generic.py [--rounds 5] [--pages]

over the articles of ../shared/pages and more-pages that have a gold text. A page's time is that of the processor, the least
of its rounds, beside the bare parse (lxml, the text decoded) of the same page in the same round; `--pages` tells of each.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import fmean, median

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(PROJECT), str(PROJECT / "tests")]

from reading import bare  # noqa: E402
from scoring import body_f1  # noqa: E402
from scrapy.http import HtmlResponse  # noqa: E402

from monitor.exceptions import PageError  # noqa: E402
from monitor.reading import article  # noqa: E402
from monitor.text.encoding import detect_encoding  # noqa: E402

article.read_platform = lambda page, reference: None  # type: ignore[assignment]


def read(url: str, body: bytes) -> tuple[str, str]:
    """The name of what found the text, and the text."""
    response = HtmlResponse(url, body=body, encoding=detect_encoding(body))
    try:
        item = article.read_article(response, "", "")
    except PageError as error:
        return type(error).__name__, ""
    return item.reader.removeprefix("generic:"), item.article_body


def seconds(work: Callable[[str, bytes], object], url: str, body: bytes) -> float:
    started = time.process_time()
    work(url, body)
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", action="store_true")
    given = parser.parse_args()
    sets: dict[str, list[tuple[float, float, bool]]] = defaultdict(list)
    for path in sorted((PROJECT.parent / "shared").glob("*pages/*/*.gold.json")):
        page = path.with_name(path.name.replace(".gold.json", ".html"))
        about = json.loads(page.with_suffix(".json").read_text("utf-8"))
        if about["kind"] != "article":
            continue
        url = (about["url"] or "https://www.example.cn/").split(" ")[0]
        body = page.read_bytes()
        name, text = read(url, body)
        f1 = body_f1(text, "".join(json.loads(path.read_text("utf-8"))["paragraphs"]))
        rounds = [(seconds(bare, url, body), seconds(read, url, body)) for _ in range(given.rounds)]
        ratio = min(ours for _, ours in rounds) / min(parse for parse, _ in rounds)
        folder = f"{page.parent.parent.name}/{page.parent.name}"
        sets[folder].append((f1, ratio, name == "density"))
        if given.pages:
            print(
                f"{folder}/{page.stem[:50]:50} {name:12} F1 {f1:.4f}  {ratio:5.1f} ×  {len(text):6} characters",
                flush=True,
            )
    for folder, found in [*sets.items(), ("all", [page for each in sets.values() for page in each])]:
        scores, ratios, own = zip(*found, strict=True)
        print(
            f"{folder:24} {len(found):3} pages  F1 {fmean(scores):.4f}, least {min(scores):.4f}"
            f"  × bare parse {median(ratios):5.1f}  own extractor {sum(own)}"
        )


if __name__ == "__main__":
    main()
