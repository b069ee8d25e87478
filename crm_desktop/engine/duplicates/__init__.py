"""Who is in the database twice: pairs of contacts that are probably the same, with how sure that is and why.

`crm_desktop.engine.duplicates.scan` does the search; it is imported where it is used, since it needs NumPy.
"""

from __future__ import annotations

from crm_desktop.engine.duplicates.result import Evidence, Grade, Level, Likeness, Reason, Strength

__all__ = ["Evidence", "Grade", "Level", "Likeness", "Reason", "Strength"]
