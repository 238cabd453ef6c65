"""Looking round a place of which nothing is known but its address: which page to ask for next, until forms, lists and
some articles are known. It asks for nothing itself, so that the same look is one over saved pages."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from datetime import date, timedelta

from scrapy.http import TextResponse

from monitor.adoption.gathering import Gathering
from monitor.adoption.looked import Looked
from monitor.adoption.refusing import Unreachable, refuse_article, refuse_front, refuse_without_articles
from monitor.adoption.samples import Sample, choose, is_of_articles, read_sample, tells_its_day
from monitor.discovery.leads import FRONT, SITEMAP, STANDING, Lead
from monitor.discovery.survey import bare, survey
from monitor.discovery.walk import Walk
from monitor.exceptions import PageError
from monitor.guessing.clusters import Cluster, clusters, is_headline
from monitor.guessing.forms import to_form
from monitor.guessing.papers import Paper, recognise
from monitor.guessing.site import GuessedSite, by_host, hosts_of
from monitor.issue_calendar import Window
from monitor.network.failures import OVER_PAGES, describe
from monitor.text.urls import host_of

Answer = TextResponse | str  # a page, or the kind of failure for which there is none
Owner = Callable[[str], None]  # raises MonitorError for an address that another outlet claims
_SEARCHED = 10  # pages that are looked at for links to articles where the front page has none
_ARTICLES = 14  # articles that are fetched at most, of the budget
_EACH, _CLUSTERS = 2, 6  # articles by which a shape of addresses is judged, and how many shapes are
_SHEETS, _TEMPLATE = 4, 8  # pages of a paper's issue; articles from which a template is learned
_DAYS = 14  # of which lists are weighed: a section may be quiet for a week


class Look:
    """One look round from `url`: at most `most` pages, of which the articles are a few. `now` is today
    (Asia/Shanghai). `maps` are sitemaps of which robots.txt tells while the look goes on, `spent` what was asked for
    beside the pages."""

    def __init__(self, url: str, now: date, most: int, owner: Owner) -> None:
        self._url, self._now, self._most, self._owner = url, now, most, owner
        self.maps: list[str] = []
        self.spent = 0
        self._asked = 0
        self._gathered = Gathering()
        self._pages: dict[str, TextResponse] = {}
        self._failed: dict[str, str] = {}
        self._samples: dict[str, Sample | None] = {}
        self._refused: set[str] = set()  # signatures of shapes that are no articles'

    def go(self) -> Generator[str, Answer, Looked]:
        """Yield the addresses to ask for, take the answers; return what was seen. Raises NoOutlet, Unreachable."""
        front = yield from self._ask(self._url)
        if isinstance(front, str):
            raise Unreachable(f"首页取不到（{describe(front)}）：{self._url}")
        self._owner(front.url)
        refuse_front(front)
        self._gathered.add(front)
        hosts = hosts_of(front.url, by_host(self._gathered.headlines()))
        paper = recognise(front.url, self._gathered.titles)
        if paper and (looked := (yield from self._look_at(paper, front))):
            return looked
        found = yield from self._find_articles(front, hosts)
        site = self._site(hosts, found)
        walk, window = yield from self._walk(front, site)
        known = {form.pattern for form in site.forms}
        found = yield from self._verified(hosts)
        again = self._site(hosts, found)
        if {form.pattern for form in again.forms} != known:  # what the walk has shown tells more of the addresses
            site = again
            walk, window = yield from self._walk(front, site)
        yield from self._sample(found, _TEMPLATE)
        samples = [each for each in self._samples.values() if each and each.holds and site.identify(each.url)]
        return Looked(front, site, window, found, walk.steps, samples, self._pages, None, self._asked, len(walk.left))

    def _look_at(self, paper: Paper, front: TextResponse) -> Generator[str, Answer, Looked | None]:
        """A paper is known by a few pages of one issue; None where no article is on them."""
        for url in paper.sheets[:_SHEETS]:
            page = yield from self._ask(url)
            if not isinstance(page, str):
                self._gathered.add(page)
        hosts = (host_of(paper.first),)
        for url in paper.sheets:
            self._gathered.titles.pop(url, None)
        found = yield from self._verified(hosts)
        found = [each for each in found if any(shape.day == paper.day for shape in each.shapes.values())]
        yield from self._sample(found, _TEMPLATE)
        site = GuessedSite(hosts, [to_form(each, (), n, hosts, by_day=True) for n, each in enumerate(found)])
        samples = [each for each in self._samples.values() if each and each.holds and site.identify(each.url)]
        window = Window(paper.day, self._now)
        return Looked(front, site, window, found, (), samples, self._pages, paper, self._asked) if found else None

    def _ask(self, url: str) -> Generator[str, Answer, Answer]:
        place = bare(url)
        if known := self._pages.get(place) or self._failed.get(place):
            return known
        if self._asked + self.spent >= self._most:
            return OVER_PAGES
        self._asked += 1
        answer = yield url
        if isinstance(answer, str):
            self._failed[place] = answer
        else:
            self._pages[place] = self._pages[bare(answer.url)] = answer
        return answer

    def _find_articles(self, front: TextResponse, hosts: tuple[str, ...]) -> Generator[str, Answer, list[Cluster]]:
        """The shapes of articles' addresses, from the front page, else from what it leads to."""
        if found := (yield from self._verified(hosts)):
            refuse_article(front, self._site(hosts, found).identify(front.url) is not None)
            return found
        refuse_article(front, False)
        site = GuessedSite(hosts)
        leads, _ = self._leads(front, site)
        waiting = [lead.url for lead in sorted(leads, key=lambda each: -STANDING[each.kind])[:_SEARCHED]]
        while waiting:
            page = yield from self._ask(waiting.pop(0))
            if isinstance(page, str):
                continue
            if self._gathered.add(page) and (found := (yield from self._verified(hosts))):
                return found
            _, waiting[:0] = self._leads(page, site)
        refuse_without_articles(front, self._gathered.titles, self._asked)

    def _leads(self, page: TextResponse, site: GuessedSite) -> tuple[Sequence[Lead], list[str]]:
        """What a page leads to, and where its list comes from if a script fills it."""
        with suppress(PageError):
            seen = survey(page, site, self._now)
            return seen.leads, [seen.further] * seen.filled
        return (), []

    def _verified(self, hosts: tuple[str, ...]) -> Generator[str, Answer, list[Cluster]]:
        """The clusters of links that are articles, by some of them."""
        own = GuessedSite(hosts)
        found: list[Cluster] = []
        for cluster in clusters({url: title for url, title in self._gathered.titles.items() if own.claims(url)}):
            signature = next(iter(cluster.shapes.values())).signature
            if signature in self._refused or len(found) >= _CLUSTERS:
                continue
            asked = [url for url in self._samples if url in cluster.shapes]
            if len(asked) < _EACH:
                yield from self._sample([cluster], _EACH - len(asked))
                asked = [url for url in self._samples if url in cluster.shapes]
            samples = [self._samples[url] for url in asked]
            if not is_of_articles(samples):
                self._refused.add(signature)
                continue
            dated = tells_its_day(cluster, [each for each in samples if each])
            found.append(cluster if dated else cluster.without_days())
        return found

    def _sample(self, found: Sequence[Cluster], most: int) -> Generator[str, Answer, None]:
        """Fetch articles of `found`, `most` in all with those that were fetched."""
        for cluster in found:
            for url in choose(cluster, self._samples, most):
                if len(self._samples) >= _ARTICLES + len(self._refused):
                    return
                page = yield from self._ask(url)
                self._samples[url] = None if isinstance(page, str) else read_sample(url, cluster.titles[url], page)
            most -= sum(url in cluster.shapes for url in self._samples)

    def _site(self, hosts: tuple[str, ...], found: Sequence[Cluster]) -> GuessedSite:
        taken = {url for cluster in found for url in cluster.shapes}
        others = [u for u, title in self._gathered.titles.items() if u not in taken and not is_headline(title)]
        return GuessedSite(hosts, [to_form(each, others, number, hosts) for number, each in enumerate(found)])

    def _walk(self, front: TextResponse, site: GuessedSite) -> Generator[str, Answer, tuple[Walk, Window]]:
        """Walk through the outlet's pages, those that are known already at no cost."""
        window = self._window(site)
        reserve = max(0, _ARTICLES - len(self._samples))
        walk = Walk(site, window, lambda title, health: True, self._most)
        walk.offer([Lead(front.url, "", FRONT)])
        walk.offer(Lead(url, "", SITEMAP) for url in self.maps if site.claims(url))
        for sample in filter(None, self._samples.values()):
            seen = survey(sample.response, site, window.until)
            walk.name(seen.sections)
            walk.offer(seen.leads, depth=1)
        while lead := walk.next():
            if bare(lead.url) not in self._pages and self._asked + self.spent + reserve >= self._most:
                walk.offer([lead])
                break
            page = yield from self._ask(lead.url)
            if isinstance(page, str):
                walk.fail(lead, page)
                continue
            try:
                walk.take(lead, page)
            except PageError as error:
                walk.fail(lead, error.kind)
            else:
                self._gathered.add(page)
        return walk, window

    def _window(self, site: GuessedSite) -> Window:
        """The days of which lists are weighed: the last ones of which anything is known, for a site may be asleep."""
        days = [address.day for url in self._gathered.titles if (address := site.identify(url)) and address.day]
        newest = max((day for day in days if day <= self._now), default=self._now)
        return Window(newest - timedelta(days=_DAYS - 1), self._now)
