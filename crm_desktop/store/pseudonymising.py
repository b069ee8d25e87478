"""A copy of a database with other words in it: names, addresses, texts and files replaced, figures and days kept.

What a column holds is told by the schema: words of lists, codes and figures stay; everything else that is text is
replaced, so that a column added later is not forgotten. Journal, settings and search are emptied and made anew.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import JSON, Column, Table, Text

from crm_desktop.base.text import words
from crm_desktop.store import activity_sums, driver, kept_sums, search_index, summaries
from crm_desktop.store.free_texts import codes
from crm_desktop.store.keys import NO_KEYS, Key, Keys
from crm_desktop.store.tables import metadata
from crm_desktop.store.tables.derived import SUMS
from crm_desktop.store.triggers import quoted

_LETTERS = re.compile(r"[^\W\d_]+")
#: Rows changed at once.
_PAGE = 2_000


class Makes(Protocol):
    """What makes other words: `engine.privacy.pseudonyms`."""

    def avoid(self, words: Iterable[str], /) -> None:
        """Let no word that is made contain one of these."""

    def name(self, text: str, /) -> str:
        """Return other words."""

    def text(self, text: str, /) -> str:
        """Return another text."""

    def email(self, address: str, /) -> str:
        """Return another address."""

    def number(self, number: str, /) -> str:
        """Return a number with other digits."""

    def code(self, text: str, /) -> str:
        """Return another code."""

    def day(self, day: date, /) -> date:
        """Return another day."""


#: Emptied: what people look for and set up, and what is derived.
_EMPTIED = (
    "step", "change", "setting", "saved_view", "suppression", "rule_run", "rule", "blob_text", "search_doc",
    "different_pair", "privacy_text", "erasure",
)  # fmt: skip
#: Left as they are: law, figures, and what the program itself counts by.
_LEFT = frozenset(
    {"alembic_version", "vat_rate", "consent_rule", "retention_rule", "number_range", "target", "deal_summary", "blob",
     "activity_sum", *SUMS, *_EMPTIED}
)  # fmt: skip
#: Codes in columns of plain text.
_CODES = frozenset(
    {"currency", "country", "language", "due_time", "recurrence", "media_type", "layout", "letter_form", "accent",
     "legal_form", "kind", "purpose", "pane", "key", "record", "restricted_for", "occasion"}
)  # fmt: skip
_LONG = frozenset(
    {"note", "body", "text", "raw_text", "intro", "closing", "solution", "wording", "lost_note", "message", "thanks",
     "delivery_terms", "payment_terms", "disqualify_note", "goal"}
)  # fmt: skip
_IDS = frozenset({"uuid", "external_id", "customer_number", "number", "product_number", "reference"})
_HASHES = frozenset({"sha256", "pdf_sha256", "picture_sha256", "logo_sha256", "letterhead_sha256", "signature_sha256"})
_EMPTY = frozenset({"iban", "bic", "vat_id", "tax_number", "register_number", "keep_basis"})


def pseudonymised(path: Path, target: Path, makes: Makes, *, keys: Keys = NO_KEYS) -> Path:
    """Write a copy of a database with other words, never encrypted. Nothing of it is left where that fails.

    Raises Refused where there is no room, DamagedFile where the database itself is damaged.
    """
    draft = target.with_name(f".{target.name}.draft")
    key = keys.fitting(path)
    with contextlib.ExitStack() as otherwise, driver.Plainly():
        otherwise.callback(_remove, target)
        with contextlib.ExitStack() as afterwards:
            afterwards.callback(_remove, draft)
            _copy_out(path, draft, key)
            _rewrite(draft, makes, key)
            if key is None:
                draft.replace(target)
            else:
                _decrypt(draft, target, key)
        otherwise.pop_all()
    return target


def _copy_out(path: Path, draft: Path, key: Key | None) -> None:
    with contextlib.closing(driver.connect_to_read(path, key)) as connection:
        connection.execute("vacuum into ?", (str(draft),))


def _decrypt(draft: Path, target: Path, key: Key) -> None:
    with contextlib.closing(driver.connect_to_read(draft, key)) as connection:
        pragmas = {
            name: connection.execute(f"pragma {name}").fetchone()[0] for name in ("application_id", "user_version")
        }
        connection.execute("attach ? as plain key ''", (f"{driver.as_uri(target)}?mode=rwc",))
        connection.execute("select sqlcipher_export('plain')").fetchall()
        for name, value in pragmas.items():
            connection.execute(f"pragma plain.{name}={int(value)}")
        connection.execute("detach plain")


def _rewrite(path: Path, makes: Makes, key: Key | None) -> None:
    with driver.Plainly():
        connection = driver.connect_to_migrate(path, key)
        try:
            connection.execute("begin immediate")
            makes.avoid(_names(connection))
            for name in _EMPTIED:
                connection.execute(f"delete from {name}")
            connection.execute("update campaign set segment_id = null")
            connection.execute("delete from segment")
            for table in metadata.sorted_tables:
                if table.name not in _LEFT:
                    _change(connection, table, makes)
            connection.execute("update blob set content = x'', size = 0, sha256 = 'blob' || id")
            _point_at_the_blobs(connection)
            for rebuild in (summaries.rebuild, activity_sums.rebuild, kept_sums.rebuild, search_index.rebuild):
                rebuild(connection)
            if connection.execute("select 1 from sqlite_schema where name = 'sqlite_stat4'").fetchone():
                connection.execute("delete from sqlite_stat4")
            connection.execute("commit")
            connection.execute("vacuum")
        finally:
            if connection.in_transaction:
                connection.execute("rollback")
            driver.close(connection)


def _names(connection: driver.Connection) -> set[str]:
    """Return the words people, companies, towns and the firm are called by."""
    found: set[str] = set()
    for sql in ("select name from contact", "select city from address", "select name from firm",
                "select family_name || ' ' || given_name || ' ' || company from lead"):  # fmt: skip
        for (text,) in connection.execute(sql).fetchall():
            found.update(words(text))
            found.update(_LETTERS.findall(text))
    return found


def _change(connection: driver.Connection, table: Table, makes: Makes) -> None:
    changing = {column.name: make for column in table.columns if (make := _maker(table, column, makes)) is not None}
    if not changing:
        return
    names = list(changing)
    listed = ", ".join(quoted(name) for name in names)
    settings = ", ".join(f"{quoted(name)} = ?" for name in names)
    sql = f"select id, {listed} from {quoted(table.name)} where id > ? order by id limit {_PAGE}"
    for page in _pages(connection, sql):
        rows = [(*_changed(changing, row[1:]), row[0]) for row in page]
        connection.executemany(f"update {quoted(table.name)} set {settings} where id = ?", rows)


def _changed(changing: Mapping[str, Callable[[Any], Any]], values: Sequence[Any]) -> Iterator[Any]:
    """Yield other values, in the order of the columns; what is empty stays so."""
    for make, value in zip(changing.values(), values, strict=True):
        yield value if value in (None, "") else make(value)


def _pages(connection: driver.Connection, sql: str) -> Iterator[list[Any]]:
    last = 0
    while page := connection.execute(sql, (last,)).fetchall():
        yield page
        last = page[-1][0]


def _maker(table: Table, column: Column[Any], makes: Makes) -> Callable[[Any], Any] | None:  # noqa: PLR0911 - one a kind
    """Return what a column's values become; None where they stay."""
    name = column.name
    if isinstance(column.type, JSON):
        return lambda value: json.dumps(_plain(json.loads(value), makes), ensure_ascii=False)
    if name == "birthday":
        return lambda value: makes.day(date.fromisoformat(value)).isoformat()
    if type(column.type) is not Text or name in _CODES | _HASHES or table.name == "number_range":
        return None
    if name in _EMPTY:
        return lambda _value: ""
    if name in _IDS:
        return makes.code
    if table.name == "contact_point":
        return lambda value: _reached(value, makes)
    if name in {"email", "contact_email"}:
        return makes.email
    if name in {"phone", "mobile", "postal_code", "contact_phone"}:
        return makes.number
    if name in _LONG:
        return makes.text
    known = codes()
    return lambda value: value if value in known else makes.name(value)


def _reached(value: str, makes: Makes) -> str:
    if "@" in value:
        return makes.email(value)
    return makes.number(value) if any(sign.isdigit() for sign in value) and "." not in value else makes.name(value)


def _plain(data: Any, makes: Makes) -> Any:
    """Return plain data with other words, but for what the program's own lists name."""
    if isinstance(data, str):
        return data if data in codes() or data.isdigit() else makes.name(data)
    if isinstance(data, dict):
        return {key: _plain(value, makes) for key, value in data.items()}
    return [_plain(one, makes) for one in data] if isinstance(data, list) else data


def _point_at_the_blobs(connection: driver.Connection) -> None:
    """Let what named bytes name nothing: the files themselves are not in the copy."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if column.name in _HASHES and table.name != "blob":
                empty = "null" if column.nullable else "''"
                connection.execute(f"update {quoted(table.name)} set {quoted(column.name)} = {empty}")
    connection.execute("delete from blob")


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
