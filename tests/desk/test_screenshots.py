"""The pictures of the desk in the documents show the desk that there is."""

from __future__ import annotations

import look_desk
import pytest
from PIL import Image


@pytest.mark.parametrize("picture", look_desk.MADE_OF)
def test_a_picture_is_of_the_templates_as_they_are(picture: str) -> None:
    with Image.open(look_desk.IMAGES / f"{picture}.png") as image:
        assert image.info["desk"] == look_desk.digest(picture), (
            "scrapy desk 653, then: python tests/look_desk.py ADDRESS"
        )
