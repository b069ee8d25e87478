"""Makes the file the demo firm lives in, whole or not at all."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from crm_desktop.base.times import Clock
from crm_desktop.store.database import Database


def make_demo_firm(path: Path, clock: Clock) -> None:
    """Create the demo firm unless it is there; raises what creating a database raises, and leaves no half of it."""
    from crm_desktop.operations.demo.build import build_demo  # SQLAlchemy

    if path.exists():
        return
    database = Database.create(path)
    with ExitStack() as otherwise:
        otherwise.callback(path.unlink, missing_ok=True)
        with database.writer(clock) as writer:
            build_demo(writer)
        otherwise.pop_all()
