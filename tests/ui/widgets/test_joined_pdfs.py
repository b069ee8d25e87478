"""Several PDFs as one: all pages in their order, and a single file left as it is."""

from __future__ import annotations

from crm_desktop.ui.widgets.pdf_pages import joined_files
from tests.ui.widgets.test_pdf_paper import paper, widths


def test_files_are_joined_in_their_order() -> None:
    one, other = paper(100, 200), paper(300)
    assert joined_files([one]) is one
    assert widths(joined_files([one, other])) == [100, 200, 300]
