"""Inquiries are found by who asks and what for, wherever the search looks, and the palette leads to them."""

from __future__ import annotations

from crm_desktop.operations.leads import leads
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.window.found import look_up

FIELDS = {
    "given_name": "Jana", "family_name": "Friese", "company": "Praxis am Park", "title": "Empfangstheke",
    "email": "j.friese@praxis-am-park.example", "city": "Lüneburg",
}  # fmt: skip


def test_an_inquiry_is_found_by_name_company_and_wish(writer: Writer, reader: Reader) -> None:
    lead_id = leads.add_lead(writer, fields=FIELDS).value
    for words in ("friese", "praxis park", "empfangs", "j.friese@praxis", "luneburg"):
        (hit,) = find(reader, text=words, kinds=("lead",))
        assert (hit.id, hit.title) == (lead_id, "Jana Friese"), words
        assert hit.detail == "Praxis am Park · Empfangstheke"


def test_what_is_changed_or_binned_is_found_so(writer: Writer, reader: Reader) -> None:
    lead_id = leads.add_lead(writer, fields=FIELDS).value
    leads.change_lead(writer, lead_id=lead_id, fields={"family_name": "Vries", "email": ""})
    assert not find(reader, text="friese jana", kinds=("lead",))
    assert find(reader, text="vries", kinds=("lead",))
    leads.delete_leads(writer, lead_ids=[lead_id])
    assert not find(reader, text="vries", kinds=("lead",))
    writer.undo()
    assert find(reader, text="vries", kinds=("lead",))


def test_the_palette_leads_to_the_inquiry(writer: Writer, reader: Reader) -> None:
    lead_id = leads.add_lead(writer, fields=FIELDS).value
    found = look_up(reader, text="friese", recents=())
    (hit,) = [one for one in found.records if one.kind == "lead"]
    assert hit.place == Place("leads", "lead", lead_id)
