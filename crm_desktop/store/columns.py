"""Types and short forms for the columns of the tables, fit for SQLite and PostgreSQL alike."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Dialect, ForeignKey, Integer, Numeric, Text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.types import JSON, TypeDecorator, TypeEngine

from crm_desktop.base import times

BigId = BigInteger().with_variant(Integer(), "sqlite")


class Instant(TypeDecorator[datetime]):
    """An instant in UTC, stored as 2026-11-24T08:42:00Z on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Use the database's own type where it has one."""
        return dialect.type_descriptor(TIMESTAMP(timezone=True) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Return what is stored; an instant without a zone is a mistake of the program."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value if dialect.name == "postgresql" else times.to_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's form
        """Return the instant that is stored."""
        return times.from_text(value) if isinstance(value, str) else value


class Day(TypeDecorator[date]):
    """A calendar day, stored as 2026-11-24."""

    impl = Date
    cache_ok = True


class Exact(TypeDecorator[Decimal]):
    """An exact decimal, stored as text on SQLite, which has no such type."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Use the database's own type where it has one."""
        return dialect.type_descriptor(Numeric(18, 4) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Return what is stored, never in scientific form."""
        if value is None or dialect.name == "postgresql":
            return value
        return f"{value:f}"

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Return the number that is stored."""
        return None if value is None else Decimal(value)


class Word(TypeDecorator[StrEnum]):
    """One word of a fixed list, stored as itself."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the word; one that is not on the list is refused."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002
        """Return the member of the list."""
        return None if value is None else self.words(value)


def identity() -> Column[Any]:
    """The primary key; on SQLite it never gives out an id twice."""
    return Column("id", BigId, primary_key=True)


def words(name: str, kind: type[StrEnum], default: str) -> Column[Any]:
    """A word of a fixed list."""
    return Column(name, Word(kind), nullable=False, server_default=default)


def text(name: str) -> Column[Any]:
    """A text that may be empty and is never null."""
    return Column(name, Text, nullable=False, server_default="")


def key_text(name: str) -> Column[Any]:
    """A text that may be absent, for values that are unique where they are present."""
    return Column(name, Text)


def instant(name: str, *, required: bool = False) -> Column[Any]:
    """A point in time."""
    return Column(name, Instant, nullable=not required)


def day(name: str, *, required: bool = False) -> Column[Any]:
    """A calendar day."""
    return Column(name, Day, nullable=not required)


def whole(name: str, default: int | None = None) -> Column[Any]:
    """A whole number; with a default it is never null."""
    return Column(name, Integer, nullable=default is None, server_default=None if default is None else str(default))


def cents(name: str) -> Column[Any]:
    """Money in whole cents."""
    return Column(name, BigInteger, nullable=False, server_default="0")


def exact(name: str, default: str | None = None) -> Column[Any]:
    """An exact decimal; with a default it is never null."""
    return Column(name, Exact, nullable=default is None, server_default=default)


def flag(name: str, *, default: bool = False) -> Column[Any]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False, server_default="1" if default else "0")


def data(name: str, empty: str | None = "{}") -> Column[Any]:
    """Plain data as JSON."""
    return Column(
        name, JSON(none_as_null=True).with_variant(JSONB(), "postgresql"), nullable=empty is None, server_default=empty
    )


def ref(name: str, target: str, *, on_delete: str = "SET NULL", required: bool = False) -> Column[Any]:
    """A reference to another table's id; parts go with their record (CASCADE), links are cut (SET NULL)."""
    return Column(name, BigId, ForeignKey(f"{target}.id", ondelete=on_delete), nullable=not required)


def part_of(name: str, target: str) -> Column[Any]:
    """The record a part belongs to and goes with."""
    return ref(name, target, on_delete="CASCADE", required=True)


def record_columns() -> list[Column[Any]]:
    """The columns every main record has."""
    return [
        identity(),
        Column("version", Integer, nullable=False, server_default="1"),
        Column("uuid", Text, nullable=False, unique=True),
        key_text("external_id"),
        instant("created_at"),
        instant("updated_at"),
        instant("deleted_at"),
        data("custom"),
    ]
