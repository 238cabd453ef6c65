"""A block of an article, and what is known of the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.text.markdown import Block


@dataclass
class Piece:
    """A block; `core`: it stands in the element that is the text for certain; `linked`: its characters in links."""

    block: Block
    core: bool = False
    linked: int = 0
    legend: str = ""  # what a picture's own attributes say of it
    centred: bool = False  # only its being centred makes its caption one
    stated: bool = False  # its address is that of `src`, and of no other attribute
