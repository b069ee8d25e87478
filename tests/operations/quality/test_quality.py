"""The inbox of the data's quality: what waits, ordered by money, decided in steps that can be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.contacts import Standing
from crm_desktop.domain.quality import Care
from crm_desktop.operations.contacts import bulk as contact_bulk
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.quality import quality
from crm_desktop.operations.quality.quality import Inbox
from crm_desktop.store.queries import quality as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.store.acting import digest

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="de")


def company(writer: Writer, name: str, cents: int = 0, **more: str) -> int:
    new = NewContact(name=name, standing=Standing.CUSTOMER, **more)  # type: ignore[arg-type]  # texts of a contact
    contact_id = contacts.add_company(writer, new=new).value
    if cents:
        deals.add_deal(writer, title=f"Für {name}", account_id=contact_id, amount_cents=cents)
    return contact_id


def waiting(reader: Reader) -> Inbox:
    return quality.inbox(reader, today=TODAY)


def test_what_there_is_most_money_in_comes_first(writer: Writer, reader: Reader) -> None:
    company(writer, "Klein GmbH", 100)
    company(writer, "Groß GmbH", 90_000)
    found = waiting(reader).decisions[Care.INCOMPLETE]
    assert [(one.title, one.money_cents) for one in found] == [("Groß GmbH", 90_000), ("Klein GmbH", 100)]
    assert {flaw.field for flaw in found[0].flaws} == {"phone", "email", "address", "category"}
    assert waiting(reader).shares["reach"] == 0.0


def test_a_double_is_decided_once_and_for_all(writer: Writer, reader: Reader) -> None:
    ids = [company(writer, name, email="info@graf.example") for name in ("Graf Hochbau KG", "Graf Hochbau")]
    (double,) = waiting(reader).decisions[Care.DOUBLE]
    assert sorted(double.contact_ids) == ids
    done = quality.call_different(writer, contact_id=ids[1], other_id=ids[0])
    assert done.label == "“Graf Hochbau KG” and “Graf Hochbau” are two"
    assert waiting(reader).decisions[Care.DOUBLE] == []
    writer.undo()
    assert len(waiting(reader).decisions[Care.DOUBLE]) == 1
    with pytest.raises(BadInput):
        quality.call_different(writer, contact_id=ids[0], other_id=ids[0])


def test_sure_doubles_become_one_in_one_step_also_in_chains(writer: Writer, reader: Reader) -> None:
    ids = [company(writer, "Graf KG") for _ in range(3)]
    before = digest(reader)
    outcome = quality.merge_sure(writer, pairs=[(ids[0], ids[1]), (ids[1], ids[2]), (ids[0], ids[2])])
    assert (outcome.value, outcome.label) == (2, "Merge 2 sure doubles")
    assert [int(one) for one in reader.ids("select id from contact")] == [ids[0]]
    writer.undo()
    assert digest(reader) == before


def test_two_called_different_may_be_merged_all_the_same(writer: Writer, reader: Reader) -> None:
    ids = [company(writer, "Graf KG") for _ in range(2)]
    quality.call_different(writer, contact_id=ids[0], other_id=ids[1])
    quality.merge_sure(writer, pairs=[(ids[0], ids[1])])
    assert [int(one) for one in reader.ids("select id from contact")] == ids[:1]
    assert waiting(reader).decisions[Care.DOUBLE] == []


def test_what_was_confirmed_is_fresh_again(writer: Writer, reader: Reader) -> None:
    contact_id = company(writer, "Graf KG")
    with writer.step("long ago") as work:
        work.execute("update contact set last_activity_at = '2020-01-02T08:00:00.000000Z'")
    assert [one.contact_ids for one in waiting(reader).decisions[Care.STALE]] == [(contact_id,)]
    assert quality.confirm(writer, contact_ids=[contact_id]).label == "Confirm “Graf KG”"
    assert waiting(reader).decisions[Care.STALE] == []


def test_what_looks_wrong_and_is_right_is_asked_again_only_when_it_changes(writer: Writer, reader: Reader) -> None:
    contact_id = company(writer, "Graf KG", email="info@gmial.com")
    (decision,) = waiting(reader).decisions[Care.WRONG]
    values = [(flaw.field, flaw.value) for flaw in decision.flaws]
    for _again in range(2):
        assert quality.accept(writer, contact_id=contact_id, values=values).label == "“Graf KG” is right as it is"
        assert waiting(reader).decisions[Care.WRONG] == []
    assert reader.scalar("select count(*) from accepted_value") == 1
    with writer.step("another") as work:
        work.execute("update contact_point set value = 'info@gmaill.com'")
    assert [one.flaws[0].proposal for one in waiting(reader).decisions[Care.WRONG]] == ["info@gmail.com"]


def test_who_was_not_reached_is_still_to_be_confirmed(writer: Writer, reader: Reader) -> None:
    contact_id = company(writer, "Graf KG")
    with writer.step("long ago") as work:
        work.execute("update contact set last_activity_at = '2020-01-02T08:00:00.000000Z'")
    assert quality.not_reached(writer, contact_id=contact_id).label == "“Graf KG” was not reached"
    assert reader.scalar("select subject from activity") == "Called, not reached"
    assert len(waiting(reader).decisions[Care.STALE]) == 1


def test_the_health_of_a_day_is_kept_once_and_is_no_step(writer: Writer, reader: Reader) -> None:
    lueneburg, uelzen = ("04131 228714", "Uferweg 12, 21335 Lüneburg"), ("0581 9999", "Am Markt 3, 29525 Uelzen")
    for name, (phone, address) in (("Graf KG", lueneburg), ("Graf", lueneburg), ("Heil GmbH", uelzen)):
        ids = [company(writer, name, phone=phone, address_text=address)]
        contact_bulk.set_category(writer, contact_ids=ids, category="Hotel")
    found = quality.looked_over(reader, today=TODAY)
    assert found is not None
    assert (found.contacts, found.sound, found.doubles, found.waiting) == (3, 1, 1, 1)
    assert round(found.share, 2) == 0.33
    for _again in range(2):
        assert quality.keep_health(writer, found=found).step is None
    assert queries.health(reader) == [found]
    assert quality.looked_over(reader, today=TODAY) is None, "once a day is enough"
    assert queries.waiting(reader, today=TODAY) == 1
    quality.keep_health(writer, found=found._replace(day=TODAY + timedelta(days=1), doubles=0))
    assert [one.waiting for one in queries.health(reader)] == [1, 0]
    assert queries.waiting(reader, today=TODAY) == 0
