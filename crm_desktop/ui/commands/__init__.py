"""Every menu entry, shortcut and palette line, as data in one registry."""

from __future__ import annotations
