"""Entities: objects of the domain that are loaded to be changed, through SQLAlchemy, inside an open step.

The only module that makes a Session. The transaction is the step's own, begun and ended by SQL on the driver; the
session just reads and writes within it. Imported when the first operation asks for an entity, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, object_mapper
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import StaticPool

from crm_desktop.base.errors import Conflict
from crm_desktop.base.i18n import _
from crm_desktop.store import driver
from crm_desktop.store.mapping import map_all
from crm_desktop.store.tables import NOT_JOURNALLED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine


class StepSession(Session):
    """A session that lives within a step: it flushes, and leaves commit and rollback to the step."""

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Write what was changed; raise Conflict when somebody else has changed the same record since."""
        try:
            super().flush(objects)
        except StaleDataError as error:
            raise lost_update() from error

    def holds_entities(self) -> bool:
        """Whether any entity was loaded or added."""
        return bool(self.identity_map or self.new)

    def expire_kinds(self, kinds: set[str]) -> None:
        """Read entities of these kinds, and of those the journal does not know, anew when they are next used."""
        for entity in self.identity_map.values():
            table = object_mapper(entity).local_table
            if table.description in kinds or table.description in NOT_JOURNALLED:
                self.expire(entity)

    def commit(self) -> NoReturn:
        """Refuse: the step commits when its `with` ends."""
        raise RuntimeError("the step commits when its `with` ends; flush if the database must know earlier")


def engine_over(connection: driver.Connection) -> Engine:
    """Return an engine whose only connection is the one that writes; it never begins or ends a transaction."""
    map_all()
    return create_engine(
        "sqlite://",
        module=driver.module(),
        creator=lambda: connection,
        poolclass=StaticPool,
        pool_reset_on_return=None,
        skip_autocommit_rollback=True,
    )


def open_session(engine: Engine) -> StepSession:
    """Return a session for one step."""
    return StepSession(engine, expire_on_commit=False)


def lost_update() -> Conflict:
    """Return the error for a record that was changed between being shown and being saved."""
    return Conflict(
        _("This record was changed in the meantime; nothing was saved."),
        _("Open it again and repeat your change."),
    )
