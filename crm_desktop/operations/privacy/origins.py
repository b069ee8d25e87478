"""Where the data of people come from, and telling them so (Art. 13, 14 GDPR; Art. 19 DSG), by when and by letter."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.files import safe_name
from crm_desktop.base.formats import long_day
from crm_desktop.base.i18n import LANGUAGES, _, plural, speaking
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.domain.privacy import Origin
from crm_desktop.engine.privacy.deadlines import Due, due, inform_by
from crm_desktop.operations.history import files, history
from crm_desktop.operations.privacy import access_paper as privacy_access_paper
from crm_desktop.operations.privacy.paper import AUTHORITY, OFFICER, PURPOSES, RECIPIENTS, firm_texts
from crm_desktop.operations.privacy.words import origin_word
from crm_desktop.operations.serial import plain_letters
from crm_desktop.operations.serial.plain_letters import Written
from crm_desktop.store.bulk import privacy as bulk
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import privacy_dossier, privacy_lists
from crm_desktop.store.queries.privacy_lists import OriginRow
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


class ToInform(NamedTuple):
    """Somebody who was not told yet, the last day to do so, and how things stand with it."""

    row: OriginRow
    by: date
    state: Due


class InformationText(NamedTuple):
    """A letter that tells somebody of the data, before it is written."""

    subject: str
    text: str


def to_inform(reader: Reader, *, today: date) -> list[ToInform]:
    """Return who must still be told, the most urgent first."""
    found = []
    for row in privacy_lists.to_inform(reader):
        by = inform_by(row.origin, row.obtained_on or today)
        found.append(ToInform(row, by, due(by, today=today)))
    return sorted(found, key=lambda one: (one.by, one.row.name))


def record_origin(
    writer: Writer, *, contact_ids: Collection[int], origin: Origin, detail: str = "", obtained_on: date | None = None
) -> Outcome[None]:
    """Note where the data of contacts came from, and when. Raises BadInput for a day that is still to come."""
    with writer.step(_("Record origin of data")) as work:
        on = obtained_on or work.today
        if on > work.today:
            raise BadInput(_("This lies in the future."), field="obtained_on")
        for contact_id in contact_ids:
            name = work.get(Contact, contact_id).name
        bulk.set_origin(work, contact_ids, origin, clean(detail), on)
        work.label = (
            _("Origin of the data of “{name}”: {origin}").format(name=name, origin=origin_word(origin))
            if len(contact_ids) == 1
            else plural("Record origin of the data of {n} contact", "Record origin of the data of {n} contacts",
                        len(contact_ids))
        )  # fmt: skip
    return work.outcome(None)


def mark_informed(
    writer: Writer, *, contact_ids: Collection[int], on: date | None = None, by: str = ""
) -> Outcome[None]:  # fmt: skip
    """Note that people were told of their data, and how."""
    with writer.step(_("Informed of data")) as work:
        day = on or work.today
        if day > work.today:
            raise BadInput(_("This lies in the future."), field="informed_on")
        bulk.set_informed(work, contact_ids, day, clean(by))
        work.label = plural("{n} person informed of its data", "{n} people informed of their data", len(contact_ids))
    return work.outcome(None)


def information(reader: Reader, *, contact_id: int, language: str = "") -> InformationText:
    """Return the letter that tells somebody what is kept of them and where from, in their language."""
    row = privacy_lists.origin(reader, contact_id=contact_id)
    if row is None:
        raise NotFound(_("This contact is not there any more."))
    firm, texts = firm_queries.the_firm(reader), firm_texts(reader)
    own = privacy_dossier.language_of(reader, contact_id=contact_id)
    spoken = language or (own if own in LANGUAGES else firm.language)
    with speaking(spoken):
        legal = firm.legal_name or firm.name
        place = f"{firm.postal_code} {firm.city}".strip()
        article = {"CH": _("Art. 19 DSG")}.get(
            firm.country, _("Art. 13 GDPR") if row.origin is Origin.PERSON else _("Art. 14 GDPR")
        )
        on = long_day(row.obtained_on) if row.obtained_on else ""
        source = origin_word(row.origin) + (f" ({row.origin_detail})" if row.origin_detail else "")
        paragraphs = [
            _("we have stored data about you and inform you about it under {article}.").format(article=article),
            _("Responsible is {firm}, {address}, {reached}.").format(
                firm=legal, address=", ".join(filter(None, (firm.street, place))),
                reached=", ".join(filter(None, (firm.phone, firm.email))),
            ),
            _("Our data protection officer: {who}").format(who=texts[OFFICER]) if texts[OFFICER] else "",
            _("What we store: name, address, how you are reached, your position, and what we have exchanged with you."),
            (_("Where the data come from: {source}, {day}.").format(source=source, day=on) if on
             else _("Where the data come from: {source}.").format(source=source)),
            _("What we use them for:") + "\n" + (texts[PURPOSES] or privacy_access_paper.usual_purposes()),
            _("Who receives them:") + "\n" + (texts[RECIPIENTS] or privacy_access_paper.usual_recipients()),
            _("How long we keep them: as long as we are in contact and two years after that; orders, invoices and "
              "business letters for as long as commercial and tax law ask for it. After that the data are erased."),
            _("You may ask what we have stored about you, have it corrected, erased or restricted, and receive it in a "
              "form other programs read. A consent may be taken back for the time to come."),
            # Set apart from everything else, as Art. 21 (4) wants it.
            _("Your right to object:") + "\n" + _(
                "You may object to the use of your data at any time for reasons that lie in your situation. An "
                "objection to advertising holds without any reason; we then no longer use your data for it."),
            _("You may complain to a supervisory authority{which}.").format(
                which=f": {texts[AUTHORITY]}" if texts[AUTHORITY] else ""
            ),
            _("There is no automated decision about you. You are not obliged to give us your data; without them we "
              "cannot make you an offer."),
        ]  # fmt: skip
        return InformationText(
            _("Information on the processing of your data"), "\n\n".join(one for one in paragraphs if one)
        )


def write_information(
    writer: Writer, *, contact_id: int, subject: str = "", text: str = ""
) -> Outcome[Written]:  # fmt: skip
    """Write the letter that tells somebody of the data, keep it in the history, and note that it was done.

    Raises Refused while the law wants more on a letter. It goes to whoever is restricted, too.
    """
    with writer.step(_("Inform of data")) as work:
        said = information(work.read, contact_id=contact_id)
        subject, text = subject or said.subject, text or said.text
        pdf = plain_letters.letter_pdf(
            work.read, contact_id=contact_id, subject=subject, text=text, day=work.today, about_data=True
        )
        entry_id = history.record(
            work, kind=ActivityKind.LETTER, subject=subject, body=text, contacts=[contact_id], direction=Direction.OUT
        ).id
        files.keep(work, data=pdf, name=safe_name(subject, ".pdf"), activity_id=entry_id)
        bulk.set_informed(work, [contact_id], work.today, _("Letter"))
        work.label = _("Inform “{name}” of the data").format(name=work.get(Contact, contact_id).name)
    return work.outcome(Written(entry_id, pdf))
