"""Numbers as people type them, however long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.base.money import parse_cents, parse_decimal


@pytest.mark.parametrize("digits", [17, 27, 400, 9000])
@pytest.mark.parametrize("read", [parse_cents, parse_decimal])
def test_a_number_longer_than_arithmetic_keeps_is_refused_in_a_short_sentence(
    read: Callable[[str], object], digits: int
) -> None:
    with pytest.raises(BadInput) as caught:
        read("9" * digits)
    assert len(str(caught.value)) < 200
