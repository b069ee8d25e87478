"""Texts with {placeholders}: words in braces are replaced by what they stand for, and by nothing else.

Nothing in a text is ever executed: no attributes, no formats, no expressions. What is put in is put in once, so a
customer called “{total}” stays called that. A word that is not known stays as it stands, for the writer to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from crm_desktop.base.text import fold

_PLACE = re.compile(r"\{([^{}\n]{1,40})\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its placeholders replaced; capitals, blanks and umlauts of their names do not matter."""
    known = {key(name): value for name, value in values.items()}
    return _PLACE.sub(lambda place: known.get(key(place[1]), place[0]), text)


def unknown(text: str, names: Iterable[str]) -> list[str]:
    """Return the placeholders of a text that stand for nothing, as written, each once."""
    known = {key(name) for name in names}
    return list(dict.fromkeys(place[0] for place in _PLACE.finditer(text) if key(place[1]) not in known))


def key(name: str) -> str:
    """Return a name of a placeholder as it is compared: without capitals, blanks and umlauts."""
    return fold(name).replace(" ", "").replace("_", "")
