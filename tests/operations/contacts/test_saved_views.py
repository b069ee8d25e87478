"""Views: kept under a name, changed, renamed, deleted, and brought back by Undo."""

from __future__ import annotations

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.operations.contacts import favourites, saved_views
from crm_desktop.operations.contacts.contacts import NewContact, add_person
from crm_desktop.store.queries import saved_views as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


def names(reader: Reader, pane: str = "contacts") -> list[str]:
    return [view.name for view in queries.saved_views(reader, pane=pane)]


def test_views_of_a_pane_stand_in_the_order_they_were_made(writer: Writer, reader: Reader) -> None:
    for name in ("Zuletzt", "Ausgewählte"):
        saved_views.add_view(writer, pane="contacts", name=name, view={"order": "name"})
    saved_views.add_view(writer, pane="board", name="Zuletzt", view={})
    assert names(reader) == ["Zuletzt", "Ausgewählte"]
    assert queries.saved_views(reader, pane="contacts")[0].view == {"order": "name"}


def test_a_view_is_changed_renamed_and_deleted_and_each_can_be_undone(writer: Writer, reader: Reader) -> None:
    view_id = saved_views.add_view(writer, pane="contacts", name="Messe", view={"tag": "Messe"}).value
    saved_views.change_view(writer, view_id=view_id, view={"tag": "Messe 2026"})
    renamed = saved_views.rename_view(writer, view_id=view_id, name="Messe 2026")
    assert renamed.label == "Rename view “Messe” to “Messe 2026”"
    deleted = saved_views.delete_view(writer, view_id=view_id)
    assert deleted.changes.touch("saved_view")
    assert names(reader) == []
    writer.undo()
    assert names(reader) == ["Messe 2026"]
    writer.undo()
    assert names(reader) == ["Messe"]
    writer.undo()
    assert queries.saved_views(reader, pane="contacts")[0].view == {"tag": "Messe"}
    writer.undo()
    assert names(reader) == []


@pytest.mark.parametrize("name", ["", "messe "])
def test_a_name_that_is_empty_or_taken_is_refused(writer: Writer, reader: Reader, name: str) -> None:
    saved_views.add_view(writer, pane="contacts", name="Messe", view={})
    with pytest.raises(BadInput):
        saved_views.add_view(writer, pane="contacts", name=name, view={})
    assert names(reader) == ["Messe"]


def test_a_view_may_keep_its_own_name_in_another_case(writer: Writer, reader: Reader) -> None:
    view_id = saved_views.add_view(writer, pane="contacts", name="messe", view={}).value
    saved_views.rename_view(writer, view_id=view_id, name="Messe")
    assert names(reader) == ["Messe"]


def test_a_star_is_put_on_and_taken_off_without_touching_the_contact(writer: Writer, reader: Reader) -> None:
    contact_id = add_person(writer, new=NewContact(family_name="Kessler")).value
    outcome = favourites.set_favourite(writer, contact_ids=[contact_id], on=True)
    assert outcome.label == "Make “Kessler” a favourite"
    assert not outcome.changes.touch("contact")
    favourites.set_favourite(writer, contact_ids=[contact_id, 9_999], on=True)
    assert list(reader.ids("select contact_id from favourite")) == [contact_id]
    favourites.set_favourite(writer, contact_ids=[contact_id], on=False)
    assert reader.scalar("select count(*) from favourite") == 0
    writer.undo()
    assert reader.scalar("select count(*) from favourite") == 1
