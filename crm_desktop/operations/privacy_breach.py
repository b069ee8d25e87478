"""The form to report a breach of personal data with (Art. 33 GDPR, Art. 24 DSG), filled in by hand."""

from __future__ import annotations

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _
from crm_desktop.documents.report_sheet import Chapter, Prose
from crm_desktop.operations.privacy_paper import Paper, chapter, controller, facts, firm_texts, is_swiss
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import privacy_counts
from crm_desktop.store.reading import Reader


def breach(reader: Reader) -> Paper:
    """Return the form, with what the file knows filled in."""
    firm, texts = firm_queries.the_firm(reader), firm_texts(reader)
    counts = privacy_counts.counts(reader)
    swiss = is_swiss(firm)
    until = (
        _("to the FDPIC as soon as possible (Art. 24 DSG)")
        if swiss
        else _("to the supervisory authority within 72 hours of becoming aware of it (Art. 33 GDPR)")
    )
    blank = "_" * 68
    return Paper(
        _("Report of a personal data breach"),
        until,
        [
            _(
                "To be filled in by hand or in a copy. What is not known yet is handed in later; without delay "
                "counts more than "
                "complete."
            )
        ],
        [
            chapter(_("Controller"), controller(firm, texts)),
            _form(
                _("What happened"),
                [
                    (_("Noticed on, at"), blank),
                    (_("Happened on, from – to"), blank),
                    (_("Noticed by"), blank),
                    (
                        _("Kind"),
                        _("☐ lost or stolen   ☐ seen by others   ☐ sent to the wrong person   ☐ changed or destroyed"),
                    ),
                    (_("In short"), f"{blank}\n{blank}"),
                ],
            ),
            _form(
                _("Whom and what it concerns"),
                [
                    (
                        _("People, about"),
                        _("{n} people are in the file; concerned: {blank}").format(
                            n=number(counts.people), blank="_" * 16
                        ),
                    ),
                    (_("Records, about"), blank),
                    (
                        _("Categories of data"),
                        _(
                            "☐ names, addresses   ☐ e-mail, phone   ☐ offers, orders   ☐ "
                            "bank data   ☐ notes, "
                            "correspondence"
                        ),
                    ),
                    (_("Was the file encrypted?"), _("☐ yes, the password is not known to others   ☐ no")),
                ],
            ),
            _form(
                _("Consequences and measures"),
                [
                    (_("Likely consequences"), f"{blank}\n{blank}"),
                    (_("Done already"), f"{blank}\n{blank}"),
                    (_("To be done, until"), f"{blank}\n{blank}"),
                    (
                        _("Risk for the people"),
                        _("☐ none to be expected (reasons noted)   ☐ risk   ☐ high risk: they are told, too (Art. 34)"),
                    ),
                ],
            ),
            _form(
                _("Reported"),
                [
                    (_("On, at, by"), blank),
                    (_("Reasons for being late"), blank),
                    (_("Place, day, signature"), blank),
                ],
            ),
        ],
    )


def _form(title: str, rows: list[tuple[str, str]]) -> Chapter:
    table = facts(rows)
    return chapter(title, table if table is not None else Prose(""))
