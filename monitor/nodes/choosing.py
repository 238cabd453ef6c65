"""Which of the servers take part in a run: those that answer and run the same project."""

from __future__ import annotations

import os
from collections.abc import Sequence

from scrapy.settings import BaseSettings

from monitor.exceptions import MonitorError
from monitor.nodes.addresses import read_addresses
from monitor.nodes.node import Node, NodeBusy
from monitor.terminal.output import say


def choose_nodes(settings: BaseSettings, outlets: Sequence[str]) -> list[Node]:
    """Return the servers of SCRAPYD_URL that can crawl `outlets`. One that does not answer, is not prepared, or has
    another version of the project than the first that is prepared, is left out and named; raises MonitorError if none
    is left, or if a server is at work: it may have the very outlets."""
    nodes = [Node(address, settings["BOT_NAME"]) for address in read_addresses(settings["SCRAPYD_URL"], os.environ)]
    if len(nodes) == 1:
        nodes[0].check(outlets)
        return nodes
    versions: dict[Node, str] = {}
    refused: list[str] = []
    for node in nodes:
        try:
            node.check(outlets)
            versions[node] = node.version()
        except NodeBusy:
            raise
        except MonitorError as error:
            refused.append(str(error))
    for node in list(versions)[1:]:
        first = next(iter(versions))
        if versions[node] != versions[first]:
            refused.append(
                f"{node.url} 上的版本是 {versions.pop(node)}，{first.url} 上是 {versions[first]}；"
                "请用 scrapyd-deploy 给每一台传同一个版本。"
            )
    if not versions:
        raise MonitorError("没有一台 scrapyd 可用。" + "".join(refused))
    for reason in refused:
        say(f"注意：这次不用这一台：{reason}")
    return list(versions)
