"""Text out of HTML, in a time that grows with its length alone: mails and saved pages are written by strangers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9]*")
_BREAKS = frozenset({"br", "p", "div", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "li"})
#: Elements whose contents nobody sees, and what ends them.
_UNSEEN = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "head", "title")}


def text_of(html: str) -> str:
    """Return what a reader sees, with a line for each paragraph and blanks as they come."""
    return unescape("".join(_pieces(html)))


def _pieces(html: str) -> Iterator[str]:
    at = 0
    never_closed: set[str] = set()
    while (begin := html.find("<", at)) >= 0:
        yield html[at:begin]
        comment = html.startswith("<!--", begin)
        end = html.find("-->" if comment else ">", begin + 1)
        if end < 0:
            # A mark that is open to the end is text, a comment is none.
            yield "" if comment else html[begin:]
            return
        at = end + (3 if comment else 1)
        closes = html.startswith("</", begin)
        found = None if comment else _NAME.match(html, begin + (2 if closes else 1), end)
        name = found[0].lower() if found else ""
        if name in _BREAKS and (closes or name == "br"):
            yield "\n"
        elif name in _UNSEEN and not closes and name not in never_closed:
            close = _UNSEEN[name].search(html, at)
            if close is None:
                never_closed.add(name)
            else:
                at = max(html.find(">", close.end()) + 1, close.end())
    yield html[at:]
