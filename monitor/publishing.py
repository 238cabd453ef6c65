"""From the stored week to the issue's folder: rank, choose, render, write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object
from sqlalchemy.orm import Session

from monitor.bulletin import Bulletin, Entry
from monitor.candidates import CandidateList, render_csv, render_markdown
from monitor.configuration import home
from monitor.files import prepare_folder, write_file
from monitor.issue_calendar import Issue
from monitor.markdown import plain_text
from monitor.originals import name_original
from monitor.ranking import Candidate, OutletFacts, StoryFacts, choose, rank_articles
from monitor.store.articles import find_articles
from monitor.store.choices import decide, find_choices, find_labels
from monitor.store.database import database_url, open_database, writing
from monitor.store.issues import save_issue
from monitor.store.models import Article
from monitor.store.stories import find_members, find_printed
from monitor.store.unfetched import find_unfetched
from monitor.topic import score


@dataclass(frozen=True)
class Publication:
    """What was written: the files, and for each printed article its headline, outlet and main reason. `asked` is how
    many articles were wanted."""

    files: tuple[Path, ...]
    printed: tuple[str, ...]
    asked: int
    on_topic: int  # articles that would do, were they not dropped or printed before
    gone: tuple[int, ...]  # ids that the editor picked and the issue's window no longer holds


def issue_folder(settings: BaseSettings, issue: Issue, given: str | None) -> Path:
    """Return an issue's folder, `given` or MONITOR_HOME/bulletins/NUMBER, made and writable. Raises OutputError."""
    folder = Path(given) if given else home(settings) / "bulletins" / str(issue.number)
    prepare_folder(folder)
    return folder


def publish(
    settings: BaseSettings,
    issue: Issue,
    outlets: Mapping[str, OutletFacts],
    folder: Path,
    top: int | None,
    formats: Sequence[str],
) -> Publication:
    """Write the issue's bulletin in the `formats` (names in BULLETIN_EXPORTERS), and its candidates. `top` overrides
    the editor's stored number, that overrides BULLETIN_TOP. Without a relevant article only the candidates are written.
    The same store gives the same bytes. Raises OutputError."""
    with writing(open_database(database_url(settings))) as session:
        decision = decide(find_choices(session, issue.number))
        labels = {article.id: label.on_topic for article, label in find_labels(session)}
        articles = find_articles(session, issue.window)
        _rescore(articles)
        stories = tell_stories(session, articles, issue.number, outlets)
        candidates = rank_articles(articles, issue.window, outlets, labels, stories)
        asked = top or decision.top or settings.getint("BULLETIN_TOP")
        chosen = choose(candidates, asked, decision.picks, decision.dropped)
        unfetched = find_unfetched(session, issue.window)
        week = CandidateList(issue, candidates, {each.article.id for each in chosen}, unfetched, outlets)
        contents = {"candidates.md": render_markdown(week), "candidates.csv": render_csv(week)}
        bulletin = Bulletin(
            issue, settings["BULLETIN_TITLE"], settings["BULLETIN_PUBLISHER"], tuple(map(_entry, chosen))
        )
        if chosen:
            save_issue(session, bulletin, [each.article for each in chosen])
            for name in formats:
                contents[f"bulletin.{name}"] = load_object(settings.getdict("BULLETIN_EXPORTERS")[name])(bulletin)
        for name, content in contents.items():  # in the transaction: what is not written is not printed
            write_file(folder / name, content)
        on_topic = sum(each.on_topic for each in candidates)
        gone = tuple(pick for pick in decision.picks if pick not in {each.article.id for each in candidates})
        printed = tuple(f"{each.article.headline}（{each.outlet.printed}，{_why(each)}）" for each in chosen)
    return Publication(tuple(folder / name for name in sorted(contents)), printed, asked, on_topic, gone)


def tell_stories(
    session: Session, articles: Sequence[Article], number: int, outlets: Mapping[str, OutletFacts]
) -> dict[int, StoryFacts]:
    """Return what the store knows of the stories of `articles`; of printed issues those before `number` count."""
    wanted = {article.story for article in articles if article.story is not None}
    names = {name: facts.printed for name, facts in outlets.items()}
    printed_in = find_printed(session, wanted)
    return {
        story: StoryFacts(
            tuple(dict.fromkeys(names.get(member.outlet, member.outlet) for member in members)),
            name_original(members, names),
            tuple(sorted(issue for issue in printed_in[story] if issue < number)),
        )
        for story, members in find_members(session, wanted).items()
    }


def _rescore(articles: Sequence[Article]) -> None:
    """Judge stored texts with today's vocabulary: a better one helps past weeks without fetching them again."""
    for article in articles:
        judged = score(article.headline, plain_text(article.article_body))
        if (article.score, article.grade, article.reasons) != (judged.value, judged.grade, list(judged.reasons)):
            article.score, article.grade, article.reasons = judged.value, judged.grade, list(judged.reasons)


def _entry(candidate: Candidate) -> Entry:
    article = candidate.article
    return Entry(
        headline=article.headline,
        outlet=candidate.outlet.printed,
        url=article.url,
        day=article.published_on,
        body=article.article_body,
        kicker=article.kicker,
        subtitle=article.subtitle,
        original_headline=article.original_headline,
    )


def _why(candidate: Candidate) -> str:
    reasons = candidate.article.reasons
    return f"编号 {candidate.article.id}，排序分 {candidate.rank:.2f}{'，' + reasons[0] if reasons else ''}"
