"""The read side: plain selects into frozen rows, one file a subject."""

from __future__ import annotations
