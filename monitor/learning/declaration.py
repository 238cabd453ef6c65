"""A template as the lines of a declaration."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields

from monitor.reading.template import Template


def declare(template: Template) -> str:
    """Return `template` as Python, one field a line, without what is as it is by default."""
    lines = []
    for field in fields(template):
        value = getattr(template, field.name)
        if field.default is not MISSING and value == field.default:
            continue
        words = [json.dumps(word, ensure_ascii=False) for word in (value if isinstance(value, tuple) else (value,))]
        one = words[0] if isinstance(value, str) else f"({', '.join(words)}{',' * (len(words) == 1)})"
        lines.append(f"    {field.name}={one},")
    return "\n".join(["Template(", *lines, "),"])
