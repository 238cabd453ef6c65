"""Two editors at one issue: whatever the order in which their events come, none is lost, and all see the same issue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tried import budget

from monitor.deciding.laying import lay
from monitor.deciding.operations import Operation
from monitor.deciding.recording import Recorder
from monitor.editing.edits import Kind
from monitor.editing.events import ADD, DROP, EDIT, MOVE, PICK, REMOVE, RESET, TOP, UNDO, Decision, fold, standing
from monitor.exceptions import MonitorError, StoreError
from monitor.items import ArticleItem
from monitor.store.articles import save
from monitor.store.choices import add_choice, find_events
from monitor.store.database import open_database, open_to_read, reading, writing
from monitor.store.models import Article

ARTICLES = (1, 2, 3, 4)
EDITORS = ("王某", "李某")
_numbers = count(1)


def operations(articles: Sequence[int]) -> st.SearchStrategy[Operation | tuple[str, list[int]]]:
    article = st.sampled_from(articles)
    block = st.integers(1, 3)
    return st.one_of(
        st.builds(Operation, st.just(ADD), article),
        st.builds(Operation, st.just(REMOVE), article),
        st.builds(Operation, st.just(MOVE), article, st.integers(1, 4)),
        st.builds(Operation, st.just(EDIT), article, kind=st.just(Kind.HEADLINE), after=st.sampled_from("甲乙丙")),
        st.builds(Operation, st.just(EDIT), article, kind=st.just(Kind.CUT), block=block),
        st.builds(Operation, st.just(EDIT), article, kind=st.just(Kind.CORRECT), block=block,
                  before=st.sampled_from(["段", "云"]), after=st.just("正")),
        st.tuples(st.just(DROP), article.map(lambda each: [each])),
    )  # fmt: skip


whole = st.one_of(
    st.builds(Operation, st.just(UNDO)),
    st.tuples(st.just(PICK), st.lists(st.sampled_from(ARTICLES), min_size=1, max_size=3, unique=True)),
    st.tuples(st.just(TOP), st.integers(1, 5).map(lambda each: [each])),
    st.tuples(st.just(RESET), st.just([])),
)


@pytest.fixture
def store(url: str) -> str:
    for number in ARTICLES:
        body = "\n\n".join(f"第{number}篇云段{block}。" for block in (1, 2, 3))
        item = ArticleItem(f"http://x.cn/{number}", "cnr", headline=f"标题{number}", date_published=date(2025, 12, 10),
                           key=str(number), article_body=body, reader="own:x", score=0.9)  # fmt: skip
        with writing(open_database(url)) as session:
            save(session, item, date(2025, 12, 12))
    return url


def do(
    url: str, number: int, editor: str, operation: Operation | tuple[str, list[int]], printed: Sequence[int] = ARTICLES
) -> int:
    """What a command does, in a transaction of its own; returns how many events came of it, 0 if it was refused."""
    try:
        with writing(open_database(url)) as session:
            before = len(find_events(session, number))
            if isinstance(operation, Operation):
                Recorder(session, number, editor, "理由", printed, ARTICLES).record([operation])
            else:
                add_choice(session, number, *operation, "", editor)
            return len(find_events(session, number)) - before
    except MonitorError as error:
        assert not isinstance(error, StoreError), error
        return 0


def seen(url: str, number: int) -> Decision:
    """What a reader sees; the printed entries can all be made."""
    with reading(open_to_read(url)) as session:
        decision = fold(find_events(session, number))
        for article in ARTICLES:
            assert not lay(session, session.get_one(Article, article), "某报", decision).blocked
        return decision


def test_none_is_lost_and_the_fold_is_the_same_for_all(store: str) -> None:
    @settings(max_examples=budget(20))
    @given(st.lists(st.tuples(st.sampled_from(EDITORS), st.one_of(operations(ARTICLES), whole)), max_size=12))
    def interleaved(steps: list[tuple[str, Operation | tuple[str, list[int]]]]) -> None:
        number = next(_numbers)
        accepted = [(editor, made) for editor, operation in steps if (made := do(store, number, editor, operation))]
        with reading(open_database(store)) as session:
            events = find_events(session, number)
        assert [editor for editor, made in accepted for _ in range(made)] == [event.editor for event in events]
        decision = seen(store, number)
        assert decision == fold(events) == seen(store, number)
        live = standing(events)
        assert [event.laid for event in live if event.laid] == list(decision.edits)
        for place, event in enumerate(live):
            later = live[place + 1 :]
            rest = {each for one in later if one.action in (PICK, DROP) for each in one.ids_meant}
            if any(one.action == RESET or (one.action == PICK and not one.op) for one in later):
                continue
            if event.action == DROP and event.ids[0] not in rest:
                assert event.ids[0] in decision.dropped
            # A move takes with it what is shown, also what nobody has chosen any more.
            moved = any(one.op.get("do") == MOVE for one in later)
            if event.op.get("do") == REMOVE and event.ids_meant[0] not in rest and not moved:
                assert event.ids_meant[0] not in decision.picks
            elif event.action == PICK and event.op.get("do") != REMOVE:
                assert set(event.ids_meant) - rest <= set(decision.picks)

    interleaved()


def test_at_different_articles_the_order_of_two_editors_does_not_matter(store: str) -> None:
    """What each chose, left out and edited is the same; the places in the list are as they came. (Nothing is shown that
    nobody chose: a move takes that with it which stands before its place.)"""

    @settings(max_examples=budget(8))
    @given(
        st.lists(operations(ARTICLES[:2]), max_size=5),
        st.lists(operations(ARTICLES[2:]), max_size=5),
        st.randoms(use_true_random=False),
    )
    def merged(one: list[Operation], other: list[Operation], random: object) -> None:
        results = []
        for _ in range(2):
            turns = [0] * len(one) + [1] * len(other)
            random.shuffle(turns)  # type: ignore[attr-defined]
            number, queues = next(_numbers), (iter(one), iter(other))
            for turn in turns:
                do(store, number, EDITORS[turn], next(queues[turn]), printed=())
            decision = seen(store, number)
            results.append((set(decision.picks), decision.dropped, set(decision.edits)))
        assert results[0] == results[1]

    merged()


def test_a_move_brings_nothing_back_that_somebody_dropped_meanwhile(store: str) -> None:
    assert do(store, 0, "李某", (DROP, [3])) == 1
    assert do(store, 0, "王某", Operation(MOVE, 1, 3)), "he was shown 1, 2, 3, 4"
    decision = seen(store, 0)
    assert (decision.picks, decision.dropped) == ((2, 4, 1), {3})


def test_who_comes_second_at_one_place_is_told_who_was_first(store: str) -> None:
    title = Operation(EDIT, 1, kind=Kind.HEADLINE, after="甲")
    assert do(store, 0, "王某", title) == 1
    with (
        pytest.raises(MonitorError, match=r"王某 \d\d月\d\d日 \d\d:\d\d 改过这一处（改题：甲），您的没有存"),
        writing(open_database(store)) as session,
    ):
        Recorder(session, 0, "李某", "", ARTICLES, ARTICLES).record(
            [Operation(EDIT, 1, kind=Kind.HEADLINE, after="乙")]
        )
    assert do(store, 0, "王某", Operation(EDIT, 1, kind=Kind.HEADLINE, after="丙")) == 2, "one's own is replaced"
    assert [each.edit.after for each in seen(store, 0).edits] == ["丙"]


def test_undo_takes_back_ones_own_newest_until_nothing_is_left_and_not_what_others_build_on(store: str) -> None:
    def undo(editor: str, event: int = 0) -> None:
        with writing(open_database(store)) as session:
            Recorder(session, 0, editor, "", ARTICLES, ARTICLES).record([Operation(UNDO, event)])

    for editor, operation in (("王某", (PICK, [1, 2])), ("李某", Operation(ADD, 3)), ("王某", Operation(MOVE, 4, 1))):
        assert do(store, 0, editor, operation) == 1  # type: ignore[arg-type]
    assert seen(store, 0).picks == (4, 1, 2, 3)
    undo("王某")
    assert seen(store, 0).picks == (1, 2, 3)
    undo("王某")
    assert seen(store, 0).picks == (3,)
    with pytest.raises(MonitorError, match="王某在本期没有还算数的"):
        undo("王某")
    undo("王某", 5)  # the second taking back, by its number in the record: it is done again
    assert seen(store, 0).picks == (1, 2, 3)
    assert do(store, 0, "王某", Operation(MOVE, 3, 1)) == 1
    with pytest.raises(MonitorError, match="王某 .*在此之后改过（移动）.*--history"):
        undo("李某")
    assert seen(store, 0).picks == (3, 1, 2, 4), "with a move all that was shown stays"
