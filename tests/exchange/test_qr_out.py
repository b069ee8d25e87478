"""Codes: square, found by their corners, and drawn into files that pictures are."""

from __future__ import annotations

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.exchange import qr_out


def test_a_code_is_square_and_has_its_three_corners() -> None:
    found = qr_out.squares("BEGIN:VCARD\r\nFN:Miriam Keßler\r\nEND:VCARD")
    assert {len(row) for row in found.rows} == {found.size}
    corner = (True,) * 7
    assert found.rows[0][:7] == found.rows[0][-7:] == found.rows[-1][:7] == corner
    assert found.rows[-1][-7:] != corner
    assert found == qr_out.squares("BEGIN:VCARD\r\nFN:Miriam Keßler\r\nEND:VCARD")
    assert found != qr_out.squares("BEGIN:VCARD\r\nFN:Miriam Kessler\r\nEND:VCARD")


def test_a_code_can_be_a_picture() -> None:
    assert qr_out.picture("x", ".PNG").startswith(b"\x89PNG")
    assert b"<svg" in qr_out.picture("x", ".svg")
    with pytest.raises(BadInput):
        qr_out.picture("x", ".jpg")
