"""Accuracy and speed of reading, ours beside the tools that people would otherwise use.

    python tests/bench/reading.py [--python PATH]… [--rounds 5]

reads every page of ../shared/pages that has a gold text beside it. Each PATH is an interpreter in which some of the
peers are installed (trafilatura gne newspaper4k readability-lxml resiliparse; fundus in one of its own, with
curl_cffi<0.14). All are asked in turn, round by round, in one process for each interpreter; a page's time is the least
of its rounds, and the ratios are to the bare parse (lxml, the text decoded) of the same page in the same process.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
PAGES = PROJECT.parent / "shared" / "pages"
FIELDS = ("title", "day", "source")
Read = Callable[[str, bytes], dict[str, str]]
_OURS = re.compile(r"people|news\.cn|xinhua|chinadaily|chinanews|hebnews")


def decode(body: bytes) -> str:
    """UTF-8, else what a page of the Chinese press is."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030", "replace")


def bare(url: str, body: bytes) -> dict[str, str]:
    import lxml.html

    lxml.html.document_fromstring(decode(body).encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    return {}


def _ours() -> Read:
    sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]
    from scrapy.http import HtmlResponse
    from scrapy.utils.project import get_project_settings

    from monitor.outlet.registry import load_outlets
    from monitor.reading.article import read_article
    from monitor.text.encoding import detect_encoding
    from monitor.text.markdown import plain_text

    outlets = load_outlets(get_project_settings()).values()

    @cache  # in a run, the outlet is known before its page is asked for
    def outlet_of(url: str) -> Any:
        return next((each for each in outlets if each.claims(url)), None)

    def read(url: str, body: bytes) -> dict[str, str]:
        outlet = outlet_of(url)
        response = HtmlResponse(url, body=body, encoding=detect_encoding(body))
        item = outlet.read(response) if outlet else read_article(response, "", "")
        return {
            "text": plain_text(item.article_body),
            "title": item.headline,
            "day": str(item.day or ""),
            "source": item.source,
        }

    return read


def _trafilatura() -> Read:
    import trafilatura

    def read(url: str, body: bytes) -> dict[str, str]:
        found = trafilatura.bare_extraction(decode(body), url=url, with_metadata=True, include_comments=False)
        if not found:
            return {}
        given = found.as_dict() if hasattr(found, "as_dict") else found
        return {
            "text": given.get("text") or "",
            "title": given.get("title") or "",
            "day": given.get("date") or "",
            "source": given.get("sitename") or "",
        }

    return read


def _gne() -> Read:
    from gne import GeneralNewsExtractor

    extractor = GeneralNewsExtractor()

    def read(url: str, body: bytes) -> dict[str, str]:
        found = extractor.extract(decode(body))
        return {"text": found["content"], "title": found["title"], "day": found["publish_time"], "source": ""}

    return read


def _newspaper() -> Read:
    import newspaper

    def read(url: str, body: bytes) -> dict[str, str]:
        article = newspaper.Article(url, language="zh")
        article.download(input_html=decode(body))
        article.parse()
        return {"text": article.text, "title": article.title, "day": str(article.publish_date or "")[:10], "source": ""}

    return read


def _readability() -> Read:
    import lxml.html
    from readability import Document

    def read(url: str, body: bytes) -> dict[str, str]:
        document = Document(decode(body))
        return {"text": lxml.html.fromstring(document.summary()).text_content(), "title": document.short_title()}

    return read


def _resiliparse() -> Read:
    from resiliparse.extract.html2text import extract_plain_text

    def read(url: str, body: bytes) -> dict[str, str]:
        return {"text": extract_plain_text(decode(body), main_content=True)}

    return read


def _fundus() -> Read:
    """Fundus knows 人民网 alone among our outlets; it says nothing of the others' pages."""
    from datetime import date

    from fundus import PublisherCollection

    parser = PublisherCollection.cn.People.parser(date(2025, 12, 12))

    def read(url: str, body: bytes) -> dict[str, str]:
        if "people.c" not in url:
            raise LookupError(url)
        found = parser.parse(decode(body), "raise")
        return {
            "text": str(found.get("body") or ""),
            "title": found.get("title") or "",
            "day": str(found.get("publishing_date") or "")[:10],
        }

    return read


READERS: dict[str, Callable[[], Read]] = {
    "bare parse": lambda: bare, "zhoubao": _ours, "trafilatura": _trafilatura, "gne": _gne, "newspaper4k": _newspaper,
    "readability-lxml": _readability, "resiliparse": _resiliparse, "fundus": _fundus,
}  # fmt: skip


def work(rounds: int) -> None:
    """Read the pages named on stdin with whatever this interpreter has; results on stdout, one JSON object."""
    readers: dict[str, Read] = {}
    for name, make in READERS.items():
        try:
            readers[name] = make()
        except Exception:  # noqa: BLE001 (not installed here, in whichever way its imports say so)
            continue
    results: dict[str, dict[str, Any]] = {name: {} for name in readers}
    pages = json.load(sys.stdin)
    for _ in range(rounds):
        for page in pages:
            body = Path(page["file"]).read_bytes()
            for name, read in readers.items():
                start = time.perf_counter()
                try:
                    found = read(page["url"], body)
                except LookupError:
                    continue
                except Exception as error:  # noqa: BLE001 (a peer may fail as it likes)
                    found = {"failed": type(error).__name__}
                took = (time.perf_counter() - start) * 1000
                best = min(took, results[name].get(page["file"], {}).get("ms", took))
                results[name][page["file"]] = {**found, "ms": best}
    json.dump(results, sys.stdout)


def load() -> list[dict[str, Any]]:
    """The pages with gold: file, address, gold, and whether they are of our outlets."""
    found = []
    for gold in sorted(PAGES.glob("*/*.gold.json")):
        page = gold.with_name(gold.name.replace(".gold.json", ".html"))
        about = json.loads(page.with_suffix(".json").read_text("utf-8"))
        if about["kind"] == "article" and about["complete"]:
            url = (about["url"] or "https://www.thepaper.cn/").split(" ")[0]
            own = bool(_OURS.search(url))
            found.append({"file": str(page), "url": url, "own": own, "gold": json.loads(gold.read_text("utf-8"))})
    return found


def judge(page: dict[str, Any], found: dict[str, Any]) -> dict[str, float]:
    sys.path.insert(0, str(HERE.parent))
    from scoring import body_f1

    gold = page["gold"]
    day = re.sub(r"[年月/.]", "-", found.get("day", ""))[:10]
    return {
        "f1": body_f1(found.get("text", ""), "".join(gold["paragraphs"])),
        "title": float(re.sub(r"\s", "", found.get("title", "")) == re.sub(r"\s", "", str(gold["title"]))),
        "day": float(not gold["published"] or day == str(gold["published"])[:10]),
        "source": float(not gold["source"] or found.get("source", "") == gold["source"]),
        "ms": found["ms"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", default=[], help="an interpreter with peers")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        work(given.rounds)
        return
    if not PAGES.is_dir():
        sys.exit(f"no {PAGES.parent.name}/{PAGES.name} beside the project: there is nothing to read")
    pages = load()
    asked = json.dumps([{"file": page["file"], "url": page["url"]} for page in pages])
    print(
        f"{len(pages)} pages with gold, {sum(page['own'] for page in pages)} of our outlets; least of {given.rounds} rounds"
    )
    heading = f"{'':18}{'pages':>6}{'F1':>8}{'title':>8}{'day':>7}{'source':>8}{'ms':>9}{'× bare parse':>14}"
    for kind in ("our outlets", "all pages"):
        print(f"\n{kind}\n{heading}")
        for python in [sys.executable, *given.python]:
            command = [python, __file__, "--worker", "--rounds", str(given.rounds)]
            made = subprocess.run(command, input=asked, capture_output=True, text=True, check=True, timeout=300).stdout
            results = json.loads(made.splitlines()[-1])
            parse = results["bare parse"]
            for name, found in results.items():
                chosen = [page for page in pages if page["file"] in found and (page["own"] or kind == "all pages")]
                if not chosen or (name in ("bare parse", "zhoubao", "readability-lxml") and python != sys.executable):
                    continue
                judged = [judge(page, found[page["file"]]) for page in chosen]
                mean = {key: statistics.mean(each[key] for each in judged) for key in judged[0]}
                ratio = statistics.median(found[page["file"]]["ms"] / parse[page["file"]]["ms"] for page in chosen)
                if name == "bare parse":
                    mean |= dict.fromkeys(("f1", *FIELDS), float("nan"))
                print(
                    f"{name:18}{len(chosen):6}{mean['f1']:8.3f}{mean['title']:8.0%}{mean['day']:7.0%}{mean['source']:8.0%}"
                    f"{mean['ms']:9.2f}{ratio:14.1f}"
                )


if __name__ == "__main__":
    main()
