"""Whether a style sets a text higher or lower than its line, as figures are."""

from __future__ import annotations

from functools import lru_cache

from monitor.styles.declarations import declarations, pixels

_LEAST = 3.0  # pixels; a formula's picture is moved by one or two to stand on its line


@lru_cache(maxsize=512)
def shift_of(style: str) -> str:
    """Return "sup" or "sub", empty for neither; with a `?` behind it for a text that is moved by a length, which need
    be no figure: Word moves whole runs."""
    said = declarations(style)
    place = said.get("vertical-align", "")
    if place in ("super", "sub"):
        return {"super": "sup"}.get(place, place)
    if "font-size" in said and place in ("top", "text-top", "bottom", "text-bottom"):
        return "sup?" if "top" in place else "sub?"
    moved = [pixels(said.get("mso-text-raise", "")), pixels(place)]
    if said.get("position") == "relative":
        moved += [-(pixels(said.get("top", "")) or 0), pixels(said.get("bottom", ""))]
    most = max((each for each in moved if each), key=abs, default=0)
    return "" if abs(most) < _LEAST else "sup?" if most > 0 else "sub?"
