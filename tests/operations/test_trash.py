"""The bin: nothing is gone at once, and what goes for good takes along what belongs to nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.times import to_text
from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations import trash
from crm_desktop.operations.campaigns import campaigns, surveys
from crm_desktop.operations.campaigns.campaigns import NewCampaign
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals, follow_up_sets
from crm_desktop.operations.deals.stage_tasks import StageTask
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import history
from crm_desktop.operations.products import categories as product_categories
from crm_desktop.operations.serial import templates
from crm_desktop.operations.serial.templates import Words
from crm_desktop.store.queries import bin as queries
from crm_desktop.store.queries import contacts as lists
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW


def graf(writer: Writer, name: str = "Graf") -> int:
    return contacts.add_person(writer, new=NewContact(family_name=name)).value


def wait(writer: Writer, days: int) -> None:
    """Let what lies in the bin lie there for some days more."""
    with writer.step("wait") as work:
        for kind in queries.TITLES:
            at = to_text(NOW - timedelta(days=days))
            work.execute(f"update {kind} set deleted_at = ? where deleted_at is not null", (at,))


def count(reader: Reader, table: str) -> int:
    return int(reader.scalar(f"select count(*) from {table}"))


def test_a_deleted_contact_leaves_the_lists_and_comes_back(writer: Writer, reader: Reader) -> None:
    ids = [graf(writer), graf(writer, "Wolters")]
    assert trash.delete_contacts(writer, contact_ids=ids[:1]).label == "Delete contact “Graf”"
    assert [row.name for row in lists.first_page(reader)] == ["Wolters"]
    assert queries.contents(reader) == [queries.BinRow("contact", ids[0], "Graf", NOW)]
    trash.restore(writer, kind="contact", ids=ids[:1])
    assert len(lists.first_page(reader)) == 2
    assert trash.delete_contacts(writer, contact_ids=ids).label == "Delete 2 contacts"
    writer.undo()
    assert queries.contents(reader) == []


def test_a_deleted_entry_is_no_contact_any_more_and_is_one_again_when_restored(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    earlier = NOW - timedelta(days=9)
    history.log_activity(writer, kind=ActivityKind.CALL, contacts=[person], at=earlier)
    entry = history.write_note(writer, contact_id=person, text="x").value
    trash.delete_activities(writer, activity_ids=[entry])
    assert reader.scalar("select last_activity_at from contact") == to_text(earlier)
    trash.restore(writer, kind="activity", ids=[entry])
    assert reader.scalar("select last_activity_at from contact") == to_text(NOW)


def test_after_thirty_days_a_contact_goes_with_what_concerns_nobody_else(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer)
    person, friend = graf(writer), graf(writer, "Wolters")
    deal = deals.add_deal(writer, title="Lobby", account_id=person).value
    with writer.step("history") as work:
        history.record(work, kind=ActivityKind.NOTE, subject="allein", contacts=[person])
        history.record(work, kind=ActivityKind.NOTE, subject="zu zweit", contacts=[person, friend])
        history.record(work, kind=ActivityKind.NOTE, subject="zum Vorgang", contacts=[person], deal_id=deal)
    trash.delete_contacts(writer, contact_ids=[person])
    wait(writer, 29)
    assert trash.empty_bin(writer).value == 0
    wait(writer, 31)
    outcome = trash.empty_bin(writer)
    assert (outcome.value, outcome.label) == (1, "Empty the bin")
    assert reader.rows(str, "select subject from activity where kind = 'note' order by id") == [
        "zu zweit",
        "zum Vorgang",
    ]
    assert reader.scalar("select account_id from deal") is None
    assert count(reader, "contact") == 1
    writer.undo()
    assert count(reader, "contact") == 2
    assert reader.scalar("select account_id from deal") == person


def test_only_what_lies_in_the_bin_is_deleted_for_good(writer: Writer, reader: Reader) -> None:
    ids = [graf(writer), graf(writer, "Wolters")]
    trash.delete_contacts(writer, contact_ids=ids[:1])
    assert trash.delete_for_good(writer, kind="contact", ids=ids).value == 1
    assert [row.id for row in lists.first_page(reader)] == ids[1:]


def test_deals_lie_in_the_same_bin(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer)
    deal = deals.add_deal(writer, title="Lobby").value
    deals.delete_deal(writer, deal_id=deal)
    assert [(row.kind, row.title) for row in queries.contents(reader)] == [("deal", "Lobby")]
    wait(writer, 31)
    assert trash.empty_bin(writer).value == 1
    assert count(reader, "deal_state") == 0


def test_a_word_that_is_no_kind_is_refused(writer: Writer) -> None:
    with pytest.raises(BadInput):
        trash.restore(writer, kind="firm", ids=[1])


def test_records_of_several_kinds_come_back_in_one_step_and_go_again_by_undo(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    entry = history.write_note(writer, contact_id=person, text="Treppe").value
    trash.delete_contacts(writer, contact_ids=[person])
    trash.delete_activities(writer, activity_ids=[entry])
    both = [("contact", person), ("activity", entry)]
    assert trash.restore_records(writer, records=both).label == "Restore 2 records"
    assert queries.contents(reader) == []
    writer.undo()
    assert queries.counts(reader) == {"contact": 1, "activity": 1}
    assert trash.restore_records(writer, records=both[:1]).label == "Restore “Graf”"


def test_what_is_looked_for_in_the_bin_is_found_in_any_spelling(writer: Writer, reader: Reader) -> None:
    ids = [graf(writer, name) for name in ("Müller", "Graf")]
    note = history.write_note(writer, contact_id=ids[0], text="Treppe").value
    trash.delete_contacts(writer, contact_ids=ids)
    trash.delete_activities(writer, activity_ids=[note])
    assert [row.title for row in queries.contents(reader, words="mueller", kinds=["contact"])] == ["Müller"]
    assert {row.kind for row in queries.contents(reader, words="Muller")} == {"contact", "activity"}
    assert [row.kind for row in queries.contents(reader, kinds=["activity"])] == ["activity"]
    assert queries.contents(reader, words="nobody") == []


def test_some_or_all_of_the_bin_goes_for_good_and_what_lives_is_left_alone(writer: Writer, reader: Reader) -> None:
    kept, gone, last = (graf(writer, name) for name in ("Kept", "Gone", "Last"))
    trash.delete_contacts(writer, contact_ids=[gone, last])
    outcome = trash.delete_records_for_good(writer, records=[("contact", gone), ("contact", kept)])
    assert (outcome.value, outcome.label) == (1, "Delete 1 record for good")
    assert count(reader, "contact") == 2
    assert trash.empty_whole_bin(writer).value == 1, "also what was thrown away this very second"
    assert count(reader, "contact") == 1
    writer.undo()
    assert count(reader, "contact") == 2


def test_the_program_empties_the_bin_by_itself_only_of_what_is_old_and_only_while_nothing_can_be_redone(
    writer: Writer, reader: Reader
) -> None:
    old, new = graf(writer), graf(writer, "Wolters")
    trash.delete_contacts(writer, contact_ids=[old])
    wait(writer, 31)
    trash.delete_contacts(writer, contact_ids=[new])
    writer.undo()
    assert trash.empty_bin_by_itself(writer).step is None
    writer.redo()
    outcome = trash.empty_bin_by_itself(writer)
    assert (outcome.value, outcome.step is not None) == (1, True)
    assert [row.title for row in queries.contents(reader)] == ["Wolters"]
    assert trash.empty_bin_by_itself(writer).step is None, "an empty bin leaves no step"
    writer.undo()
    assert len(queries.contents(reader)) == 2


def test_nobody_comes_back_with_a_customer_number_that_is_somebody_elses_by_now(writer: Writer, reader: Reader) -> None:
    ids = [graf(writer), graf(writer, "Wolters")]
    contacts.change_contact(writer, contact_id=ids[0], fields={"customer_number": "10001"})
    trash.delete_contacts(writer, contact_ids=ids[:1])
    contacts.change_contact(writer, contact_id=ids[1], fields={"customer_number": "10001"})
    with pytest.raises(Refused, match="“Wolters” has the customer number 10001"):
        trash.restore(writer, kind="contact", ids=ids[:1])
    with pytest.raises(Refused, match="“Wolters” has the customer number 10001"):
        trash.restore_records(writer, records=[("contact", ids[0])])
    contacts.change_contact(writer, contact_id=ids[1], fields={"customer_number": "10002"})
    trash.restore(writer, kind="contact", ids=ids[:1])
    assert len(lists.first_page(reader)) == 2


def test_what_is_made_for_many_lies_in_the_same_bin_and_comes_back_or_goes(writer: Writer, reader: Reader) -> None:
    campaign = campaigns.add_campaign(writer, new=NewCampaign("Spring")).value
    survey = surveys.add_survey(writer, name="Happy?", campaign_id=campaign).value
    words = Words("Thanks", "", "Dear customer")
    template = templates.add_template(writer, kind="letter", language="en", words=words).value
    steps = follow_up_sets.add_set(writer, name="After a visit", tasks=[StageTask(3, ActivityKind.CALL, "Ask")]).value
    with writer.step("groups") as work:
        inner = product_categories.category_at(work, "Paints > Indoors")
    outer = int(reader.scalar("select parent_id from product_category where id = ?", (inner,)))
    assert inner is not None
    campaigns.delete_campaign(writer, campaign_id=campaign)
    surveys.delete_survey(writer, survey_id=survey)
    templates.delete_template(writer, template_id=template)
    follow_up_sets.delete_set(writer, set_id=steps)
    product_categories.delete_category(writer, category_id=inner)
    records = {
        ("campaign", campaign): "Spring",
        ("survey", survey): "Happy?",
        ("template", template): "Thanks",
        ("follow_up_set", steps): "After a visit",
        ("product_category", inner): "Indoors",
    }
    assert {(row.kind, row.id): row.title for row in queries.contents(reader)} == records
    assert [(row.kind, row.detail) for row in queries.contents(reader, words="spring happy")] == [("survey", "Spring")]
    product_categories.delete_category(writer, category_id=outer)
    assert trash.restore_records(writer, records=list(records)).label == "Restore 5 records"
    assert [row.title for row in queries.contents(reader)] == ["Paints"]
    assert reader.scalar("select parent_id from product_category where id = ?", (inner,)) is None, "not in what is gone"
    writer.undo()
    assert trash.empty_whole_bin(writer).value == 6
    assert sum(count(reader, table) for table in queries.TITLES) == 0
    writer.undo()
    assert len(queries.contents(reader)) == 6
