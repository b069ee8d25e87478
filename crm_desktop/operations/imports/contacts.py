"""Importing contacts: who is new, who is known, and which companies have to be there for the people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from crm_desktop.base import check_digits
from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.times import to_text
from crm_desktop.domain.records import NOTHING_FURTHER, ContactRecord
from crm_desktop.exchange.own_guess import OwnGuess
from crm_desktop.operations.imports.asking import MOST, case_of
from crm_desktop.operations.imports.contact_drafts import NewContacts
from crm_desktop.operations.imports.contact_lines import Folded, Line, custom_of, lines_of
from crm_desktop.operations.imports.contact_updates import Known, Updates
from crm_desktop.operations.imports.known_contacts import KnownContacts, company_print, looks_like_uuid
from crm_desktop.operations.imports.known_places import KnownPlaces
from crm_desktop.operations.imports.own_columns import OwnColumns
from crm_desktop.operations.imports.report import Fate, Item, Tally, Treatment
from crm_desktop.operations.imports.seen import Key
from crm_desktop.operations.imports.tables import COLUMNS
from crm_desktop.operations.imports.treatment import Wishes
from crm_desktop.operations.privacy import suppressing
from crm_desktop.store.bulk import blobs
from crm_desktop.store.bulk.drafts import Draft, last_id, new_uuids
from crm_desktop.store.queries import consents, contact_keys
from crm_desktop.store.unit_of_work import Work

#: Fields by which known contacts may be looked for: the values of `update_by`.
KEYS = ("external_id", "customer_number", "email", "phone", "name", "name_place")

#: Ids made at a time.
_UUIDS = 2_000


class ContactImport:
    """Takes contacts batch by batch into an open step."""

    def __init__(self, work: Work, tally: Tally, wishes: Wishes, kept: Mapping[str, OwnGuess] | None = None) -> None:
        update_by = wishes.update_by
        if update_by and update_by not in KEYS:
            raise BadInput(
                _("Contacts cannot be recognised by “{field}”.").format(field=update_by),
                _("Use one of these: {fields}.").format(fields=", ".join(KEYS)),
                field="update_by",
            )
        self._known = KnownContacts(work.read, names=bool(update_by))
        self._places = KnownPlaces(work.read) if update_by == "name_place" else None
        self._country = contact_keys.country_of_firm(work.read)
        self._work = work
        self._tally = tally
        self._update_by, self._wishes = update_by, wishes
        self._draft = Draft(work, COLUMNS)
        self._updates = Updates(work, self._draft, self._country)
        self._fillings = Updates(work, self._draft, self._country, only_empty=True)
        self._now = to_text(work.now)
        self._new = NewContacts(self._draft, self._country, self._now)
        self._folded = Folded()
        self._uuids: list[str] = []
        #: Companies that were only mentioned so far: their own row, when it comes, adds them.
        self._mentioned: set[int] = set()
        self._referrals: list[tuple[int, int, str]] = []
        self._own_fields = set(contact_keys.own_fields(work.read, "contact"))
        self._own_columns = OwnColumns(work.read, tally, kept)
        #: The row each contact came from, where somebody is on the suppression list; else nothing has to be told.
        self._rows: dict[int, int] | None = {} if consents.suppression_count(work.read) else None
        self._last = (last_id(work, "contact"), last_id(work, "contact_point"), last_id(work, "address"))

    def take(self, items: Sequence[Item]) -> None:
        """Add or bring up to date the contacts of a batch."""
        first_new = self._draft.coming_id("contact")
        known: list[Known] = []
        again: list[Known] = []
        records = [self._settled(item) for item in items]
        for item, line in zip(items, lines_of(records, self._country, self._folded), strict=True):
            prints, all_prints = line.prints()
            company_id = self._company(line.record.company, line.company_key) if line.company_key else None
            found = self._find(line, prints)
            wished = self._wishes.of(item.row) if found is not None and found <= self._last[0] else Treatment.CORRECT
            if found is None:
                self._add(item.row, line, company_id, all_prints)
            elif wished is Treatment.ADD:
                self._add(item.row, self._without_number(item.row, line), company_id, all_prints)
            elif wished is Treatment.SKIP:
                self._tally.count(Fate.SKIPPED)
            elif wished is Treatment.ASK:
                self._ask(item, found, line.record)
            else:
                self._remember(found, item.row)
                self._known.claim(found, line.record.external_id)
                (again if found >= first_new else known).append(Known(found, item.row, line, company_id))
        self._new.write()
        self._draft.flush()
        self._bring_up_to_date(known)
        self._bring_up_to_date(again)

    def _ask(self, item: Item, contact_id: int, record: ContactRecord) -> None:
        """Leave a row that says something else of a known contact outside until somebody has decided."""
        case = case_of(self._work.read, item.row, contact_id, record) if len(self._tally.asked) < MOST else None
        if case is None and len(self._tally.asked) < MOST:
            self._tally.count(Fate.SKIPPED)
            return
        if case is not None:
            self._tally.asked.append(case)
        self._tally.refuse(item, "", "", _("This contact is known and says something else; nobody has decided."))

    def _know_names(self) -> None:
        """Recognise contacts by mail, phone and name alone from now on."""
        if not self._known.has_names:
            self._new.write()
            self._draft.flush()
            self._known.read_names(self._work.read)

    def _settled(self, item: Item) -> ContactRecord:
        """Return a row's record with own fields and the IBAN as they are stored."""
        record = cast("ContactRecord", item.record)
        if record.further.columns:
            record = self._own_columns.settled(item.row, record)
        return self._with_iban(item.row, record) if record.iban else record

    def finish(self) -> None:
        """Find who recommended whom, now that everybody is there."""
        if self._referrals:
            self._know_names()
        for contact_id, row, text in self._referrals:
            found = self._known.referred_to(text) or self._known.called(text)
            if found is None or found == contact_id:
                self._tally.remark(row, "referred_by", text, _("There is no contact of this name or number."))
            else:
                self._draft.change("contact", contact_id, {"referred_by_id": found})
        self._draft.flush()
        self._tally.created["contact"] += len(self._mentioned)
        for one in suppressing.mark_returned(self._work, after=self._last):
            if self._rows is not None and (at := self._rows.get(one.contact_id)) is not None:
                told = _("This address is on the suppression list: the contact was taken in and gets no advertising.")
                self._tally.remark(at, one.channel.value, one.value, told)

    def _remember(self, contact_id: int, row: int) -> None:
        if self._rows is not None:
            self._rows[contact_id] = row

    def _without_number(self, row: int, line: Line) -> Line:
        """Return the line without a customer number that somebody else has: two contacts cannot have the same."""
        number = line.record.customer_number
        if number not in self._known.by_number:
            return line
        self._tally.remark(row, "customer_number", number, _("This customer number is taken; it was left out."))
        return line._replace(record=line.record._replace(customer_number=""))

    def _with_iban(self, row: int, record: ContactRecord) -> ContactRecord:
        """Return the record with its IBAN as it is compared; one with a slip is kept, and said to have one."""
        iban = check_digits.plain(record.iban)
        if not check_digits.is_iban(iban):
            self._tally.remark(row, "iban", record.iban, _("There is a slip in this IBAN; it was taken as it stands."))
        return record._replace(iban=iban)

    def _find(self, line: Line, prints: Sequence[Key]) -> int | None:
        """Return the contact the line is about, None where it is new."""
        known, record = self._known, line.record
        if self._update_by and (chosen := self._find_by_field(line)) is not None:
            return chosen
        external_id = record.external_id
        if external_id:
            found = known.by_external_id.get(external_id)
            if found is None and looks_like_uuid(external_id):
                found = known.by_uuid.get(external_id)
            if found is not None:
                return found
        if record.customer_number:
            found = known.by_number.get(record.customer_number)
            if found is not None and known.may_be(found, external_id):
                return found
        if line.is_nameless:
            self._know_names()
            if (found := known.by_mail.get(line.mail)) is not None and known.may_be(found, external_id):
                return found
        return known.alike(prints, external_id)

    def _find_by_field(self, line: Line) -> int | None:
        known, record = self._known, line.record
        match self._update_by:
            case "email":
                return known.by_mail.get(line.mail)
            case "phone":
                return known.by_phone.get(line.phone) or known.by_phone.get(line.mobile)
            case "name":
                return known.by_name.get(line.sort_key)
            case "customer_number":
                return known.by_number.get(record.customer_number)
            case "name_place":
                return self._places.find(line) if self._places else None
        return known.by_external_id.get(record.external_id)

    def _add(self, row: int, line: Line, company_id: int | None, prints: Iterable[Key]) -> None:
        """Add a contact with its parts."""
        record, known = line.record, self._known
        external_id = record.external_id
        own = external_id if looks_like_uuid(external_id) else ""
        contact_id = self._new.add(own or self._uuid(), line, company_id)
        self._remember(contact_id, row)
        if record.referred_by or record.further is not NOTHING_FURTHER:
            self._note(row, contact_id, record)
        if external_id or record.customer_number:
            known.learn_ids(contact_id, external_id, record.customer_number, own)
        known.learn_name(contact_id, is_company=line.is_company, sort_key=line.sort_key)
        if known.has_names:
            known.learn_points(contact_id, line.mail, (line.phone, line.mobile))
        known.learn_prints(contact_id, prints)
        if self._places:
            self._places.learn(contact_id, line)
        self._tally.count(Fate.ADDED)

    def _note(self, row: int, contact_id: int, record: ContactRecord) -> None:
        """Keep what is to be done for a contact beyond its rows: referrals, own fields, a photo."""
        if record.referred_by:
            self._referrals.append((contact_id, row, record.referred_by))
        for key in custom_of(record):
            if key != "vcard" and key not in self._own_fields:
                self._draft.add("custom_field", "contact", key, key, "text", len(self._own_fields))
                self._own_fields.add(key)
        if (photo := record.further.photo) is not None:
            name = f"photo.{photo.media_type.rpartition('/')[2] or 'bin'}"
            digest = blobs.put(self._work, photo.data)
            if not contact_keys.has_attachment(self._work.read, contact_id, digest):
                self._draft.add("attachment", name, photo.media_type, len(photo.data), digest, self._now, contact_id)

    def _company(self, name: str, key: str) -> int | None:
        """Return the company of a name, added where it is mentioned for the first time."""
        found = self._known.companies.get(key)
        if found is not None or not key:
            return found
        blank = ("",) * 5
        contact_id = self._draft.add(
            "contact", self._uuid(), None, self._now, self._now, "company", name, key, None, *blank, None, "", "", None,
            None, "", "", None, "", "", "", "{}",
        )  # fmt: skip
        self._known.learn_name(contact_id, is_company=True, sort_key=key)
        self._known.learn_prints(contact_id, [company_print(key)])
        self._mentioned.add(contact_id)
        return contact_id

    def _uuid(self) -> str:
        if not self._uuids:
            self._uuids += new_uuids(_UUIDS)
        return self._uuids.pop()

    def _bring_up_to_date(self, known: Sequence[Known]) -> None:
        """Change what is known of contacts where the file says something else, and count."""
        living = [one for one in known if one.contact_id not in self._known.in_bin]
        fill: list[Known] = []
        correct: list[Known] = []
        for one in living:
            (fill if self._wishes.of(one.row) is Treatment.FILL else correct).append(one)
        changed = self._updates.apply(correct)
        if fill:
            self._draft.flush()
            changed |= self._fillings.apply(fill)
        for one in known:
            if one.contact_id in self._known.in_bin:
                self._tally.remark(one.row, "", one.line.name, _("This contact lies in the bin; it was left there."))
            elif changed[one.row]:
                self._known.learn_ids(one.contact_id, one.line.record.external_id, one.line.record.customer_number)
                self._known.learn_points(one.contact_id, one.line.mail, (one.line.phone, one.line.mobile))
                self._known.learn_prints(one.contact_id, one.line.prints()[1])
            self._note(one.row, one.contact_id, one.line.record)
            self._tally.count(self._fate(one, changed=changed.get(one.row, False)))
        self._draft.flush()

    def _fate(self, one: Known, *, changed: bool) -> Fate:
        if one.contact_id in self._mentioned and one.line.is_company:
            self._mentioned.discard(one.contact_id)
            return Fate.ADDED
        return Fate.UPDATED if changed else Fate.SKIPPED
