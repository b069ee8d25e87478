"""Mends of single fields: the right value where a wrong one stands, or none, each one step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.contacts import Standing
from crm_desktop.domain.quality import Care
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.quality import mends as quality_mends
from crm_desktop.operations.quality import quality
from crm_desktop.operations.quality.quality import Inbox
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def firm(writer: Writer) -> None:
    setup.start_firm(writer, language="de")


def company(writer: Writer, name: str, **more: str) -> int:
    new = NewContact(name=name, standing=Standing.CUSTOMER, **more)  # type: ignore[arg-type]  # texts of a contact
    return contacts.add_company(writer, new=new).value


def waiting(reader: Reader) -> Inbox:
    return quality.inbox(reader, today=TODAY)


@pytest.mark.parametrize(
    ("field", "value", "sql"),
    [
        ("email", "info@graf.example", "select value from contact_point where kind = 'email'"),
        ("phone", "04131 228714", "select value from contact_point where kind = 'phone'"),
        ("category", "Hotel", "select category from contact"),
        ("address", "Uferweg 12, 21335 Lüneburg", "select street || ', ' || postal_code || ' ' || city from address"),
    ],
)
def test_what_is_missing_is_filled_in(writer: Writer, reader: Reader, field: str, value: str, sql: str) -> None:
    contact_id = company(writer, "Graf KG")
    assert quality_mends.mend(writer, contact_id=contact_id, field=field, value=value).label == "Mend “Graf KG”"
    assert reader.scalar(sql) == value
    fields = {flaw.field for one in waiting(reader).decisions[Care.INCOMPLETE] for flaw in one.flaws}
    assert field not in fields


def test_a_wrong_value_is_corrected_where_it_stands(writer: Writer, reader: Reader) -> None:
    contact_id = company(writer, "Graf KG", email="info@gmial.com")
    (decision,) = waiting(reader).decisions[Care.WRONG]
    (flaw,) = decision.flaws
    quality_mends.mend(writer, contact_id=contact_id, field=flaw.field, value=flaw.proposal, record=flaw.record)
    assert reader.rows(str, "select value from contact_point") == ["info@gmail.com"]
    assert waiting(reader).decisions[Care.WRONG] == []
    for field, value in (("email", "kein"), ("name", "x"), ("birthday", "morgen"), ("city", ""), ("founded", "alt")):
        with pytest.raises(BadInput):
            quality_mends.mend(writer, contact_id=contact_id, field=field, value=value)


def test_each_flaw_is_mended_in_the_record_it_stands_in(writer: Writer, reader: Reader) -> None:
    contact_id = company(writer, "Graf KG", email="info@graf.example", address_text="Uferweg 1, 21335 Lüneburg")
    with writer.step("brought by another program") as work:
        work.execute(
            "insert into contact_point (contact_id, kind, value) values (:id, 'email', 'graf@gmial.com'),"
            " (:id, 'fax', '?')",
            {"id": contact_id},
        )
        work.execute("update address set city = 'Lüneburgg'")
    (decision,) = waiting(reader).decisions[Care.WRONG]
    assert [(flaw.field, flaw.proposal) for flaw in decision.flaws] == [
        ("email", "graf@gmail.com"), ("phone", ""), ("city", "Lüneburg"),
    ]  # fmt: skip
    for flaw in decision.flaws:
        quality_mends.mend(writer, contact_id=contact_id, field=flaw.field, value=flaw.proposal, record=flaw.record)
    values = reader.rows(str, "select value from contact_point order by id")
    assert values == ["info@graf.example", "graf@gmail.com"], "a number that is none goes where nothing stands instead"
    assert reader.scalar("select city from address") == "Lüneburg"
    assert waiting(reader).decisions[Care.WRONG] == []


def test_days_of_deals_are_put_right(writer: Writer, reader: Reader) -> None:
    account = company(writer, "Graf KG")
    for title in ("verdreht", "voraus"):
        deals.win_deal(writer, deal_id=deals.add_deal(writer, title=title, account_id=account).value)
    with writer.step("brought by another program") as work:
        work.execute("update deal set opened_at = '2027-03-01T08:00:00.000Z' where title = 'verdreht'")
        work.execute("update deal set closed_at = '2027-03-01T08:00:00.000Z' where title = 'voraus'")
    (decision,) = waiting(reader).decisions[Care.WRONG]
    assert {flaw.field for flaw in decision.flaws} == {"deal_opened", "deal_closed"}
    for flaw in decision.flaws:
        quality_mends.mend(writer, contact_id=account, field=flaw.field, value=flaw.proposal, record=flaw.record)
    assert waiting(reader).decisions[Care.WRONG] == []
    assert reader.scalar("select count(*) from deal where opened_at > closed_at") == 0
    later = (TODAY + timedelta(days=3)).isoformat()
    with pytest.raises(BadInput):
        quality_mends.mend(
            writer, contact_id=account, field="deal_closed", value=later, record=decision.flaws[0].record
        )


def test_a_birthday_and_a_year_are_typed_as_people_write_them(writer: Writer, reader: Reader) -> None:
    contact_id = company(writer, "Graf KG")
    quality_mends.mend(writer, contact_id=contact_id, field="birthday", value="2.3.1968")
    quality_mends.mend(writer, contact_id=contact_id, field="founded", value="1968")
    row = reader.row(lambda *values: values, "select birthday, founded from contact")
    assert row == (date(1968, 3, 2).isoformat(), 1968)
    quality_mends.mend(writer, contact_id=contact_id, field="founded", value=" ")
    assert reader.scalar("select founded from contact") is None
