"""Writing out: lists, records and cards as files, or everything there is in open formats.

`writing` writes one list or kind of records to a file, `everything` a folder or an archive that is the whole database.
"""

from __future__ import annotations

from crm_desktop.operations.exports.everything import DESCRIPTION, FORMAT, MANIFEST, export_all
from crm_desktop.operations.exports.records import export
from crm_desktop.operations.exports.return_in import import_all, is_complete_export

__all__ = ["DESCRIPTION", "FORMAT", "MANIFEST", "export", "export_all", "import_all", "is_complete_export"]
