"""Putting off the look for circles: nested or not, what was on before is on again."""

from __future__ import annotations

import gc

import pytest

from crm_desktop.base.garbage import uncollected


def test_the_look_for_circles_is_put_off_and_taken_up_again_even_after_a_mistake() -> None:
    def mistaken() -> None:
        with uncollected():
            with uncollected():
                assert not gc.isenabled()
            assert not gc.isenabled(), "whoever put it off first takes it up again"
            raise ValueError("x")

    assert gc.isenabled()
    with pytest.raises(ValueError, match="x"):
        mistaken()
    assert gc.isenabled()
