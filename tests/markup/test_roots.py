"""The square roots of MathML."""

from __future__ import annotations

import pytest
from parts import parse_part

from monitor.markup.line import seen_line


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("为<math><msqrt><mn>2</mn></msqrt></math>倍", "为√2倍"), ("<math><msqrt><mn>2.5</mn></msqrt></math>", "√2.5"), ("<math><msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt></math>", "√(a+b)"),
        ("<math><mfrac><mn>1</mn><msqrt><mn>2</mn></msqrt></mfrac></math>", "1/√2"), ("<math><msqrt><mrow><mi>n</mi></mrow></msqrt></math>", "√n"), ("<math><msqrt></msqrt></math>倍", "倍"),
        ("<math><msup><mn>10</mn><mn>2</mn></msup></math>", "10²"), ("<math><mn>2</mn></math>倍", "2倍"),
    ],
)  # fmt: skip
def test_a_root_is_written(markup: str, line: str) -> None:
    assert seen_line(parse_part(f"<p>{markup}</p>")) == line
