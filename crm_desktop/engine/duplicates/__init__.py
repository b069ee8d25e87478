"""Who is in the database twice: pairs of contacts that are probably the same, with how sure that is and why."""

from __future__ import annotations

from crm_desktop.engine.duplicates.result import Grade, Likeness, Reason
from crm_desktop.engine.duplicates.scan import DuplicateScan, duplicates

__all__ = ["DuplicateScan", "Grade", "Likeness", "Reason", "duplicates"]
