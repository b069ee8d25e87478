"""Floor 2: the only room with SQL."""

from __future__ import annotations
