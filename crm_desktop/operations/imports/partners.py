"""Finding whom and what a record refers to by name or number: contacts, campaigns, products, or making them.

What is only mentioned in a deal, a sale or an entry of the history is made with what the mention says, so that nothing
of the file is lost; the row that tells more about it can come later.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cached_property

from crm_desktop.base.text import fold, words
from crm_desktop.base.times import to_text
from crm_desktop.domain.contacts import ContactKind, display_name, sort_key
from crm_desktop.exchange.names import PersonName, is_company, split_name
from crm_desktop.operations.imports.known_contacts import (
    KnownContacts,
    looks_like_id,
    looks_like_uuid,
    name_key,
    person_key,
)
from crm_desktop.operations.products.categories import path_of
from crm_desktop.store.bulk.drafts import Draft, new_uuids
from crm_desktop.store.queries import import_keys
from crm_desktop.store.queries.firm import currency
from crm_desktop.store.queries.products import categories
from crm_desktop.store.unit_of_work import Work

_NO_DETAILS = (None, "", "", None, None, "", "", None, "", "", "", "{}")


class Partners:
    """Those an import refers to; what it makes goes into the import's own draft and is counted."""

    def __init__(self, work: Work, draft: Draft, created: Counter[str]) -> None:
        self.currency = currency(work.read)
        self._work = work
        self._draft = draft
        self._created = created
        self._now = to_text(work.now)
        self._named: dict[str, dict[str, int]] = {}
        self._products: dict[str, int] | None = None
        #: Groups of products by the one they lie in and their folded name.
        self._groups: dict[tuple[int | None, str], int] | None = None

    @cached_property
    def contacts(self) -> KnownContacts:
        """Return everything contacts are recognised by; read when first needed."""
        return KnownContacts(self._work.read)

    def account(self, text: str, *, company: bool = False) -> int | None:
        """Return the customer meant by an id, a number or a name; None for an empty text.

        Without `company`, a new one is a person where the name has nothing of a company's.
        """
        if not text:
            return None
        key = name_key(text)
        known = self.contacts
        found = known.referred_to(text) or known.companies.get(key)
        if found is None and not company:
            found = known.called(text)
        if found is not None:
            return found
        if company or is_company(text) or looks_like_id(text) or " " not in text:
            return self._new_company(text, key)
        return self._new_person(text, None)

    def customer(self, name: str, number: str) -> int | None:
        """Return the customer of a number and a name; a new one gets both, a known one the number it did not have."""
        known = self.contacts
        if not number or not name:
            return self.account(number or name)
        found = known.referred_to(number)
        if found is not None:
            return found
        found = self.account(name)
        if found is not None and found in self._numbered:
            # another customer of the same name
            found = self._new_company(name, name_key(name)) if is_company(name) else self._new_person(name, None)
        if found is not None:
            self._draft.change("contact", found, {"customer_number": number})
            known.learn_ids(found, None, number)
            self._numbered.add(found)
        return found

    def peek(self, text: str) -> int | None:
        """Return the customer meant by an id, a number or a name, if it is there; nobody is made."""
        if not text:
            return None
        known = self.contacts
        found = known.referred_to(text) or known.companies.get(name_key(text))
        return found if found is not None else known.called(text)

    def name_of(self, text: str) -> str:
        """Return the name of the contact meant by an id or a number, any other text as it is."""
        found = self.contacts.referred_to(text) if text else None
        if found is None:
            return text
        fields = import_keys.fields_of(self._work.read, "contact", ("name",), [found])
        return str(fields[found]["name"]) if found in fields else text

    @cached_property
    def _numbered(self) -> set[int]:
        """Return the contacts that have a customer number."""
        return set(self.contacts.by_number.values())

    def person(self, text: str, company_id: int | None) -> int | None:
        """Return the person meant by an id, an e-mail address or a name; a new one works for the company."""
        if not text:
            return None
        known = self.contacts
        found = known.referred_to(text) or known.by_name.get(person_key(text)) or known.by_name.get(name_key(text))
        return found if found is not None else self._new_person(text, company_id)

    def named(self, table: str, name: str) -> int | None:
        """Return the campaign or product category of a name; None for an empty one."""
        if not name:
            return None
        known = self._names(table)
        key = fold(name)
        if key not in known:
            known[key] = self._draft.add(table, new_uuids(1)[0], self._now, self._now, name)
            self._created[table] += 1
        return known[key]

    def group(self, path: str) -> int | None:
        """Return the group of products at a path ("Services › Planning"), made as far as there is none."""
        names = path_of(path)
        if len(names) < 2:
            return self.named("product_category", names[0] if names else "")
        if self._groups is None:
            self._groups = {(row.parent_id, fold(row.name)): row.id for row in categories(self._work.read)}
        at = self.named("product_category", names[0])
        for name in names[1:]:
            key = (at, fold(name))
            if key not in self._groups:
                found = self._draft.add("product_category", new_uuids(1)[0], self._now, self._now, name)
                self._draft.change("product_category", found, {"parent_id": at})
                self._created["product_category"] += 1
                self._groups[key] = self._names("product_category")[fold(name)] = found
            at = self._groups[key]
        return at

    def product(self, number: str, name: str = "", category: str = "", price: Decimal | None = None) -> int | None:
        """Return the product of a number, an id or a name; None where nothing is said."""
        known = self._known_products()
        for key in _spellings(number or name):
            if key in known:
                return known[key]
        if not number and not name:
            return None
        product_id = self._draft.add(
            "product",
            new_uuids(1)[0],
            None,
            self._now,
            self._now,
            number if name else None,
            name or number,
            self.named("product_category", category),
            "",
            "0" if price is None else f"{price:f}",
            None,
            self.currency,
            "standard",
        )
        self._created["product"] += 1
        self.learn_product(product_id, number, name)
        return product_id

    def learn_product(self, product_id: int, *words: str | None) -> None:
        """Recognise a product by these ids, numbers and names from now on."""
        known = self._known_products()
        for word in words:
            for key in _spellings(word or ""):
                known.setdefault(key, product_id)

    def _known_products(self) -> dict[str, int]:
        if self._products is None:
            self._products = {}
            for row in import_keys.record_keys(self._work.read, "product"):
                if not row.is_in_bin:
                    self.learn_product(row.id, row.external_id, row.number, row.name, row.uuid)
        return self._products

    def _names(self, table: str) -> dict[str, int]:
        if table not in self._named:
            rows = import_keys.record_keys(self._work.read, table)
            self._named[table] = {fold(row.name): row.id for row in reversed(rows) if not row.is_in_bin}
        return self._named[table]

    def _new_company(self, name: str, key: str) -> int:
        external_id = name if looks_like_id(name) else None
        contact_id = self._draft.add(
            "contact", _uuid_for(external_id), external_id, self._now, self._now, "company", name, key, None,
            *("",) * 5, *_NO_DETAILS,
        )  # fmt: skip
        self.contacts.learn_ids(contact_id, external_id, None)
        self.contacts.learn_name(contact_id, is_company=True, sort_key=key)
        self._created["contact"] += 1
        return contact_id

    def _new_person(self, text: str, company_id: int | None) -> int:
        external_id = text if looks_like_id(text) else None
        parts = PersonName(family=text) if external_id else split_name(text)
        given, family = (parts.given, parts.family) if parts.family or parts.given else ("", text)
        name, key = display_name(ContactKind.PERSON, "", given, family), sort_key(ContactKind.PERSON, "", given, family)
        contact_id = self._draft.add(
            "contact", _uuid_for(external_id), external_id, self._now, self._now, "person", name, key, company_id,
            parts.salutation, parts.title, given, family, "", *_NO_DETAILS,
        )  # fmt: skip
        self.contacts.learn_ids(contact_id, external_id, None)
        self.contacts.learn_name(contact_id, is_company=False, sort_key=key)
        self._created["contact"] += 1
        return contact_id


def _uuid_for(external_id: str | None) -> str:
    """Return the UUID of a new record; one of this program's own that comes back keeps its own."""
    return external_id if external_id and looks_like_uuid(external_id) else new_uuids(1)[0]


def _spellings(text: str) -> tuple[str, ...]:
    """Return a product's number or name as it stands, folded, and without blanks: GTX Pro is GTXPro."""
    return (text, fold(text), "".join(words(text))) if text else ()
