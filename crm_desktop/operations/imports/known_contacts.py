"""Recognising contacts: by the id they had elsewhere, by number, by name with e-mail, phone, company or place.

One spelling stands for all (`base.text`). A person is never recognised by the name alone unless nothing else is known
of either; a company is. What lies in the bin is recognised too, so that an import does not bring back what was deleted.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from crm_desktop.base.text import clean, words
from crm_desktop.domain.contacts import ContactKind, sort_key
from crm_desktop.exchange.names import split_name
from crm_desktop.operations.imports.seen import Key, Seen
from crm_desktop.store.queries import import_keys
from crm_desktop.store.reading import Reader

_UUID_LENGTH = 36
#: Contacts for whose ids elsewhere there is room at a time.
_AHEAD = 1_000


class KnownContacts:
    """Everything contacts are recognised by, of those in the database and of those an import adds.

    Hardly any file names contacts by their mail, phone or name alone; for a million contacts these take as much memory
    as all the rest. So with `names` False they are left out, until `read_names` is called.
    """

    def __init__(self, reader: Reader, *, names: bool = True) -> None:
        self._has_names = names
        self.by_external_id = Seen()
        self.by_uuid = Seen()
        self.by_number = Seen()
        self.by_mail = Seen()
        self.by_phone = Seen()
        self.by_name = Seen()
        self.companies = Seen()
        self.in_bin: set[int] = set()
        #: By contact the hash of its id elsewhere, 0 for none: a record with another one is somebody else.
        self._foreign_ids = array("q")
        self._prints = Seen()
        self._read(reader)

    def referred_to(self, text: str) -> int | None:
        """Return who is meant by an id, a customer number or an e-mail address."""
        for known in (self.by_external_id, self.by_uuid, self.by_number):
            if (found := known.get(text)) is not None:
                return found
        return self.by_mail.get(text.lower()) if "@" in text else None

    def called(self, text: str) -> int | None:
        """Return who has this whole name: a company, or a person however given and family name are put."""
        key = name_key(text)
        found = self.companies.get(key)
        return found if found is not None else self.by_name.get(key) or self.by_name.get(person_key(text))

    def alike(self, prints: Iterable[Key], external_id: str) -> int | None:
        """Return the contact that has one of these prints and no other id elsewhere."""
        for one in prints:
            found = self._prints.get(one)
            if found is not None and self.may_be(found, external_id):
                return found
        return None

    def may_be(self, contact_id: int, external_id: str) -> bool:
        """Whether a record with this id elsewhere ("" for none) can be about a contact."""
        return not external_id or self._foreign_id(contact_id) in {0, hash(external_id)}

    def claim(self, contact_id: int, external_id: str) -> None:
        """Let a contact without an id elsewhere have this one: the next record with another id is somebody else."""
        if external_id and not self._foreign_id(contact_id):
            self.learn_ids(contact_id, external_id, None)

    def _foreign_id(self, contact_id: int) -> int:
        return self._foreign_ids[contact_id] if contact_id < len(self._foreign_ids) else 0

    def learn_ids(self, contact_id: int, external_id: str | None, number: str | None, uuid: str = "") -> None:
        """Recognise a contact by its ids from now on."""
        if external_id:
            self.by_external_id.setdefault(external_id, contact_id)
            foreign = self._foreign_ids
            if contact_id >= len(foreign):
                foreign.frombytes(bytes(8 * (contact_id + _AHEAD - len(foreign))))
            foreign[contact_id] = hash(external_id)
        if number:
            self.by_number.setdefault(number, contact_id)
        if uuid:
            self.by_uuid.setdefault(uuid, contact_id)

    def learn_name(self, contact_id: int, *, is_company: bool, sort_key: str) -> None:
        """Recognise a contact by its name from now on, wherever a name is all that is given."""
        if is_company:
            self.companies.setdefault(sort_key, contact_id)
        if self._has_names:
            self.by_name.setdefault(sort_key, contact_id)

    def learn_prints(self, contact_id: int, prints: Iterable[Key]) -> None:
        """Recognise a contact by these prints from now on."""
        for one in prints:
            self._prints.setdefault(one, contact_id)

    def learn_points(self, contact_id: int, mail: str, phones: tuple[str, ...]) -> None:
        """Recognise a contact by an e-mail address and phone numbers from now on."""
        if not self._has_names:
            return
        if mail:
            self.by_mail.setdefault(mail, contact_id)
        for phone in phones:
            if phone:
                self.by_phone.setdefault(phone, contact_id)

    @property
    def has_names(self) -> bool:
        """Whether contacts are recognised by mail, phone and name alone as well."""
        return self._has_names

    def read_names(self, reader: Reader) -> None:
        """Recognise contacts by mail, phone and name alone as well, those that were added meanwhile included."""
        self._has_names = True
        for contact_id, is_company, key in import_keys.names(reader):
            self.learn_name(contact_id, is_company=is_company, sort_key=key)
        for point in import_keys.point_keys(reader):
            self._learn_point(point)

    def _learn_point(self, point: import_keys.PointKeys) -> None:
        is_mail = point.kind == "email"
        self.learn_points(point.contact_id, point.normal if is_mail else "", () if is_mail else (point.normal,))

    def _read(self, reader: Reader) -> None:
        for row in import_keys.contact_keys(reader):
            self.learn_ids(row.id, row.external_id, row.customer_number, row.uuid)
            if row.is_in_bin:
                self.in_bin.add(row.id)
            else:
                self.learn_name(row.id, is_company=row.kind == "company", sort_key=row.sort_key)
            place = (row.company, row.birthday or "", row.street, row.postal_code, row.city)
            self.learn_prints(row.id, prints(row.kind, row.sort_key, (), place))
        for point in import_keys.point_keys(reader):
            self._learn_point(point)
            self._prints.setdefault((point.sort_key, point.normal), point.contact_id)
        for external_id, contact_id in import_keys.merged_ids(reader):
            self.by_external_id.setdefault(external_id, contact_id)


def prints(kind: str, sort_key: str, ways: Iterable[str], place: tuple[str, str, str, str, str]) -> list[Key]:
    """Return what a contact is recognised by when it has no id, the strongest first.

    `ways` are normal forms of mail and phones, "" for none; `place` is the folded company, the birthday as ISO text,
    street, postal code and city.
    """
    if not sort_key:
        return []
    if kind == "company":
        return [company_print(sort_key)]
    return [(sort_key, way) for way in ways if way] or [by_place(sort_key, place)]


def company_print(sort_key: str) -> Key:
    """Return what a company is recognised by."""
    return "company", sort_key


def by_place(sort_key: str, place: tuple[str, str, str, str, str]) -> Key:
    """Return what a person without mail and phone is recognised by.

    The same name in the same company is the same person; without a company, everything known must be the same.
    """
    return ("works", sort_key, place[0]) if place[0] else ("place", sort_key, *place[1:])


def looks_like_id(text: str) -> bool:
    """Whether a text that names somebody is rather a number than a name: K-10023, 12662."""
    return " " not in text and any(letter.isdigit() for letter in text) and "@" not in text


def looks_like_uuid(text: str) -> bool:
    """Whether an id can be one of this program's own."""
    return len(text) == _UUID_LENGTH and text.count("-") == 4


def person_key(text: str) -> str:
    """Return what a person of this whole name is sorted by."""
    parts = split_name(text)
    return sort_key(ContactKind.PERSON, "", parts.given, parts.family)


def name_key(text: str) -> str:
    """Return the folded words of a name as it stands."""
    return " ".join(words(clean(text)))
