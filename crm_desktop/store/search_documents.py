"""What is searchable: one document of words a record, and in which order records of a kind come when nothing else says.

Documents are made for many records at once, by a few statements a kind; ids go in as one JSON array.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from crm_desktop.store import driver
from crm_desktop.store.search_words import document, of_code, of_email, of_emails, of_phone, words, words_of_many

#: Words by record id, some of them several with blanks between them.
Found: TypeAlias = "dict[int, list[str]]"

_GIVEN = "(select value from json_each(?))"
_PHONES = frozenset(("phone", "mobile", "fax"))
#: Letters of a long text that are searchable: some 30 printed pages, of a file more.
_LETTERS = 100_000
_FILE_LETTERS = 250_000


@dataclass(frozen=True)
class Source:
    """Records of one kind (a table): how to read their words, and which of their columns these depend on."""

    kind: str
    gather: Callable[[driver.Connection, str], Found]
    columns: frozenset[str]
    #: SQL to sort by, best first, for records that were never touched.
    order: str
    #: SQL that holds for records that are found at all.
    where: str = "deleted_at is null"
    #: SQL that holds for new records which come in the order of their ids.
    untouched: str = "0"


def documents(connection: driver.Connection, source: Source, ids: Collection[int]) -> dict[int, str]:
    """Return the document of each of these records, which `ranked_ids` says can be found."""
    return {ref: document(found) for ref, found in source.gather(connection, json.dumps(list(ids))).items()}


def ranked_ids(connection: driver.Connection, source: Source, ids: Collection[int] | None = None) -> list[int]:
    """Return the ids that can be found, best first: of these records, or of all."""
    given, params = ("", ()) if ids is None else (f" and id in {_GIVEN}", (json.dumps(list(ids)),))
    sql = f"select id from {source.kind} where {source.where}{given} order by {source.order}"
    return [row[0] for row in connection.execute(sql, params).fetchall()]


def _contacts(connection: driver.Connection, ids: str) -> Found:
    # Read as one text: each column by itself costs as much as all of it. The name of a person mostly is its parts.
    sql = f"""select c.id, c.name || char(10)
          || iif(c.name = c.given_name || ' ' || c.family_name, '', c.given_name || ' ' || c.family_name) || char(10)
          || c.job_title || char(10) || substr(c.note, 1, {_LETTERS}) || char(10)
          || coalesce(company.name, '') || char(10)
          || coalesce((select group_concat(a.street || ' ' || a.postal_code || ' ' || a.city, char(10))
               from address a where a.contact_id = c.id), '')
        from contact c left join contact company on company.id = c.company_id where c.id in {_GIVEN}"""
    found = _texts(connection, sql, ids, letters=2 * _LETTERS)
    _add_codes(connection, found, "select id, customer_number from contact where customer_number <> '' and id in", ids)
    sql = f"select kind, contact_id, value, normal from contact_point where contact_id in {_GIVEN} order by id"
    points = connection.execute(sql, (ids,)).fetchall()
    mails = iter(of_emails([point[2] for point in points if point[0] == "email"]))
    for kind, ref, value, normal in points:
        if kind == "email":
            found[ref].append(next(mails))
        elif kind in _PHONES:
            found[ref] += of_phone(value, normal)
        else:
            found[ref] += words(value)
    tags = connection.execute(f"select contact_id, name from tag where contact_id in {_GIVEN}", (ids,)).fetchall()
    _add(found, ((ref, " ".join(words(name))) for ref, name in tags))
    return found


def _deals(connection: driver.Connection, ids: str) -> Found:
    return _texts(
        connection,
        "select d.id, d.title, account.name, person.name, d.note from deal d"
        " left join contact account on account.id = d.account_id left join contact person on person.id = d.person_id"
        f" where d.id in {_GIVEN}",
        ids,
    )


def _offers(connection: driver.Connection, ids: str) -> Found:
    found = _texts(
        connection,
        "select o.id, o.subject, account.name, person.name from offer o"
        " left join contact account on account.id = o.account_id left join contact person on person.id = o.person_id"
        f" where o.id in {_GIVEN}",
        ids,
    )
    return _add_codes(connection, found, "select id, number from offer where number <> '' and id in", ids)


def _products(connection: driver.Connection, ids: str) -> Found:
    sql = (
        "select p.id, p.name, p.text, c.name, above.name from product p"
        " left join product_category c on c.id = p.category_id"
        " left join product_category above on above.id = c.parent_id"
        f" where p.id in {_GIVEN}"
    )
    found = _texts(connection, sql, ids)
    return _add_codes(connection, found, "select id, number from product where number <> '' and id in", ids)


def _cases(connection: driver.Connection, ids: str) -> Found:
    sql = (
        "select s.id, s.title, s.text, s.solution, c.name, company.name, p.name from service_case s"
        " left join contact c on c.id = s.contact_id left join contact company on company.id = c.company_id"
        f" left join product p on p.id = s.product_id where s.id in {_GIVEN}"
    )
    return _texts(connection, sql, ids)


def _leads(connection: driver.Connection, ids: str) -> Found:
    sql = (
        "select l.id, l.title, l.given_name, l.family_name, l.company, l.city, person.name, company.name from lead l"
        " left join contact person on person.id = l.contact_id left join contact company on company.id = l.company_id"
        f" where l.id in {_GIVEN}"
    )
    found = _texts(connection, sql, ids)
    mails = "select id, email from lead where email <> '' and id in"
    _add(
        found, ((ref, " ".join(of_email(mail))) for ref, mail in connection.execute(mails + _GIVEN, (ids,)).fetchall())
    )
    return found


def _attachments(connection: driver.Connection, ids: str) -> Found:
    sql = (
        "select a.id, a.name, t.body from attachment a left join blob b on b.sha256 = a.sha256"
        f" left join blob_text t on t.blob_id = b.id where a.id in {_GIVEN}"
    )
    return _texts(connection, sql, ids, letters=_FILE_LETTERS)


def _activities(connection: driver.Connection, ids: str) -> Found:
    sql = f"select id, subject, body from activity where id in {_GIVEN}"
    found = _texts(connection, sql, ids)
    comments = "select activity_id, body from activity_comment where activity_id in"
    _add(
        found, ((ref, " ".join(words(text))) for ref, text in connection.execute(comments + _GIVEN, (ids,)).fetchall())
    )
    return found


def _texts(connection: driver.Connection, sql: str, ids: str, *, letters: int = _LETTERS) -> Found:
    """Return the words of all columns after the id. A text without a word still makes a document."""
    rows = connection.execute(sql, (ids,)).fetchall()
    texts = ["\n".join([text[:letters] for text in row[1:] if text]) for row in rows]
    return {row[0]: [found] for row, found in zip(rows, words_of_many(texts), strict=True)}


def _add(found: Found, more: Iterable[tuple[int, str]]) -> None:
    """Add words to the records that have a document."""
    for ref, some in more:
        if ref in found:
            found[ref].append(some)


def _add_codes(connection: driver.Connection, found: Found, sql: str, ids: str) -> Found:
    _add(found, ((ref, " ".join(of_code(code))) for ref, code in connection.execute(sql + _GIVEN, (ids,)).fetchall()))
    return found


#: Every kind of record that is searchable, in the order their hits are shown.
SOURCES: tuple[Source, ...] = (
    Source(
        "contact",
        _contacts,
        frozenset(
            {"name", "given_name", "family_name", "job_title", "note", "company_id", "customer_number", "deleted_at"}
        ),
        "coalesce(last_activity_at, '') desc, id",
        untouched="last_activity_at is null",
    ),
    Source(
        "deal",
        _deals,
        frozenset({"title", "account_id", "person_id", "note", "deleted_at"}),
        "status <> 'open', opened_at desc, id",
    ),
    Source(
        "offer",
        _offers,
        frozenset({"number", "subject", "account_id", "person_id", "deleted_at"}),
        "issued_on desc, id desc",
    ),
    Source("product", _products, frozenset({"number", "name", "text", "category_id", "deleted_at"}), "active desc, id"),
    Source(
        "service_case",
        _cases,
        frozenset({"title", "text", "solution", "contact_id", "product_id", "deleted_at"}),
        "status = 'solved', opened_at desc, id",
    ),
    Source(
        "lead",
        _leads,
        frozenset(
            {"title", "given_name", "family_name", "company", "city", "email", "contact_id", "company_id", "deleted_at"}
        ),
        "closed_at is not null, arrived_at desc, id desc",
    ),
    Source("attachment", _attachments, frozenset({"name", "sha256"}), "added_at desc, id", "1"),
    # What the program writes by itself (a stage change) would bury what people wrote.
    Source(
        "activity",
        _activities,
        frozenset({"subject", "body", "deleted_at"}),
        "at desc, id desc",
        "deleted_at is null and kind <> 'system'",
    ),
)
