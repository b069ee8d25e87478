"""What is asked before an e-mail is taken in: whose addresses these are, and whether it is there already."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from crm_desktop.base.times import to_text
from crm_desktop.store.reading import Reader

#: Letters at the beginning of a text by which an e-mail is recognised.
TELLING = 200


class MailPrint(NamedTuple):
    """What an e-mail without an id is recognised by: when it was, its subject and how it begins."""

    at: str
    subject: str
    begins: str


def contacts_with_addresses(reader: Reader, addresses: Sequence[str]) -> list[int]:
    """Return the contacts with these e-mail addresses, people before companies, none that lie in the bin."""
    sql = """select distinct c.id, c.kind from json_each(?) j
        join contact_point p on p.kind = 'email' and p.normal = j.value
        join contact c on c.id = p.contact_id
        where c.deleted_at is null order by c.kind <> 'person', j.key, c.id"""
    return list(reader.ids(sql, (json.dumps([one.lower() for one in addresses]),)))


def mail_is_there(reader: Reader, *, contact_id: int, at: datetime, subject: str) -> bool:
    """Whether a contact has an e-mail with this subject at this instant."""
    sql = """select 1 from activity_contact ac join activity a on a.id = ac.activity_id
        where ac.contact_id = ? and ac.at = ? and a.kind = 'email' and a.subject = ? and a.deleted_at is null limit 1"""
    return reader.scalar(sql, (contact_id, to_text(at), subject)) is not None


def mail_prints(reader: Reader) -> list[MailPrint]:
    """Return what the e-mails in the history are recognised by."""
    sql = f"select at, subject, substr(body, 1, {TELLING}) from activity where kind = 'email'"
    return reader.rows(MailPrint, sql)
