"""What a user does through the operations, one undoable step each, with nasty values: for tests of the journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.firm import FieldKind
from crm_desktop.domain.kinds import ActivityKind, ContactKind, PointKind, Standing
from crm_desktop.operations import capture, trash
from crm_desktop.operations.contacts import bulk as contact_bulk
from crm_desktop.operations.contacts import contacts, custom_fields, favourites, points, relations, saved_views
from crm_desktop.operations.history import files, history
from crm_desktop.operations.planning import calendar, reminders, tasks
from crm_desktop.operations.quality import merge, tags
from tests.builders import NOW

if TYPE_CHECKING:
    from random import Random

    from crm_desktop.domain.changes import Outcome
    from crm_desktop.store.reading import Reader
    from crm_desktop.store.unit_of_work import Writer

BINNED = ("contact", "deal", "offer", "activity", "product", "lead")
RULES = (
    "",
    "",
    "FREQ=DAILY",
    "FREQ=MONTHLY",
    "FREQ=WEEKLY;BYDAY=MO,TH",
    "FREQ=YEARLY;COUNT=3",
    "FREQ=MONTHLY;BYDAY=-1FR",
)
NOBODY = 10**9


@dataclass
class Deeds:
    """Each method does one thing through the operations; what is not there is asked for now and then, too."""

    writer: Writer
    random: Random
    text: Callable[[], str]

    def all(self) -> list[Callable[[], Outcome[Any]]]:
        """Return everything that can be done."""
        return [
            *(self.new_person, self.new_company, self.change_contact, self.move_employer, self.belong, self.recommend),
            *(self.end_employment, self.change_employment, self.remove_employment, self.reach, self.prefer),
            *(self.address, self.star, self.tag_many, self.untag_many, self.rename_tag, self.remove_tag),
            *(self.category, self.standing, self.segment, self.bin_many, self.merge_some, self.write_down),
            *(
                self.plan,
                self.plan,
                self.appointment,
                self.change_appointment,
                self.place,
                self.complete,
                self.complete,
            ),
            *(self.reopen, self.spread, self.put_off, self.remind, self.remind_no_more, self.edit_entry, self.pin),
            *(self.attach, self.detach, self.own_field, self.change_own_field, self.own_value, self.view),
            *(self.change_view, self.bin_entries, self.restore, self.for_good, self.empty_bin),
        ]

    def new_person(self) -> Outcome[Any]:
        """Add a person with everything known on the first day."""
        new = contacts.NewContact(
            given_name=self.text(), family_name=self.text(), company_name=self.random.choice(("", self.text())),
            phone=self.random.choice(("", "04131 228714")), email=self.random.choice(("", "Ä@firm.example")),
            address_text=self.random.choice(("", "Am Sande 1, 21335 Lüneburg")), tags=[self.text(), "VIP"],
        )  # fmt: skip
        return contacts.add_person(self.writer, new=new)

    def new_company(self) -> Outcome[Any]:
        return contacts.add_company(self.writer, new=contacts.NewContact(name=self.text(), tags=["Ärzte"]))

    def change_contact(self) -> Outcome[Any]:
        fields = {
            "note": self.text(), "birthday": self.random.choice((None, date(2000, 2, 29))),
            "salutation": self.random.choice(("Frau", "Herr und Frau")), "title": "Prof. Dr.",
        }  # fmt: skip
        some = dict(self.random.sample(sorted(fields.items()), self.random.randrange(1, 5)))
        return contacts.change_contact(self.writer, contact_id=self._one("contact"), fields=some)

    def move_employer(self) -> Outcome[Any]:
        company_id = self.random.choice((None, self._one("contact", f"kind = '{ContactKind.COMPANY}'")))
        company = self.random.choice(("", self.text()))
        return relations.work_for(self.writer, person_id=self._person(), company=company, company_id=company_id)

    def belong(self) -> Outcome[Any]:
        one, other = (self._one("contact", f"kind = '{ContactKind.COMPANY}'") for _n in range(2))
        return relations.belong_to(self.writer, company_id=one, parent_id=other)

    def recommend(self) -> Outcome[Any]:
        return relations.recommended_by(self.writer, contact_id=self._one("contact"), referrer_id=self._one("contact"))

    def end_employment(self) -> Outcome[Any]:
        return contacts.end_employment(self.writer, person_id=self._person(), ended=self._day())

    def change_employment(self) -> Outcome[Any]:
        started, ended = sorted((self._day(), self._day()))
        return relations.change_employment(
            self.writer, employment_id=self._one("employment"), job_title=self.text(),
            started=self.random.choice((None, started)), ended=self.random.choice((None, ended)),
        )  # fmt: skip

    def remove_employment(self) -> Outcome[Any]:
        return relations.remove_employment(self.writer, employment_id=self._one("employment"))

    def reach(self) -> Outcome[Any]:
        contact_id = self._one("contact")
        known = self._some("contact_point", 1, f"contact_id = {contact_id}")
        value = self.random.choice(("", "04131 1234567", "+41 44 668 18 00"))
        reach = points.Reach(PointKind.PHONE, value, label=self.text(), is_primary=True, id=known[0] if known else None)
        return points.set_point(self.writer, contact_id=contact_id, reach=reach)

    def prefer(self) -> Outcome[Any]:
        return points.prefer_point(self.writer, point_id=self._one("contact_point"))

    def address(self) -> Outcome[Any]:
        contact_id = self._one("contact")
        known = self._some("address", 1, f"contact_id = {contact_id}")
        text = self.random.choice(("", "Bahnhofstr. 3, 8001 Zürich, Schweiz", "21335 Lüneburg"))
        return points.write_address(
            self.writer, contact_id=contact_id, text=text, address_id=known[0] if known else None
        )  # fmt: skip

    def star(self) -> Outcome[Any]:
        return favourites.set_favourite(self.writer, contact_ids=self._contacts(), on=self.random.random() < 0.7)

    def tag_many(self) -> Outcome[Any]:
        return contact_bulk.add_tag(self.writer, contact_ids=self._contacts(), name=self._tag())

    def untag_many(self) -> Outcome[Any]:
        return contact_bulk.remove_tag(self.writer, contact_ids=self._contacts(), name=self._tag())

    def rename_tag(self) -> Outcome[Any]:
        return tags.rename_tag(self.writer, name=self._tag(), to=self._tag())

    def remove_tag(self) -> Outcome[Any]:
        return tags.remove_tag(self.writer, name=self._tag())

    def category(self) -> Outcome[Any]:
        category = self.random.choice(("", self.text()))
        return contact_bulk.set_category(self.writer, contact_ids=self._contacts(), category=category)

    def standing(self) -> Outcome[Any]:
        standing = self.random.choice(list(Standing))
        return contact_bulk.set_standing(self.writer, contact_ids=self._contacts(), standing=standing)

    def segment(self) -> Outcome[Any]:
        return contact_bulk.add_to_segment(self.writer, contact_ids=self._contacts(), name=self._tag())

    def bin_many(self) -> Outcome[Any]:
        return contact_bulk.bin_contacts(self.writer, contact_ids=self._contacts())

    def merge_some(self) -> Outcome[Any]:
        kind = self.random.choice(list(ContactKind))
        keep, *others = self._some("contact", 3, f"kind = '{kind}'") or [NOBODY]
        choices = {"category": others[0]} if others else {}
        return merge.merge_contacts(self.writer, keep_id=keep, other_ids=others, choices=choices)

    def write_down(self) -> Outcome[Any]:
        entry = capture.NewEntry(
            self.random.choice((ActivityKind.CALL, ActivityKind.NOTE)), body=self.text(),
            at=self.random.choice((None, NOW - timedelta(days=9))),
            contacts=tuple(self._contacts()),
            files=(capture.NewFile("a.txt", self._bytes()),) * self.random.randrange(2),
            follow_up=self.random.choice((None, capture.FollowUp(self.text(), self._day()))),
        )  # fmt: skip
        return capture.write_down(self.writer, entry=entry)

    def plan(self) -> Outcome[Any]:
        return tasks.add_task(self.writer, new=self._plan(), contacts=self._contacts())

    def appointment(self) -> Outcome[Any]:
        return calendar.add_appointment(self.writer, new=self._appointment(), contacts=self._contacts())

    def change_appointment(self) -> Outcome[Any]:
        return calendar.change_appointment(
            self.writer, activity_id=self._planned(), new=self._appointment(), contacts=self._contacts()
        )

    def place(self) -> Outcome[Any]:
        minutes = self.random.choice((None, 5, 7 * 24 * 60, 0))
        time = self.random.choice(("", "02:30", "23:59"))
        return calendar.place(
            self.writer, activity_id=self._planned(), on=self._day(), time=time, minutes=minutes
        )  # fmt: skip

    def complete(self) -> Outcome[Any]:
        follow_up = self.random.choice((None, self._plan()))
        return tasks.complete_task(
            self.writer, activity_id=self._planned(), result=self.text(), follow_up=follow_up
        )  # fmt: skip

    def reopen(self) -> Outcome[Any]:
        return tasks.reopen_task(self.writer, activity_id=self._one("activity", "done_at is not null"))

    def spread(self) -> Outcome[Any]:
        return tasks.spread_overdue(self.writer)

    def put_off(self) -> Outcome[Any]:
        ids = self._some("activity", 3, "due_on is not null and done_at is null")
        return tasks.defer_tasks(self.writer, activity_ids=ids, until=self._day())

    def remind(self) -> Outcome[Any]:
        at = NOW + timedelta(hours=self.random.randrange(99))
        return reminders.remind_at(self.writer, activity_id=self._planned(), at=at)

    def remind_no_more(self) -> Outcome[Any]:
        return reminders.end_reminder(self.writer, activity_id=self._planned())

    def edit_entry(self) -> Outcome[Any]:
        at = self.random.choice((None, NOW - timedelta(days=self.random.randrange(999))))
        return history.edit_activity(self.writer, activity_id=self._one("activity"), body=self.text(), at=at)

    def pin(self) -> Outcome[Any]:
        pinned = self.random.random() < 0.5
        return history.pin_activity(self.writer, activity_id=self._one("activity"), pinned=pinned)

    def attach(self) -> Outcome[Any]:
        return files.attach_file(self.writer, data=self._bytes(), name=self.text(), contact_id=self._one("contact"))

    def detach(self) -> Outcome[Any]:
        return files.detach_file(self.writer, attachment_id=self._one("attachment"))

    def own_field(self) -> Outcome[Any]:
        kind = self.random.choice(list(FieldKind))
        return custom_fields.add_field(self.writer, label=self.text(), kind=kind, choices=("Ä", "ä", self.text()))

    def change_own_field(self) -> Outcome[Any]:
        field_id = self._one("custom_field")
        return self.random.choice(
            (
                lambda: custom_fields.move_field(self.writer, field_id=field_id, position=self.random.randrange(3)),
                lambda: custom_fields.rename_field(self.writer, field_id=field_id, label=self.text()),
                lambda: custom_fields.delete_field(self.writer, field_id=field_id),
            )
        )()

    def own_value(self) -> Outcome[Any]:
        keys = self._read(lambda read: read.rows(str, "select key from custom_field order by id"))
        text = self.random.choice(("", "ja", "1.234,50", "29.02.2028", "9" * 400, self.text()))
        key = self.random.choice(keys or [""])
        return custom_fields.set_value(self.writer, contact_id=self._one("contact"), key=key, text=text)

    def view(self) -> Outcome[Any]:
        return saved_views.add_view(self.writer, pane="contacts", name=self.text(), view={"tag": self.text()})

    def change_view(self) -> Outcome[Any]:
        view_id = self._one("saved_view")
        return self.random.choice(
            (
                lambda: saved_views.change_view(self.writer, view_id=view_id, view={"quiet_days": 30}),
                lambda: saved_views.rename_view(self.writer, view_id=view_id, name=self.text()),
                lambda: saved_views.delete_view(self.writer, view_id=view_id),
            )
        )()

    def bin_entries(self) -> Outcome[Any]:
        return trash.delete_activities(self.writer, activity_ids=self._some("activity", 3))

    def restore(self) -> Outcome[Any]:
        return trash.restore_records(self.writer, records=self._binned())

    def for_good(self) -> Outcome[Any]:
        return trash.delete_records_for_good(self.writer, records=self._binned())

    def empty_bin(self) -> Outcome[Any]:
        return self.random.choice((trash.empty_whole_bin, trash.empty_bin_by_itself))(self.writer)

    def _plan(self) -> tasks.Plan:
        return tasks.Plan(
            self.text(), self._day(), due_time=self.random.choice(("", "02:30")), recurrence=self.random.choice(RULES),
            reminder_at=self.random.choice((None, NOW)),
        )  # fmt: skip

    def _appointment(self) -> calendar.Appointment:
        return calendar.Appointment(
            self.text(), self._day(), time=self.random.choice(("", "00:00")), minutes=self.random.choice((None, 45)),
            reminder_at=self.random.choice((None, NOW)), recurrence=self.random.choice(RULES),
        )  # fmt: skip

    def _day(self) -> date:
        return date(2026, 2, 28) + timedelta(days=self.random.randrange(800))

    def _bytes(self) -> bytes:
        return self.random.choice((b"", b"\x00", b"the same", self.random.randbytes(5000)))

    def _tag(self) -> str:
        return self.random.choice(("VIP", "vip", "Ärzte", "ärzte", self.text()))

    def _binned(self) -> list[tuple[str, int]]:
        return [(kind, one) for kind in BINNED for one in self._some(kind, 3, "deleted_at is not null")]

    def _contacts(self) -> list[int]:
        return self._some("contact", self.random.randrange(4))

    def _person(self) -> int:
        return self._one("contact", f"kind = '{ContactKind.PERSON}'")

    def _planned(self) -> int:
        return self._one("activity", "due_on is not null")

    def _one(self, table: str, where: str = "true") -> int:
        return (self._some(table, 1, where) or [NOBODY])[0]

    def _some(self, table: str, n: int, where: str = "true") -> list[int]:
        ids = self._read(lambda read: list(read.ids(f"select id from {table} where {where} order by id")))
        return self.random.sample(ids, min(n, len(ids)))

    def _read(self, ask: Callable[[Reader], list[Any]]) -> list[Any]:
        with self.writer.step("Look") as work:
            return ask(work.read)
