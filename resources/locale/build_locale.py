"""Keeps the German texts in step with the program.

    python resources/locale/build_locale.py          new texts into the catalogue, the catalogue into its fast form
    python resources/locale/build_locale.py --check  fails where that would change anything

Texts are marked in English with `_`, `plural` and `meant`. The catalogue (.po) is edited by people; its fast form (.mo)
is committed beside it, so that a checkout speaks German without a build.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parents[1] / "crm_desktop"
PO = HERE / "de" / "LC_MESSAGES" / "crm_desktop.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "plural": (1, 2), "meant": ((1, "c"), 2)}


def collected() -> Catalog:
    """Return every text of the program, with where it stands."""
    found = Catalog(project="CRM Desktop", charset="utf-8", fuzzy=False)
    for name, _line, message, _comments, context in extract_from_dir(
        str(PACKAGE), method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        found.add(message, None, [(f"crm_desktop/{name}", 0)], context=context)
    return found


def merged() -> Catalog:
    """Return the German catalogue with every text of the program in it and no other."""
    with PO.open("rb") as file:
        known = read_po(file, locale="de")
    known.update(collected(), no_fuzzy_matching=True)
    known.obsolete.clear()
    return known


def as_po(catalogue: Catalog) -> bytes:
    """Return a catalogue as people edit it."""
    out = io.BytesIO()
    write_po(out, catalogue, width=110, omit_header=False, sort_output=True, no_location=True, include_previous=False)
    lines = [line for line in out.getvalue().decode().split("\n") if not line.startswith(('"POT-Creation', '"PO-Rev'))]
    return "\n".join(lines).encode()


def as_mo(catalogue: Catalog) -> bytes:
    """Return a catalogue as the program reads it; texts without a translation are left out."""
    # Without a day of its own it would say the present minute, and be out of date in the next one.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> int:
    """Bring both files up to date, or with --check say whether they are."""
    catalogue = merged()
    po, mo = as_po(catalogue), as_mo(catalogue)
    if "--check" in sys.argv:
        return int(po != PO.read_bytes() or mo != MO.read_bytes())
    PO.write_bytes(po)
    MO.write_bytes(mo)
    missing = [message.id for message in catalogue if message.id and not _is_translated(message.string)]
    print(f"{len(catalogue)} texts, {len(missing)} without German")
    return 0


def _is_translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


if __name__ == "__main__":
    sys.exit(main())
