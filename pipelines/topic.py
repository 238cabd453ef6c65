"""Topic: score how far an article is about health informatization. Scores never drop."""

from monitor.items import ArticleItem
from monitor.text.markdown import plain_text
from monitor.topic.score import LINE, rule_digest, score
from pipelines.stage import Stage


class Topic(Stage):
    """Counts the articles on topic, so that a run can tell "nothing relevant" from "nothing read"."""

    def process_item(self, item: ArticleItem) -> ArticleItem:
        judged = score(item.headline, plain_text(item.article_body))
        item.score, item.grade, item.reasons = judged.value, judged.grade, list(judged.reasons)
        item.scored_by = rule_digest()
        if judged.value >= LINE:
            self.count("on_topic")
        return item
