"""A database with a little of everything, for what is written out."""

from __future__ import annotations

from datetime import date, timedelta

from crm_desktop.domain.contacts import PointKind
from crm_desktop.domain.history import ActivityKind
from crm_desktop.domain.records import RecordKind
from crm_desktop.operations.contacts import contacts, points
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.contacts.points import PostalLines, Reach
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import files, history
from crm_desktop.operations.imports import import_file
from crm_desktop.operations.planning import tasks
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW


def fill(writer: Writer) -> int:
    """Fill a database, and return the id of Miriam Keßler."""
    setup.start_firm(writer, name="Holzwerk Brandt")
    person = contacts.add_person(
        writer,
        new=NewContact(
            given_name="Miriam",
            family_name="Keßler",
            company_name="Hotel Seeblick GmbH",
            job_title="Einkauf",
            phone="04131 228714",
            email="m.kessler@seeblick.example",
            address=PostalLines(street="Uferweg 12", postal_code="21335", city="Lüneburg"),
            tags=("Hotellerie", "Messe"),
            fields={"birthday": date(1981, 3, 23), "note": "Mag Eiche;\nkeine Anrufe vor 9", "external_id": "K-1"},
        ),
    ).value
    points.set_point(writer, contact_id=person, reach=Reach(PointKind.PHONE, "+49 4131 99", "privat"))
    files.attach_file(writer, data=b"\x89PNG photo", name="photo.png", contact_id=person)
    files.attach_file(writer, data=b"%PDF plan", name="Plan: Lobby.pdf", contact_id=person)
    deal = deals.add_deal(
        writer, title="=Lobby", person_id=person, amount_cents=5_400_000, expected_close=NOW.date()
    ).value
    lost = deals.add_deal(writer, title="Bar", opened_at=NOW - timedelta(days=40)).value
    deals.lose_deal(writer, deal_id=lost, reason="zu teuer")
    history.log_activity(writer, kind=ActivityKind.CALL, contacts=[person], body="Theke", deal_id=deal, minutes=12)
    tasks.add_task(writer, new=tasks.Plan("Muster", NOW.date() + timedelta(days=3)), contacts=[person])
    import_file(writer, b"number,name,category,price,vat\nT-1,Theke,Theken,1250.00,19", "products.csv")
    import_file(
        writer,
        b"order,date,customer,product,quantity,amount\nR-1,2025-03-01,K-1,T-1,2,2500\nR-1,2025-03-01,K-1,T-1,-1,-1250",
        "sales.csv",
        kind=RecordKind.SALES,
    )
    return person
