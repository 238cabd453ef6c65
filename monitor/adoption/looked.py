"""What was seen of a place that was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scrapy.http import TextResponse

from monitor.adoption.samples import Sample
from monitor.discovery.walk import Step
from monitor.guessing.clusters import Cluster
from monitor.guessing.papers import Paper
from monitor.guessing.site import GuessedSite
from monitor.issue_calendar import Window


@dataclass
class Looked:
    """What was seen: the front page, the outlet's guessed facts, the pages of the walk, the articles that were read,
    how many pages were asked for, and how many were left that promised something."""

    front: TextResponse
    site: GuessedSite
    window: Window
    clusters: list[Cluster]
    steps: Sequence[Step]
    samples: list[Sample]
    pages: dict[str, TextResponse]  # what was fetched, by its bare address
    paper: Paper | None = None
    asked: int = 0
    left: int = 0

    @property
    def days(self) -> dict[str, date]:
        """The days of articles, as their addresses or the lists tell them."""
        links = (link for step in self.steps for link in step.survey.links)
        listed = {link.address.key: link.address.day for link in links if link.address.day}
        told: dict[str, date] = {}
        for sample in self.samples:
            if (address := self.site.identify(sample.url)) and (day := address.day or listed.get(address.key)):
                told[sample.url] = day
        return told
