"""Python's look for circles among what is kept, put off while a lot is gathered: it would hold up every thread."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Let Python not look for circles meanwhile; what nobody holds any more goes at once all the same.

    Each look goes through all there is while no thread moves: a fifth of the time of an import, and half a second of a
    window that stands still while a hundred thousand contacts are compared.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
