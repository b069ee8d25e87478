"""What a person is told and handed over: all of it, but nothing of others that nobody has looked at."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pdfplumber
import pytest

from crm_desktop.domain.consents import Channel, ConsentStatus
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.domain.privacy import Origin
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import files, history
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers
from crm_desktop.operations.privacy import access as privacy_access
from crm_desktop.operations.privacy import consents
from crm_desktop.operations.privacy import dossier as privacy_dossier
from crm_desktop.operations.privacy import origins as privacy_origins
from crm_desktop.operations.privacy.dossier import Release
from crm_desktop.operations.privacy.others import Others
from crm_desktop.store.queries import privacy_held
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.trade import add_company, article, complete_firm


@pytest.fixture
def who(writer: Writer) -> int:
    """Return somebody with a life in the file, in which others are named as well."""
    setup.start_firm(writer, language="de")
    complete_firm(writer)
    hotel = add_company(writer)
    contacts.add_person(writer, new=NewContact(given_name="Karl", family_name="Storch", email="storch@nest.example"))
    made = contacts.add_person(
        writer, new=NewContact(
            given_name="Ada", family_name="Lampe", email="ada@licht.example", phone="04131 1234567", company_id=hotel,
            fields={"birthday": date(1980, 5, 4), "note": "mag Eiche", "language": "de"},
        ),
    ).value  # fmt: skip
    call = history.log_activity(
        writer, kind=ActivityKind.EMAIL, contacts=[made], subject="Muster", body="Bitte in Nussbaum.",
        direction=Direction.IN,
    ).value  # fmt: skip
    files.attach_file(writer, data=b"plan", name="Plan.txt", activity_id=call)
    history.log_activity(
        writer, kind=ActivityKind.CALL, contacts=[made],
        body="Karl Storch meint, Frau Zander zahle schlecht; post@zander.example. Ada Lampe weiß davon.",
    )  # fmt: skip
    consents.add_consent(
        writer, contact_id=made, channel=Channel.EMAIL, status=ConsentStatus.OPT_IN, source="Messe", wording="Ja, gern"
    )
    privacy_origins.record_origin(
        writer, contact_ids=[made], origin=Origin.RECOMMENDATION, detail="Messestand", obtained_on=date(2026, 11, 2)
    )
    offer = offers.new_offer(writer, account_id=made, lines=[article("1", "10")], subject="Regal").value
    offer_life.send_offer(writer, offer_id=offer)
    offer_life.accept_offer(writer, offer_id=offer)
    return made


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def words(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        return "\n".join(page.extract_text() for page in read.pages)


def test_everything_is_handed_over_but_what_names_others(writer: Writer, reader: Reader, who: int) -> None:
    found = privacy_dossier.dossier(reader, contact_id=who)
    named = {one.title: one.others for one in found.findings}
    assert named["Plan.txt"] == ("could not be read",)
    call = next(one for one in found.findings if "schlecht" in one.text)
    assert set(call.others) == {"Karl Storch", "Frau Zander", "post@zander.example"}

    package = privacy_access.access_package(reader, contact_id=who, now=NOW, language="en")
    assert package.held_out == len(found.findings)
    inside = opened(package.content)
    paper = words(inside.read("Information on personal data.pdf"))
    everything = paper + "".join(
        inside.read(name).decode() for name in inside.namelist() if name.endswith((".json", ".csv", ".vcf"))
    )
    for own in ("Lampe", "ada@licht.example", "mag Eiche", "Nussbaum", "Ja, gern", "Messestand", "A-2026-001", "1980"):
        assert own in everything, own
    for other in ("Storch", "Zander", "zander.example", "schlecht"):
        assert other not in everything, other
    assert "held back: concerns other people" in paper
    for law in ("Art. 16 GDPR", "Art. 77 GDPR", "§ 147", "Holzwerk Brandt", "recommended by somebody"):
        assert law in paper, law
    assert json.loads(inside.read("data.json"))["master"][0]["birthday"] == "1980-05-04"


def test_a_family_name_behind_a_given_name_is_blackened_as_well(reader: Reader, writer: Writer, who: int) -> None:
    whole = privacy_held.whole(reader, contact_id=who)
    assert whole is not None
    others = Others(reader, whole, [whole.name], [])
    text = "Frau Anna Petersen, Herr Jan von Behr und Frau Zander Termin; Frau Anna kam."
    assert others.named(text) == ("Frau Anna Petersen", "Herr Jan von Behr", "Frau Zander", "Frau Anna")
    assert others.blackened(text) == "█████, █████ und █████ Termin; █████ kam."
    own = f"Frau Anna {whole.family_name}"
    assert others.named(own) == ()


def test_what_is_decided_holds_in_the_paper_and_in_the_data(writer: Writer, reader: Reader, who: int) -> None:
    found = privacy_dossier.dossier(reader, contact_id=who)
    call = next(one for one in found.findings if "schlecht" in one.text)
    file = next(one for one in found.findings if one.title == "Plan.txt")
    black = privacy_access.access_package(
        reader, contact_id=who, now=NOW, decisions={call.key: Release.BLACKEN, file.key: Release.GIVE}
    )
    inside = opened(black.content)
    told = inside.read("data.json").decode()
    assert "█████ meint, █████ zahle schlecht; █████. Ada Lampe weiß davon." in told
    assert inside.read("files/Plan.txt") == b"plan"
    assert inside.namelist().count("Auskunft über personenbezogene Daten.pdf") == 1, "in the person's own language"
    given = privacy_access.access_package(reader, contact_id=who, now=NOW, decisions={call.key: Release.GIVE})
    assert "Karl Storch" in opened(given.content).read("data.json").decode()


def test_what_a_person_gave_goes_to_another_program_without_what_the_firm_made_of_it(
    writer: Writer, reader: Reader, who: int
) -> None:
    inside = opened(privacy_access.portable_package(reader, contact_id=who, now=NOW).content)
    assert "contact.vcf" in inside.namelist()
    data = json.loads(inside.read("data.json"))
    assert data["master"][0]["family_name"] == "Lampe"
    assert data["messages"][0]["body"] == "Bitte in Nussbaum."
    everything = "".join(inside.read(name).decode() for name in inside.namelist())
    assert "mag Eiche" not in everything, "a note is the firm's own"
    assert "Storch" not in everything
