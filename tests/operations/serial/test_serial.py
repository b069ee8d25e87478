"""Letters, labels and e-mails to many: the right words for each, nobody with a gap, the history, one step."""

from __future__ import annotations

import email
import io
from collections.abc import Mapping
from datetime import date
from email import policy
from pathlib import Path

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from crm_desktop.base.errors import BadInput, Cancelled, Conflict, NotFound, Refused
from crm_desktop.domain.consents import Channel
from crm_desktop.domain.kinds import FieldKind, PointKind
from crm_desktop.domain.serial import Target
from crm_desktop.operations.contacts import contacts, custom_fields, points
from crm_desktop.operations.contacts.points import Reach
from crm_desktop.operations.firm import setup
from crm_desktop.operations.privacy import consents
from crm_desktop.operations.serial import labels as serial_labels
from crm_desktop.operations.serial import letters as serial_letters
from crm_desktop.operations.serial import mails as serial_mails
from crm_desktop.operations.serial import templates
from crm_desktop.operations.serial.template_checks import check_template
from crm_desktop.operations.serial.templates import Words
from crm_desktop.store.queries import templates as template_queries
from crm_desktop.store.queries.custom_fields import own_fields
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.trade import add_company, add_person, complete_firm

DAY = date(2026, 11, 24)
BODY = "wir laden Sie ein{if Unternehmen} mit allen von {Unternehmen}{end}.\n\n{if Land = Österreich}\nServus!\n{end}"


class Post:
    """A firm with three to write to: a person at a hotel, a company in Austria, somebody without an address."""

    def __init__(self, writer: Writer, reader: Reader) -> None:
        setup.start_firm(writer, language="de")
        complete_firm(writer)
        self.writer, self.reader = writer, reader
        self.hotel = add_company(writer)
        self.kessler = add_person(writer, company_id=self.hotel)
        self.ofner = add_company(writer, name="Weingut Ofner", city="Krems", country="AT")
        self.nobody = add_person(writer, "Emre", "Demir", salutation="Herr")
        self.letter = self.add("Einladung {Vorname|}", BODY)

    def add(
        self, subject: str, body: str, kind: templates.Kind = "letter", name: str = "Einladung", reply: str = ""
    ) -> int:
        words = Words(name, subject, body, reply)
        return templates.add_template(self.writer, kind=kind, language="de", words=words).value

    def targets(self, extra: Mapping[str, str] | None = None) -> list[Target]:
        return [Target(one, extra or {}) for one in (self.kessler, self.ofner, self.nobody)]

    def texts(self, **options: object) -> list[str]:
        made = serial_letters.letters_pdf(
            self.reader,
            targets=self.targets(),
            template_id=self.letter,
            day=DAY,
            **options,  # type: ignore[arg-type]
        )
        return words_of(made.pdf)


def words_of(pdf: bytes) -> list[str]:
    file = PdfDocument(pdf)
    found = [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in file]
    file.close()
    return found


@pytest.fixture
def post(writer: Writer, reader: Reader) -> Post:
    return Post(writer, reader)


def test_each_letter_says_what_fits_its_reader_and_one_without_address_is_left_out(post: Post) -> None:
    made = serial_letters.letters_pdf(post.reader, targets=post.targets(), template_id=post.letter, day=DAY)
    assert made.written == (post.kessler, post.ofner)
    (left,) = made.left_out
    assert (left.contact_id, left.name, left.reason) == (
        post.nobody, "Emre Demir", "There is no address to write to.",
    )  # fmt: skip
    first, second = words_of(made.pdf)
    assert "Sehr geehrte Frau Kessler," in first
    assert "mit allen von Hotel Seeblick GmbH." in first
    assert "Einladung Miriam" in first
    assert "Servus" not in first
    assert "ÖSTERREICH" in second
    assert "Sehr geehrte Damen und Herren," in second
    assert "Servus!" in second
    with pikepdf.open(io.BytesIO(made.pdf)) as file, file.open_outline() as outline:
        assert [str(entry.title) for entry in outline.root] == ["Hotel Seeblick GmbH", "Weingut Ofner"]


def test_a_missing_value_is_told_before_and_its_letter_is_not_printed(post: Post) -> None:
    post.letter = post.add("", "Herzlichen Glückwunsch zum {Geburtstag}!", name="Geburtstag")
    ready = serial_letters.letters_ready(post.reader, targets=post.targets(), template_id=post.letter, day=DAY)
    assert ready.number == 0
    assert [(one.contact_id, one.fields) for one in ready.missing] == [
        (one.contact_id, ("Geburtstag",)) for one in post.targets()
    ]
    with pytest.raises(Refused):
        post.texts()
    contacts.change_contact(post.writer, contact_id=post.kessler, fields={"birthday": date(1980, 5, 3)})
    (only,) = post.texts()
    assert "zum 3. Mai 1980!" in only
    assert "[Geburtstag]" not in only


def test_fields_of_a_target_are_known_to_its_text(post: Post) -> None:
    template = post.add("", "{Anrede}\n\nIhre Kennung ist {Antwortkennung}.", name="K", reply="Ja, {Vorname|gern}")
    targets = [Target(post.kessler, {"code": "K7-3F"})]
    made = serial_letters.letters_pdf(post.reader, targets=targets, template_id=template, day=DAY)
    (text,) = words_of(made.pdf)
    assert text.count("Sehr geehrte Frau Kessler,") == 1
    assert "Ihre Kennung ist K7-3F." in text
    assert "Ja, Miriam" in text
    assert "Antwort" in text


def test_a_reader_of_another_language_gets_the_template_of_that_name(post: Post) -> None:
    english = templates.copy_template(post.writer, template_id=post.letter, language="en").value
    words = Words("Einladung", "Invitation", "you are invited, {First name|all of you}. {Revenue}")
    templates.change_template(post.writer, template_id=english, words=words)
    contacts.change_contact(post.writer, contact_id=post.ofner, fields={"language": "en"})
    _first, second = post.texts()
    assert "Dear Sir or Madam," in second
    assert "you are invited, all of you. €0.00" in second
    assert "AUSTRIA" in second


def test_own_fields_can_be_printed_and_asked(post: Post) -> None:
    custom_fields.add_field(post.writer, label="Newsletter", kind=FieldKind.CHECK)
    (field,) = own_fields(post.reader)
    custom_fields.set_value(post.writer, contact_id=post.kessler, key=field.key, text="ja")
    post.letter = post.add("", "{if Newsletter}Sie lesen ihn: {Newsletter}{else}Lesen Sie ihn!{end}", name="N")
    first, second = post.texts()
    assert "Sie lesen ihn: Ja" in first
    assert "Lesen Sie ihn!" in second


def test_letters_go_into_the_history_of_those_who_get_one_in_one_step(post: Post) -> None:
    noted = serial_letters.note_letters(post.writer, targets=post.targets(), template_id=post.letter)
    assert noted.value == 2
    assert noted.label == "Note 2 letters in the history"
    entries = post.reader.rows(
        lambda *row: row,
        "select kind, direction, subject, body from activity where kind = 'letter' order by id",
    )
    assert entries == [
        ("letter", "out", "Einladung Miriam", "wir laden Sie ein mit allen von Hotel Seeblick GmbH."),
        ("letter", "out", "Einladung", "wir laden Sie ein mit allen von Weingut Ofner.\n\nServus!"),
    ]
    assert post.reader.scalar("select count(*) from activity_contact where contact_id = ?", (post.hotel,)) == 1
    post.writer.undo()
    assert post.reader.scalar("select count(*) from activity where kind = 'letter'") == 0


def test_a_test_print_holds_the_letters_worth_a_look(post: Post) -> None:
    odd = serial_letters.odd_ones(post.reader, targets=post.targets(), template_id=post.letter, day=DAY)
    assert [(one.contact_id, one.why) for one in odd] == [
        (post.kessler, "the longest text"),
        (post.ofner, "the shortest text"),
    ]
    assert len(post.texts(only={post.ofner})) == 1


def test_printing_tells_how_far_it_is_and_can_be_stopped(post: Post) -> None:
    told: list[tuple[int, int]] = []
    post.texts(progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 3), (1, 3)]
    with pytest.raises(Cancelled):
        post.texts(cancelled=lambda: True)


def test_labels_begin_where_the_sheet_is_still_whole(post: Post) -> None:
    made = serial_labels.labels_pdf(
        post.reader, targets=post.targets(), day=DAY, sheet="l7166", start=6, offset=(0.5, -1.0), frames=True
    )
    first, second = words_of(made.pdf)
    assert "Hotel Seeblick GmbH\nFrau Miriam Kessler" in first
    assert "ÖSTERREICH" in second
    assert made.written == (post.kessler, post.ofner)
    assert [one.contact_id for one in made.left_out] == [post.nobody]
    for wrong in ({"sheet": "9999"}, {"start": 22}, {"start": 0}, {"offset": (11.0, 0.0)}):
        with pytest.raises(BadInput):
            serial_labels.labels_pdf(post.reader, targets=post.targets(), day=DAY, **wrong)


def test_each_envelope_is_a_page_of_its_size(post: Post) -> None:
    made = serial_labels.envelopes_pdf(post.reader, targets=post.targets(), day=DAY, size="c6")
    assert len(words_of(made.pdf)) == 2
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        box = [round(float(edge) * 25.4 / 72) for edge in file.pages[0].mediabox.as_list()]
    assert box == [0, 0, 162, 114]
    with pytest.raises(BadInput):
        serial_labels.envelopes_pdf(post.reader, targets=post.targets(), day=DAY, size="C7")


def test_serial_mails_are_drafts_to_one_reader_each(post: Post, tmp_path: Path) -> None:
    mail = post.add("Für {Vorname|Sie}", "bis bald.", "email", name="Mail")
    for contact_id, address in ((post.kessler, "kessler@seeblick.example"), (post.nobody, "demir@zeitgeist.example")):
        points.set_point(post.writer, contact_id=contact_id, reach=Reach(PointKind.EMAIL, address))
    made = serial_mails.write_mails(post.reader, folder=tmp_path, targets=post.targets(), template_id=mail, now=NOW)
    assert [contact_id for contact_id, _path in made.written] == [post.kessler, post.nobody]
    assert [one.reason for one in made.left_out] == ["There is no e-mail address to write to."]
    message = email.message_from_bytes(made.written[0][1].read_bytes(), policy=policy.default)
    assert message["To"] == "Miriam Kessler <kessler@seeblick.example>"
    assert message["Subject"] == "Für Miriam"
    assert message["X-Unsent"] == "1"
    body = message.get_content().replace("\r\n", "\n")
    assert body.startswith("Sehr geehrte Frau Kessler,\n\nbis bald.\n\nMit freundlichen Grüßen\n")
    one = serial_mails.mail_for(post.reader, target=Target(post.nobody), template_id=mail, now=NOW)
    assert one.name == "Emre Demir - Für Emre.eml"
    with pytest.raises(Refused):
        serial_mails.mail_for(post.reader, target=Target(post.ofner), template_id=mail, now=NOW)
    noted = serial_mails.note_mails(post.writer, targets=post.targets(), template_id=mail)
    assert (noted.value, noted.label) == (2, "Note 2 e-mails in the history")


@pytest.mark.parametrize("body", ["{x.__init__}", "{if Vorname}", "{Vorname.upper()}", "  "])
def test_a_template_with_a_mistake_is_refused_and_says_which(post: Post, body: str) -> None:
    with pytest.raises(BadInput) as refused:
        post.add("", body, name="Falsch")
    assert refused.value.field == "body"
    checked = check_template(post.reader, words={"body": body})
    assert checked.flaws[0].message == refused.value.message


def test_what_only_looks_like_code_is_printed_as_text(post: Post) -> None:
    post.letter = post.add("", "{{ ''.__class__ }} %(x)s $x <b>", name="Roh")
    assert "{{ ''.__class__ }} %(x)s $x <b>" in post.texts()[0]


def test_templates_are_kept_changed_and_thrown_away(post: Post) -> None:
    with pytest.raises(Conflict):
        post.add("", "anders", name="EINLADUNG")
    copied = templates.copy_template(post.writer, template_id=post.letter).value
    found = template_queries.template(post.reader, template_id=copied)
    assert found is not None
    assert (found.name, found.body) == ("Einladung 2", BODY.strip())
    templates.delete_template(post.writer, template_id=copied)
    assert [one.name for one in template_queries.templates(post.reader, kind="letter")] == ["Einladung"]
    with pytest.raises(NotFound):
        serial_letters.letters_pdf(post.reader, targets=post.targets(), template_id=copied, day=DAY)
    with pytest.raises(BadInput):
        templates.add_template(post.writer, kind="email", language="de", words=Words("Ohne Betreff", "", "x"))
    with pytest.raises(BadInput):
        templates.copy_template(post.writer, template_id=post.letter, language="fr")


def test_nobody_with_restricted_data_is_written_to(post: Post) -> None:
    with post.writer.step("Restrict") as work:
        work.execute("update contact set restricted_on = '2026-11-01' where id = ?", (post.kessler,))
    made = serial_letters.letters_pdf(post.reader, targets=post.targets(), template_id=post.letter, day=DAY)
    assert made.written == (post.ofner,)
    assert made.left_out[0].reason == "The data of this contact are restricted."


def test_letters_are_printed_and_noted_in_one_step(post: Post) -> None:
    made = serial_letters.write_letters(post.writer, targets=post.targets(), template_id=post.letter)
    assert made.label == "Write 2 letters"
    assert len(words_of(made.value)) == 2
    assert post.reader.scalar("select count(*) from activity where kind = 'letter'") == 2
    post.writer.undo()
    assert post.reader.scalar("select count(*) from activity where kind = 'letter'") == 0


def test_nobody_who_objected_gets_a_serial_letter_or_e_mail_whoever_was_selected(post: Post, tmp_path: Path) -> None:
    consents.object_to(post.writer, contact_id=post.hotel)
    again = add_company(post.writer, name="Gasthof Alt", city="Ulm")
    consents.object_to(post.writer, contact_id=again)
    with post.writer.step("Came back") as work:  # known by the address alone
        work.execute("delete from consent where contact_id = ?", (again,))
    to = [*post.targets(), Target(again)]
    ready = serial_letters.letters_ready(post.reader, targets=to, template_id=post.letter, day=DAY)
    assert ready.number == 1
    assert [one.contact_id for one in ready.left_out if one.reason.startswith("Wants no")] == [post.kessler, again]
    made = serial_letters.letters_pdf(post.reader, targets=to, template_id=post.letter, day=DAY)
    assert made.written == (post.ofner,)
    assert serial_letters.note_letters(post.writer, targets=to, template_id=post.letter).value == 1
    points.set_point(post.writer, contact_id=post.ofner, reach=Reach(PointKind.EMAIL, "wein@ofner.example"))
    mail = post.add("Hallo", "Guten Tag", "email", "Mail")
    consents.object_to(post.writer, contact_id=post.ofner, channel=Channel.EMAIL)
    with pytest.raises(Refused, match="Wants no advertising"):
        serial_mails.mail_for(post.reader, target=Target(post.ofner), template_id=mail, now=NOW)
    written = serial_mails.write_mails(
        post.reader, folder=tmp_path, targets=[Target(post.ofner)], template_id=mail, now=NOW
    )
    assert not written.written
