"""Hostile inputs, counted by kind as they are really tried: the figure is the last line of a run.

A test of them is marked `@hostile(kind, examples)`; each example that hypothesis has run to its end counts. Tests that
make their inputs otherwise are marked `pytest.mark.hostile` and count for themselves in TRIED.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Generator
from typing import Any, TypeVar

import hypothesis
import pytest

TRIED: Counter[str] = Counter()
_LARGE = 20_000
_TIMES = 40  # as many in the large mode as in CI: more than 100,000 in all, in half an hour
Test = TypeVar("Test", bound=Callable[..., None])

# What CI can afford, and with --hypothesis-profile=large what a night can. No example has a deadline: a busy machine is
# no fault.
hypothesis.settings.register_profile(
    "ci", max_examples=30, deadline=None, suppress_health_check=list(hypothesis.HealthCheck)
)
hypothesis.settings.register_profile("large", parent=hypothesis.settings.get_profile("ci"), max_examples=_LARGE)
hypothesis.settings.load_profile("ci")


def budget(examples: int, large: int = 0) -> int:
    """How many examples a test tries: `examples`; in the large mode `large` of them, twenty times as many if that is not
    said."""
    in_large = hypothesis.settings.default.max_examples >= _LARGE  # type: ignore[union-attr]
    return (large or examples * _TIMES) if in_large else examples


def hostile(kind: str, examples: int, large: int = 0) -> Callable[[Test], Test]:
    """Mark a property test whose examples are hostile inputs of a `kind`, as many as `budget` says; in CI half of them."""
    bounded = hypothesis.settings(max_examples=budget(-(-examples // 2), large))
    return lambda test: pytest.mark.hostile(kind)(bounded(test))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "hostile(kind): its inputs are hostile; each that was tried counts for the kind")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Function) -> Generator[None, Any, Any]:
    """Count each example of a hostile test: hypothesis asks for the test's own function each time it is called."""
    marker = item.get_closest_marker("hostile")
    if marker is None or not marker.args or not hasattr(item.obj, "hypothesis"):
        return (yield)
    inner = item.obj.hypothesis.inner_test

    @functools.wraps(inner)
    def counted(*args: Any, **kwargs: Any) -> None:
        inner(*args, **kwargs)
        TRIED[marker.args[0]] += 1

    item.obj.hypothesis.inner_test = counted
    try:
        return (yield)
    finally:
        item.obj.hypothesis.inner_test = inner


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands over what it tried."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["tried"] = dict(TRIED)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what a worker has tried."""
    TRIED.update(getattr(node, "workeroutput", {}).get("tried", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many hostile inputs were tried, and how many of their tests failed."""
    if TRIED:
        failed = [*terminalreporter.stats.get("failed", []), *terminalreporter.stats.get("error", [])]
        bad = sum("hostile" in getattr(each, "keywords", ()) for each in failed)  # a file that fails has none
        kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(TRIED.items()))
        terminalreporter.write_line(
            f"hostile inputs tried: {TRIED.total()} ({kinds}); tests of them that failed: {bad}"
        )
