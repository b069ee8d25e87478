"""PDF files that come to offers: what cannot be read is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.base.errors import Refused
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.models import offer_files


def test_what_is_no_pdf_or_not_there_is_refused_with_a_reason(writer: Writer, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"“Fehlt\.pdf” cannot be read"):
        offer_files.read_in(writer, path=tmp_path / "Fehlt.pdf")
    broken = tmp_path / "Brief.pdf"
    broken.write_bytes(b"no pdf")
    with pytest.raises(Refused):
        offer_files.enclose(writer, offer_id=1, path=broken)
