"""The window: places panes, menus, rail and palette; it owns no behaviour of its own."""

from __future__ import annotations
