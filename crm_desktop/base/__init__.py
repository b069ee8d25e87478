"""Floor 0: the words every other floor speaks; the standard library and small pure libraries only."""

from __future__ import annotations
