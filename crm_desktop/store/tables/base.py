"""The one MetaData of the schema, and how its constraints are named (so that migrations can find them)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Constraint, Index, MetaData, Table, TextClause, text

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)


def table(name: str, *parts: Column[Any] | Index | Constraint) -> Table:
    """Define a table whose ids are never given out twice."""
    return Table(name, metadata, *parts, sqlite_autoincrement=True)


def partial_index(name: str, *columns: str | TextClause, where: str = "deleted_at IS NULL") -> Index:
    """Define an index over some of the rows only, by default those that are not in the bin, for either database."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))
