"""Taking files in: what they bring is compared with what is there, added or brought up to date, in one step."""

from __future__ import annotations

from crm_desktop.operations.imports.files import Watch, import_file, import_looked, in_order
from crm_desktop.operations.imports.report import Fate, ImportReport

__all__ = ["Fate", "ImportReport", "Watch", "import_file", "import_looked", "in_order"]
