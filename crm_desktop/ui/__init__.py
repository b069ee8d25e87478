"""Floor 6: the only room with Qt."""

from __future__ import annotations
