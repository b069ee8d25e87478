"""An erasure: judged before, proved after, and of whom is erased no byte is left, in no spelling, anywhere."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from crm_desktop.base.errors import Cancelled, NotFound, Refused
from crm_desktop.base.text import fold
from crm_desktop.base.times import to_text
from crm_desktop.domain.campaigns import CampaignChannel
from crm_desktop.domain.cases import CaseKind
from crm_desktop.domain.consents import Channel, ConsentStatus
from crm_desktop.domain.contacts import PointKind
from crm_desktop.domain.history import ActivityKind
from crm_desktop.domain.privacy import Ground, Kept
from crm_desktop.engine.privacy.erasure import Verdict
from crm_desktop.engine.privacy.traces import Finder
from crm_desktop.operations import trash
from crm_desktop.operations.campaigns import sending as campaign_sending
from crm_desktop.operations.campaigns import surveys
from crm_desktop.operations.capture import NewFile
from crm_desktop.operations.contacts import contacts, points, saved_views
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.contacts.points import PostalLines
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import cases, comments, files, history
from crm_desktop.operations.history.cases import NewCase
from crm_desktop.operations.leads import leads
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers
from crm_desktop.operations.privacy import again as privacy_again
from crm_desktop.operations.privacy import consents, suppressing
from crm_desktop.operations.privacy import erasing as privacy_erasing
from crm_desktop.operations.privacy import terms as privacy_terms
from crm_desktop.operations.privacy.traces import recognised
from crm_desktop.operations.quality import merge
from crm_desktop.store import check
from crm_desktop.store.backup import Reason, make
from crm_desktop.store.database import Database
from crm_desktop.store.queries import privacy_held, privacy_mentions
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW, standing_clock
from tests.operations.campaigns.test_campaigns import campaign
from tests.operations.trade import add_company, article, complete_firm

TODAY = NOW.date()
#: Words that stand for the person and for nobody else in these files.
WORDS = (
    "Wilhelmine", "Überschär", "Ueberschaer", "Zwickelberg", "wili.ue@zwickel.example", "w.alt@frueher.example",
    "04131 998877", "4131998877", "998866", "Quastenweg", "Mondsüchtig", "Sternengucker", "Doppelgänger-Wili",
    "Silberhochzeit", "Bratsche", "vertraulich-9911", "Fagottkonzert", "Wurstsalat", "Knopfharmonika", "Zitherverein",
    "Nasenflöte", "Kontrabassbogen", "DE02120300000000202051",
)  # fmt: skip


def left(path: Path, *words: str) -> list[str]:
    """Return which words are still in the file or beside it: as they are, in small letters, folded, in UTF-16."""
    found = []
    raw = b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")))
    small = raw.lower()
    for word in words:
        spellings = {word, word.lower(), word.casefold(), fold(word), word.replace(" ", "")}
        for spelling in spellings:
            both = (spelling.encode(), spelling.encode("utf-16-le"), json.dumps(spelling)[1:-1].encode())
            if any(one in raw or one.lower() in small for one in both):
                found.append(spelling)
    return found


@pytest.fixture
def company(writer: Writer) -> int:
    return prepared(writer)


def prepared(writer: Writer) -> int:
    """Set the firm up and add a company; return it."""
    setup.start_firm(writer, language="de")
    complete_firm(writer)
    return add_company(writer)


def full_life(writer: Writer, company: int) -> int:
    """Add somebody of whom there is something in every corner of the file; nothing of it has to be kept."""
    who = contacts.add_person(
        writer, new=NewContact(
            given_name="Wilhelmine", family_name="Überschär-Zwickelberg", email="w.alt@frueher.example",
            phone="04131 998877", mobile="0170 998866", address=PostalLines(street="Quastenweg 3", city="Lüneburg"),
            tags=["Mondsüchtig"], fields={"note": "feiert Silberhochzeit", "iban": "DE02120300000000202051"},
        ),
    ).value  # fmt: skip
    twin = contacts.add_person(writer, new=NewContact(given_name="Doppelgänger-Wili", family_name="Zwickel")).value
    merge.merge_contacts(writer, keep_id=who, other_ids=[twin])
    contacts.change_contact(writer, contact_id=who, fields={"job_title": "Sternengucker"})
    contacts.change_contact(writer, contact_id=who, fields={"job_title": "Leitung"})
    points.set_point(writer, contact_id=who, reach=points.Reach(PointKind.EMAIL, "wili.ue@zwickel.example"))
    alone = history.log_activity(writer, kind=ActivityKind.CALL, contacts=[who], body="spielt Bratsche").value
    files.attach_file(writer, data=b"vertraulich-9911", name="Wilhelmine Knopfharmonika.txt", activity_id=alone)
    files.attach_file(writer, data=b"Fagottkonzert", name="Fagottkonzert.txt", contact_id=who)
    comments.add_comment(writer, activity_id=alone, text="Wurstsalat")
    gone = history.write_note(writer, contact_id=who, text="Nasenflöte").value
    with writer.step("for good") as work:
        work.execute("delete from activity where id = ?", (gone,))
    shared = history.log_activity(
        writer, kind=ActivityKind.MEETING, contacts=[who, company], subject="Mit Frau Ueberschaer im Lager",
        body="Wilhelmine kommt wieder, wili.ue@zwickel.example, Tel. +49 4131 998877",
    ).value  # fmt: skip
    comments.add_comment(writer, activity_id=shared, text="Frau Überschärs Zusage")
    contacts.change_contact(writer, contact_id=company, fields={"note": "Fragen an Wilhelmine Überschär-Zwickelberg"})
    deal = deals.add_deal(writer, title="Zitherverein Zwickelberg", account_id=who, amount_cents=12300).value
    deals.win_deal(writer, deal_id=deal)
    offers.new_offer(writer, deal_id=deal, lines=[article("1", "10")], subject="Kontrabassbogen")
    leads.add_lead(writer, raw_text="Kontrabassbogen gesucht\n\nWilhelmine, wili.ue@zwickel.example", fields={})
    consents.add_consent(
        writer, contact_id=who, channel=Channel.EMAIL, status=ConsentStatus.OPT_IN, source="Gespräch mit Wilhelmine",
        proof=NewFile("Zwickelberg.eml", b"Zitherverein"),
    )  # fmt: skip
    cases.add_case(writer, new=NewCase(kind=CaseKind.COMPLAINT, title="Wurstsalat kalt", contact_id=who))
    saved_views.add_view(writer, pane="contacts", name="Zwickelberg", view={"words": "Überschär Wilhelmine"})
    campaign_sending.freeze_recipients(
        writer, campaign_id=campaign(writer, [who, company], channel=CampaignChannel.POST)
    )
    asked = surveys.add_survey(writer, name="Zufrieden?").value
    with writer.step("answer") as work:
        work.execute(
            "insert into survey_reply (survey_id, contact_id, at) values (?, ?, ?)", (asked, who, to_text(NOW))
        )
        work.execute(
            "insert into setting (key, value) values ('recent', '[\"Wilhelmine Überschär\", \"Zwickelberg\"]')"
        )
        work.execute("insert into blob_text (blob_id, state, body) select id, 'read', cast(content as text) from blob")
        work.execute("analyze")
    return who


def test_of_somebody_erased_no_byte_is_left_in_the_file_its_wal_or_the_search(
    writer: Writer, reader: Reader, database: Database, company: int
) -> None:
    other = contacts.add_person(writer, new=NewContact(given_name="Ada", family_name="Lampe")).value
    contacts.change_contact(writer, contact_id=other, fields={"job_title": "Meisterin"})
    who = full_life(writer, company)
    there = left(database.path, *WORDS)
    assert {word for word in WORDS if word not in there} <= {"4131998877", "998866", "Ueberschaer"} - set(there)

    found = privacy_erasing.plan_erasure(reader, contact_id=who, today=TODAY)
    assert found.until is None, "nothing of it must be kept"
    assert {one.verdict for one in found.plan.judged} == {Verdict.DELETE, Verdict.ANONYMISE, Verdict.UNLINK}
    named = {one.key[::2] for one in found.places}
    assert {("activity", "subject"), ("activity", "body"), ("activity_comment", "body"), ("contact", "note")} <= named

    outcome = privacy_erasing.erase(writer, contact_ids=[who], ground=Ground.REQUEST)
    assert outcome.value == privacy_erasing.Erased("L-2026-001", erased=1, kept=0)
    assert left(database.path, *WORDS) == []
    assert find(reader, text="Zwickelberg") == []
    assert reader.scalar("select count(*) from contact where id = ?", (who,)) == 0
    # What belongs to others stays, without the name.
    assert reader.scalar("select body from activity where kind = 'meeting'").startswith("[deleted] kommt wieder")
    assert reader.scalar("select note from contact where id = ?", (company,)) == "Fragen an [deleted]"
    deal = "select title, account_id, amount_cents, status from deal"
    assert reader.rows(lambda *row: row, deal) == [("Deal 1", None, 12300, "won")]
    assert reader.scalar("select count(*) from survey_reply where contact_id is null") == 1
    # The field history of others goes on.
    kept = reader.rows(str, "select old_values from change where kind = 'contact' and row_id = ?", (other,))
    assert any("job_title" in one for one in kept)
    with pytest.raises(Refused, match="cannot be undone"):
        writer.undo()
    assert check.examine(reader).sound
    # The proof says how much and why, and not who; the address may not be used again.
    (proof,) = privacy_again.proofs(reader)
    assert (proof.reference, proof.ground, proof.counts["contact"], proof.kept) == ("L-2026-001", Ground.REQUEST, 1, ())
    assert suppressing.is_suppressed(reader, channel=Channel.EMAIL, value="wili.ue@zwickel.example")
    # The next steps are kept and undone as ever.
    contacts.change_contact(writer, contact_id=other, fields={"job_title": "Chefin"})
    assert writer.undo().changes.touch("contact")


@pytest.mark.slow
def test_what_the_law_wants_kept_stays_restricted_until_its_day_and_goes_then(
    reader: Reader, database: Database
) -> None:
    moment = [NOW]
    with database.writer(lambda: moment[0]) as writer:
        _keep_and_let_go(writer, reader, database, moment)


def _keep_and_let_go(writer: Writer, reader: Reader, database: Database, moment: list[datetime]) -> None:
    who = full_life(writer, prepared(writer))
    offer = offers.new_offer(writer, account_id=who, lines=[article("1", "10")], subject="Regal").value
    offer_life.send_offer(writer, offer_id=offer)
    offer_life.accept_offer(writer, offer_id=offer)
    lost = offers.new_offer(writer, account_id=who, lines=[article("1", "10")], subject="Nasenflöte").value
    offer_life.send_offer(writer, offer_id=lost)
    found = privacy_erasing.plan_erasure(reader, contact_id=who, today=TODAY)
    assert found.until == date(2034, 12, 31), "the order is a voucher: eight years from the end of the year"
    kept = {one.held.table: one.until for one in found.plan.judged if one.verdict is Verdict.KEEP}
    assert kept["sale"] == date(2034, 12, 31)
    assert kept["offer"] == date(2032, 12, 31), "a business letter: six"
    assert kept["service_case"] == date(2029, 12, 31), "who bought may claim for three years"
    assert lost in found.plan.ids("offer", Verdict.DELETE), "an offer nobody ordered from need not be kept"

    assert privacy_erasing.erase(writer, contact_ids=[who]).value.kept == 1
    stays = {"Wilhelmine", "Überschär", "Ueberschaer", "Zwickelberg", "Quastenweg", "Wurstsalat"}
    gone = [word for word in WORDS if word not in stays]
    assert left(database.path, *gone) == []
    row = reader.rows(lambda *row: row, "select name, restricted_on, birthday, note from contact where id = ?", (who,))
    assert row == [("Wilhelmine Überschär-Zwickelberg", TODAY.isoformat(), None, "")]
    assert reader.rows(str, "select subject from offer") == ["Regal"]
    assert reader.scalar("select frozen_sheet is not null and pdf_sha256 is not null from offer") == 1
    assert reader.scalar("select keep_until from data_protection where contact_id = ?", (who,)) == "2034-12-31"
    assert reader.scalar("select count(*) from contact_point where contact_id = ?", (who,)) == 0

    later = date(2035, 1, 1)
    assert privacy_erasing.plan_erasure(reader, contact_id=who, today=later).until is None
    moment[0] = NOW + timedelta(days=9 * 366)
    assert privacy_erasing.erase(writer, contact_ids=[who]).value.erased == 1
    assert left(database.path, *WORDS) == []
    assert reader.rows(lambda *row: row, "select account_id, net_cents from sale") == [(None, 1000)]


def test_only_what_surely_means_the_person_is_taken_out_of_the_texts_of_others(
    writer: Writer, reader: Reader, company: int
) -> None:
    winter = contacts.add_person(writer, new=NewContact(given_name="Jo", family_name="Winter")).value
    namesake = contacts.add_company(writer, new=NewContact(name="Winter Bau GmbH")).value
    history.write_note(writer, contact_id=company, text="Im Winter nur über Jo Winter, sagt Winter Bau.")
    found = privacy_erasing.plan_erasure(reader, contact_id=winter, today=TODAY)
    assert found.borne_by_others == ("Winter",)
    assert [(one.before, one.named, one.after) for one in found.places] == [
        ("Im Winter nur über ", "Jo Winter", ", sagt Winter Bau.")
    ]
    privacy_erasing.erase(writer, contact_ids=[winter], ground=Ground.NO_LONGER_NEEDED)
    assert reader.rows(str, "select body from activity") == ["Im Winter nur über [deleted], sagt Winter Bau."]
    assert reader.scalar("select name from contact where id = ?", (namesake,)) == "Winter Bau GmbH"
    assert reader.scalar("select count(*) from suppression") == 0, "who is no longer needed may come back"


def test_a_name_that_is_a_word_is_a_doubt_and_each_place_is_decided_by_itself(
    writer: Writer, reader: Reader, database: Database, company: int
) -> None:
    who = contacts.add_person(writer, new=NewContact(given_name="Ottokar", family_name="Bauer")).value
    told = "Frau Bauer rief an. Der Bauer nebenan liefert Heu. Auch Ottokar Bauer weiß es. Und Bauer zahlt."
    history.write_note(writer, contact_id=company, text=told)
    places = privacy_erasing.plan_erasure(reader, contact_id=who, today=TODAY).places
    assert [(one.named, one.sure) for one in places] == [
        ("Bauer", True), ("Bauer", False), ("Ottokar Bauer", True), ("Bauer", False),
    ]  # fmt: skip
    assert {one.where for one in places} == {"History · 24/11/2026 · Hotel Seeblick GmbH"}
    # The first one stays although it seemed sure, the last one goes although it was a doubt.
    chosen = {places[0].key: False, places[3].key: True}
    privacy_erasing.erase(writer, contact_ids=[who], decisions=chosen)
    assert reader.rows(str, "select body from activity") == [
        "Frau Bauer rief an. Der Bauer nebenan liefert Heu. Auch [deleted] weiß es. Und [deleted] zahlt."
    ]
    (proof,) = privacy_again.proofs(reader)
    assert (proof.counts["text"], proof.counts["left"]) == (1, 1)
    assert left(database.path, "Ottokar") == []


def test_what_became_of_a_text_in_the_meantime_is_decided_anew(writer: Writer, reader: Reader, company: int) -> None:
    who = contacts.add_person(writer, new=NewContact(given_name="Ottokar", family_name="Bauer")).value
    note = history.write_note(writer, contact_id=company, text="Ottokar Bauer kommt.").value
    (place,) = privacy_erasing.plan_erasure(reader, contact_id=who, today=TODAY).places
    with writer.step("changed") as work:
        work.execute("update activity set body = 'Doch: Ottokar Bauer kommt.' where id = ?", (note,))
    privacy_erasing.erase(writer, contact_ids=[who], decisions={place.key: False})
    assert reader.rows(str, "select body from activity") == ["Doch: [deleted] kommt."]


def test_terms_are_those_of_the_country_and_can_be_the_firms_own(writer: Writer, reader: Reader, company: int) -> None:
    known = privacy_terms.terms(reader)
    assert known.country == "DE"
    assert known.keep_until(Kept.ORDER, date(2026, 3, 1)) == date(2034, 12, 31)
    privacy_terms.set_term(writer, kind=Kept.ORDER, months=120, from_year_end=True, basis="Satzung")
    assert privacy_terms.terms(reader).keep_until(Kept.ORDER, date(2026, 3, 1)) == date(2036, 12, 31)
    assert privacy_terms.terms(reader).is_own(Kept.ORDER)
    privacy_terms.reset_term(writer, kind=Kept.ORDER)
    assert not privacy_terms.terms(reader).is_own(Kept.ORDER)
    writer.undo()
    assert privacy_terms.terms(reader).is_own(Kept.ORDER)


def test_nobody_is_erased_twice_and_an_old_backup_tells_who_came_back(
    writer: Writer, reader: Reader, database: Database, tmp_path: Path, company: int
) -> None:
    who = contacts.add_person(writer, new=NewContact(given_name="Jo", family_name="Wieder")).value
    before = make(database.path, tmp_path / "backups", now=NOW, reason=Reason.USER)
    privacy_erasing.erase(writer, contact_ids=[who])
    with pytest.raises(NotFound):
        privacy_erasing.erase(writer, contact_ids=[who])
    after = make(database.path, tmp_path / "backups", now=NOW + timedelta(seconds=5), reason=Reason.RESTORE)
    # The older backup takes the place of the file; what was put away before knows of the erasure.
    older = tmp_path / "older.crm"
    older.write_bytes(before.path.read_bytes())
    with Database.open(older).writer(standing_clock) as again, Database.open(older).reader() as seen:
        assert privacy_again.came_back(seen, backups=[after.path, before.path]) == [who]
        privacy_erasing.erase(again, contact_ids=[who], ground=Ground.NO_LONGER_NEEDED)
        assert privacy_again.came_back(seen, backups=[after.path, before.path]) == []


def test_the_search_index_narrows_what_is_read_and_loses_nothing(writer: Writer, reader: Reader, company: int) -> None:
    who = full_life(writer, company)
    history.write_note(writer, contact_id=company, text="ruft zurück: 04131 / 99 88 77")
    binned = history.write_note(writer, contact_id=company, text="wie Wilhelmine Überschär-Zwickelberg sagte").value
    trash.delete_activities(writer, activity_ids=[binned])
    known = recognised(reader, privacy_held.whole(reader, contact_id=who) or pytest.fail("gone"))
    finder = Finder(known.elsewhere)
    assert finder.hints
    everything = privacy_mentions.mentions(reader, names=finder.names)
    assert privacy_mentions.mentions(reader, names=finder.names, hints=finder.hints) == everything
    assert {"ruft zurück: 04131 / 99 88 77", "wie Wilhelmine Überschär-Zwickelberg sagte"} <= {
        one.text for one in everything
    }


def test_an_erasure_that_is_stopped_has_done_nothing(writer: Writer, reader: Reader, company: int) -> None:
    told: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        privacy_erasing.erase(writer, contact_ids=[company], cancelled=lambda: True)
    assert reader.scalar("select count(*) from contact") == 1
    privacy_erasing.erase(writer, contact_ids=[company], progress=lambda done, total: told.append((done, total)))
    assert (told[0], told[-1]) == ((1, 101), (101, 101))
    assert told == sorted(told)
