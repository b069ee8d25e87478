"""The information on one's own data as the person reads it: what is kept, where from, what for, how long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from crm_desktop.base.formats import day, number
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import from_text, local_day
from crm_desktop.documents.report_sheet import Chapter, Heading, Note, Part, Prose
from crm_desktop.operations.contacts.customer_values import value_report
from crm_desktop.operations.contacts.customer_words import range_words, rhythm_sentence, risk_word
from crm_desktop.operations.privacy import said
from crm_desktop.operations.privacy.dossier import Dossier, Finding, part_title
from crm_desktop.operations.privacy.erasing import planned
from crm_desktop.operations.privacy.paper import (
    PURPOSES,
    RECIPIENTS,
    Paper,
    chapter,
    controller,
    facts,
    firm_texts,
    is_swiss,
    listed,
    points,
    printed,
)
from crm_desktop.operations.privacy.terms import terms
from crm_desktop.operations.privacy.words import kept_word, term_words
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries.firm import FirmRow
from crm_desktop.store.reading import Reader

#: Parts told as tables, with the columns shown and their widths in mm (0: what the others leave).
_TABLES: dict[str, tuple[tuple[str, float], ...]] = {
    "ways": (("kind", 34), ("label", 40), ("value", 0)),
    "addresses": (("kind", 30), ("street", 0), ("postal_code", 20), ("city", 38), ("country", 16)),
    "employments": (("company", 0), ("job_title", 50), ("started", 24), ("ended", 24)),
    "orders": (("order_number", 28), ("day", 24), ("product_name", 0), ("quantity", 20), ("net_cents", 28)),
    "offers": (("number", 28), ("issued_on", 24), ("subject", 0), ("status", 30), ("net_cents", 28)),
}
#: Letters of an instant that are its day.
_DAY = len("2026-11-24")
#: Parts told row by row, since their texts may be long.
_ROWS = ("consents", "deals", "cases", "leads", "campaigns", "surveys", "rules", "requests")


def access_pdf(reader: Reader, told: Dossier, left: Sequence[Finding], now: datetime) -> bytes:
    """Return the information as PDF, in the language spoken."""
    firm = firm_queries.the_firm(reader)
    law = _("Art. 25 DSG") if is_swiss(firm) else _("Art. 15 GDPR")
    paper = Paper(
        _("Information on personal data"),
        _("under {law} · {name}").format(law=law, name=told.who.name),
        [
            _("You asked which data about you we keep. This paper says all of it, where it comes from, what it is used "
              "for, who receives it and how long it is kept. Beside it you receive the same as data and the files."),
            _held_sentence(left),
        ],
        [*_data(told), *_use(reader, told, firm, now), _rights(firm)],
        _("contains personal data"),
    )  # fmt: skip
    return printed(reader, paper, now)


def _held_sentence(left: Sequence[Finding]) -> str:
    if not left:
        return ""
    return plural(
        "{n} text or file is held back since it concerns other people (Art. 15 (4) GDPR).",
        "{n} texts and files are held back since they concern other people (Art. 15 (4) GDPR).",
        len(left),
    )


def _data(told: Dossier) -> Iterator[Chapter]:
    master = told.parts["master"][0]
    tags = ", ".join(row["name"] for row in told.parts["tags"])
    shown = [(said.label(key), said.said("master", key, master)) for key in master if key not in said.HIDDEN]
    yield chapter(part_title("master"), facts([*shown, (part_title("tags"), tags)]))
    for name, columns in _TABLES.items():
        table = listed(
            [(said.label(column), width) for column, width in columns],
            [[said.said(name, column, row) for column, _width in columns] for row in told.parts[name]],
        )
        if table is not None:
            yield chapter(part_title(name), table)
    for name in _ROWS:
        if told.parts[name]:
            yield chapter(part_title(name), *_rows(name, told.parts[name]))
    if told.history:
        yield chapter(part_title("history"), *_history(told), subtitle=_("the oldest first"))
    if told.files:
        rows = [[one.name, _("{size} KB").format(size=number(max(1, one.size // 1_000)))] for one in told.files]
        yield chapter(
            part_title("files"), _("The files themselves lie beside this paper."),
            listed([(said.label("name"), 0), (_("Size"), 28)], rows),
        )  # fmt: skip


def _rows(name: str, rows: Sequence[dict[str, Any]]) -> Iterator[Part]:
    """Yield each row under its first value, as names with what stands beside them."""
    for row in rows:
        shown = [(said.label(key), said.said(name, key, row)) for key in row if key not in said.HIDDEN]
        long = [(label, text) for label, text in shown if "\n" in text or len(text) > 400]
        table = facts([one for one in shown if one not in long])
        if table is not None:
            yield table
        for label, text in long:
            yield Prose(f"{label}:\n{text}")


def _history(told: Dossier) -> Iterator[Part]:
    for row in told.history:
        yield Heading(said.entry_title(row))
        text = "\n".join(str(row[column]).strip() for column in ("body", "result", "comments") if row[column])
        if text:
            yield Prose("\n".join(line for line in text.split("\n") if line.strip()))


def _use(reader: Reader, told: Dossier, firm: FirmRow, now: datetime) -> Iterator[Chapter]:
    texts = firm_texts(reader)
    yield chapter(_("Where the data come from"), _origin(told))
    yield chapter(_("What they are used for"), texts[PURPOSES] or usual_purposes(), new_page=False)
    yield chapter(_("Who receives them"), texts[RECIPIENTS] or usual_recipients())
    yield chapter(_("How long they are kept"), *_keeping(reader, told, now))
    yield chapter(_("Evaluations and automated decisions"), *_scores(reader, told, now))
    yield chapter(_("Who is responsible"), controller(firm, texts))


def _origin(told: Dossier) -> str | Part:
    rows = told.parts["origin"]
    if rows and rows[0]["origin"]:
        table = facts([(said.label(key), said.said("origin", key, rows[0])) for key in rows[0]])
        if table is not None:
            return table
    created = told.parts["master"][0]["created_at"]
    first = min((str(row["arrived_at"]) for row in told.parts["leads"]), default="")
    # An inquiry that came after the contact was recorded says nothing about where it came from.
    if first and (not created or first[:_DAY] <= str(created)[:_DAY]):
        return _("You gave them to us with your inquiry of {day}.").format(day=day(local_day(from_text(first))))
    source = str(told.parts["master"][0]["source"] or "")
    if source:
        return _("Recorded as source: {source}.").format(source=source)
    entered = said.said("master", "created_at", told.parts["master"][0])
    return _("Where the data come from is not recorded beyond the entries above; they were entered on {day}.").format(
        day=entered
    )


def usual_purposes() -> str:
    """Return what a firm that wrote no text of its own uses data for."""
    return points(
        _("preparing and carrying out contracts: inquiries, offers, orders, delivery, complaints (Art. 6 (1) b GDPR)"),
        _("keeping books and business letters as the law asks for (Art. 6 (1) c GDPR)"),
        _("looking after customers and planning the firm's work (Art. 6 (1) f GDPR: legitimate interest in knowing "
          "one's own customers)"),
        _("advertising, by post until you object, by e-mail and phone with consent or under § 7 (3) UWG "
          "(Art. 6 (1) a or f GDPR)"),
    )  # fmt: skip


def usual_recipients() -> str:
    """Return who receives data of a firm that wrote no text of its own."""
    return points(
        _("people of the firm who work on the matter"),
        _("tax adviser and tax office, as far as the law asks for it"),
        _("carriers and postal services with letters and deliveries, the provider of the e-mail account with e-mails"),
    ) + "\n" + _(
        "The data lie in one file on a computer of the firm. They are not passed on to third countries, and no service "
        "on the internet receives them from this program."
    )  # fmt: skip


def _keeping(reader: Reader, told: Dossier, now: datetime) -> Iterator[Part | str | None]:
    known = terms(reader)
    rows = [[kept_word(term.kind), term_words(term.months, from_year_end=term.from_year_end), term.basis]
            for term in known.all()]  # fmt: skip
    yield listed([(_("Data"), 62), (_("Kept"), 48), (_("Basis"), 0)], rows)
    until = planned(reader, told.who, local_day(now)).until
    if until is not None:
        yield Note(
            _("Of your data, the last that the law wants kept may be erased from {day} on.").format(day=day(until))
        )


def _scores(reader: Reader, told: Dossier, now: datetime) -> Iterator[Part | str | None]:
    value = value_report(reader, as_of=local_day(now)).of(told.who.company_id or told.who.id)
    if value is None:
        yield _("No figures are worked out about you.")
    else:
        firm = firm_queries.the_firm(reader)
        yield facts(
            [
                (_("Rhythm"), rhythm_sentence(value)),
                (_("Expected in 12 months"), range_words(value, firm.currency)),
                (_("Risk of leaving"), risk_word(value)),
            ]
        )
        yield _(
            "These figures are estimates from the days and sums of past orders alone, compared with other customers of "
            "the firm. They tell the firm whom to call; they decide nothing about contracts or prices."
        )
    yield _("No decision is made automatically (Art. 22 GDPR).")


def _rights(firm: FirmRow) -> Chapter:
    if is_swiss(firm):
        return chapter(
            _("Your rights"),
            points(
                _("to have wrong data corrected (Art. 32 DSG)"),
                _("to have data erased or their processing stopped (Art. 32 (2) DSG)"),
                _("to receive the data you gave us in a usual electronic form (Art. 28 DSG)"),
                _("to turn to the Federal Data Protection and Information Commissioner"),
            ),
        )
    return chapter(
        _("Your rights"),
        points(
            _("to have wrong data corrected (Art. 16 GDPR)"),
            _("to have data erased where nothing wants them kept (Art. 17 GDPR)"),
            _("to have their use restricted (Art. 18 GDPR)"),
            _("to receive the data you gave us in a form other programs read (Art. 20 GDPR)"),
            _("to object to their use for reasons of your own, and to advertising without any reason (Art. 21 GDPR)"),
            _("to take back a consent for the time to come (Art. 7 (3) GDPR)"),
            _("to complain to a supervisory authority (Art. 77 GDPR)"),
        ),
    )
