"""The form to report a breach of personal data with (Art. 33 GDPR, Art. 24 DSG), filled in by hand."""

from __future__ import annotations

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _
from crm_desktop.operations.privacy.paper import Paper, chapter, controller, facts, firm_texts, is_swiss
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import privacy_counts
from crm_desktop.store.reading import Reader

#: A line to write on.
_BLANK = "_" * 68
_TWO = f"{_BLANK}\n{_BLANK}"


def breach(reader: Reader) -> Paper:
    """Return the form, with what the file knows filled in."""
    firm, texts = firm_queries.the_firm(reader), firm_texts(reader)
    swiss = is_swiss(firm)
    hint = _(
        "To be filled in by hand or in a copy. What is not known yet is handed in later; without delay counts more "
        "than complete."
    )
    until = (
        _("to the FDPIC as soon as possible (Art. 24 DSG)")
        if swiss
        else _("to the supervisory authority within 72 hours of becoming aware of it (Art. 33 GDPR)")
    )
    return Paper(
        _("Report of a personal data breach"),
        until,
        [hint],
        [
            chapter(_("Controller"), controller(firm, texts)),
            chapter(_("What happened"), facts(_happened())),
            chapter(_("Whom and what it concerns"), facts(_concerned(privacy_counts.counts(reader).people))),
            chapter(_("Consequences and measures"), facts(_consequences())),
            chapter(
                _("Reported"),
                facts(
                    [
                        (one, _BLANK)
                        for one in (_("On, at, by"), _("Reasons for being late"), _("Place, day, signature"))
                    ]
                ),
            ),
        ],
    )


def _happened() -> list[tuple[str, str]]:
    kinds = _("☐ lost or stolen   ☐ seen by others   ☐ sent to the wrong person   ☐ changed or destroyed")
    return [
        (_("Noticed on, at"), _BLANK),
        (_("Happened on, from – to"), _BLANK),
        (_("Noticed by"), _BLANK),
        (_("Kind"), kinds),
        (_("In short"), f"{_TWO}\n{_BLANK}"),
    ]


def _concerned(people: int) -> list[tuple[str, str]]:
    known = _("{n} people are in the file; concerned: {blank}").format(n=number(people), blank="_" * 16)
    kinds = _("☐ names, addresses   ☐ e-mail, phone   ☐ offers, orders   ☐ bank data   ☐ notes, correspondence")
    return [
        (_("People, about"), known),
        (_("Records, about"), _BLANK),
        (_("Categories of data"), kinds),
        (_("Was the file encrypted?"), _("☐ yes, the password is not known to others   ☐ no")),
    ]


def _consequences() -> list[tuple[str, str]]:
    risks = _("☐ none to be expected (reasons noted)   ☐ risk   ☐ high risk: they are told, too (Art. 34)")
    return [
        (_("Likely consequences"), _TWO),
        (_("Done already"), _TWO),
        (_("To be done, until"), _TWO),
        (_("Risk for the people"), risks),
    ]
