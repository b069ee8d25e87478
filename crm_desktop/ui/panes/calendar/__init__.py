"""The calendar: meetings and tasks by day, week and month, and beside them what still has no time."""

from __future__ import annotations
