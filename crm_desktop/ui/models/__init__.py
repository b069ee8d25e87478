"""Qt models over frozen rows."""

from __future__ import annotations
