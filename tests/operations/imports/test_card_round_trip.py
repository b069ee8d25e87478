"""Cards go into the database and come out again with everything they say: photos, notes, labels, unknown properties."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.domain.records import ContactRecord
from crm_desktop.exchange.intake import look, read
from crm_desktop.operations.exports import export
from crm_desktop.operations.imports import import_file
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests import data

CARD = """\
BEGIN:VCARD
VERSION:3.0
N:Fuchs;Lena;;Dr.;
FN:Dr. Lena Fuchs
ORG:Fuchs Design;Grafik
NICKNAME:Leni
TITLE:Grafikerin
TEL;TYPE=WORK,VOICE:089 5
TEL;TYPE=CELL:0160 4
item1.TEL:089 6
item1.X-ABLabel:Atelier
EMAIL;TYPE=WORK:lena@fuchs.example
item2.URL:https://fuchs.example
item2.X-ABLabel:Portfolio
ADR;TYPE=WORK:;;Isarweg 2;München;;80331;Deutschland
ADR;TYPE=HOME:;;Heide 1;Celle;;29221;Deutschland
BDAY:1985-03-02
CATEGORIES:Kunde,Messe
NOTE:zeichnet Logos\\nund mehr
X-SPOUSE:Tom
X-SKYPE;TYPE=HOME:lenaf
PHOTO;ENCODING=b;TYPE=GIF:R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7
END:VCARD
"""


def contacts_in(content: bytes | Path) -> dict[str, ContactRecord]:
    """Return the contacts of a file by name, without the ids they get on the way."""
    found = [one.record for one in read(look(content))]
    return {
        f"{one.given_name} {one.family_name} {'' if one.kind == 'person' else one.company}".strip(): alike(one)
        for one in found
        if isinstance(one, ContactRecord)
    }


def alike(one: ContactRecord) -> ContactRecord:
    """Return a contact without what is added on the way: an id, the firm's country; and no matter the order of ways."""
    further = one.further
    addresses = tuple(address._replace(country=address.country or "DE") for address in further.addresses)
    return one._replace(
        external_id="",
        country=one.country or "DE" if one.street or one.city else one.country,
        further=further._replace(ways=tuple(sorted(further.ways)), addresses=addresses),
    )


def out_and_in_again(writer: Writer, reader: Reader, file: bytes | Path, name: str) -> tuple[bytes, bytes]:
    """Take a file in, write it out, take that into the empty database, and write it out once more."""
    import_file(writer, file, name)
    once = export(reader, "contacts", ".vcf")
    writer.undo()
    import_file(writer, once, name)
    twice = export(reader, "contacts", ".vcf")
    writer.undo()
    return once, twice


def test_a_card_comes_out_with_everything_it_said(writer: Writer, reader: Reader) -> None:
    once, twice = out_and_in_again(writer, reader, CARD.encode(), "lena.vcf")
    assert once == twice
    before, after = contacts_in(CARD.encode()), contacts_in(once)
    assert after["Lena Fuchs"] == before["Lena Fuchs"]
    lena = after["Lena Fuchs"]
    assert lena.further.photo is not None
    assert lena.further.unknown == ("X-SPOUSE:Tom", "X-SKYPE;TYPE=HOME:lenaf")
    assert ("089 6", "Atelier") in [(way.value, way.label) for way in lena.further.ways]
    assert lena.further.labels == (("email", "work"), ("phone", "work"), ("website", "Portfolio"))
    assert (lena.tags, lena.note) == (("Kunde", "Messe"), "zeichnet Logos\nund mehr")


def test_every_card_of_the_wild_is_the_same_after_going_out_and_in(writer: Writer, reader: Reader) -> None:
    for file in sorted(data.folder("contact_files").glob("*.vcf")):
        before = contacts_in(file)
        once, twice = out_and_in_again(writer, reader, file, file.name)
        assert once == twice, file.name
        after = contacts_in(once)
        for name, contact in before.items():
            assert after[name] == contact, file.name
