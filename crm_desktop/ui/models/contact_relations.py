"""Whom a contact belongs to, as facts that are edited in place: employer, parent company, who recommended us."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _
from crm_desktop.base.times import parse_day
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.operations.contacts import contacts, relations
from crm_desktop.store.queries import known_contacts
from crm_desktop.store.queries.contact_card import ContactCard
from crm_desktop.store.search_titles import SearchHit
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.widgets.inline import Fact, Failed
from crm_desktop.ui.widgets.inline_edit import Act, Suggest, Suggestion


def employer_fact(card: ContactCard, desk: Desk, go: Callable[[int], None]) -> Fact:
    """Return whom a person works for, or the company a company belongs to; a new name makes a new company."""
    facts = card.facts
    is_person = facts.kind is ContactKind.PERSON
    name = _("Company") if is_person else _("Parent company")

    def save(text: str, failed: Failed) -> None:
        """Do it with what was filled in."""
        if is_person:
            desk.do(relations.work_for, person_id=facts.id, company=text, failed=failed)
        else:
            desk.do(relations.belong_to, company_id=facts.id, parent=text, failed=failed)

    def take(ref: int, failed: Failed) -> None:
        """Take the contact that was chosen."""
        if is_person:
            desk.do(relations.work_for, person_id=facts.id, company_id=ref, failed=failed)
        else:
            desk.do(relations.belong_to, company_id=facts.id, parent_id=ref, failed=failed)

    return Fact(
        "company", "building-2", name, facts.company, name if facts.company else "", save,
        _("Add company") if is_person else _("Add parent company"), suggest=suggest_contacts(desk, companies=True),
        take=take, acts=_employer_acts(card, desk, go, lambda: save("", lambda _error: None)),
    )  # fmt: skip


def _employer_acts(
    card: ContactCard, desk: Desk, go: Callable[[int], None], remove: Callable[[], None]
) -> Sequence[Act]:
    facts = card.facts
    if facts.company_id is None:
        return ()
    company_id = facts.company_id
    acts = [Act(_("Open “{name}”").format(name=facts.company), "arrow-right", lambda: go(company_id))]
    if facts.kind is ContactKind.PERSON:
        leave = Act(_("Has left"), "log-out", lambda: desk.do(contacts.end_employment, person_id=facts.id))
        present = next((one for one in card.employments if one.is_present and one.employment_id), None)
        acts.append(leave)
        if present is not None and present.employment_id is not None:
            ref = present.employment_id
            acts.append(
                Act(_("Never worked there"), "trash-2", lambda: desk.do(relations.remove_employment, employment_id=ref))
            )
    else:
        acts.append(Act(_("Remove"), "trash-2", remove))
    return acts


def since_fact(card: ContactCard, desk: Desk, *, asked: bool = False) -> Fact | None:
    """Return the day a person began at the present company; None where no day is known and none is asked for."""
    present = next((one for one in card.employments if one.is_present and one.employment_id), None)
    if card.facts.kind is not ContactKind.PERSON or present is None or not (present.started or asked):
        return None
    ref, title, ended = present.employment_id or 0, present.job_title, present.ended

    def save(text: str, failed: Failed) -> None:
        """Do it with what was filled in."""
        try:
            started = parse_day(text) if text.strip() else None
        except BadInput as error:
            failed(error)
            return
        desk.do(
            relations.change_employment, employment_id=ref, job_title=title, started=started, ended=ended,
            failed=failed,
        )  # fmt: skip

    value = day(present.started) if present.started else ""
    return Fact("since", "calendar", _("There since"), value, _("There since"), save, _("Add the day"))


def referrer_fact(card: ContactCard, desk: Desk, go: Callable[[int], None]) -> Fact:
    """Return who recommended us to a contact."""
    facts = card.facts

    def save(text: str, failed: Failed) -> None:
        """Do it with what was filled in."""
        desk.do(relations.recommended_by, contact_id=facts.id, referrer=text, failed=failed)

    def take(ref: int, failed: Failed) -> None:
        """Take the contact that was chosen."""
        desk.do(relations.recommended_by, contact_id=facts.id, referrer_id=ref, failed=failed)

    referrer = facts.referred_by_id
    acts = () if referrer is None else (
        Act(_("Open “{name}”").format(name=facts.referred_by), "arrow-right", lambda: go(referrer)),
        Act(_("Remove"), "trash-2", lambda: save("", lambda _error: None)),
    )  # fmt: skip
    return Fact(
        "referred_by", "handshake", _("Recommended by"), facts.referred_by,
        _("Recommended by") if facts.referred_by else "", save,
        _("Add who recommended us"), suggest=suggest_contacts(desk, companies=False), take=take, acts=acts,
    )  # fmt: skip


def suggest_contacts(desk: Desk, *, companies: bool) -> Suggest:
    """Return what offers contacts whose name fits, or companies alone."""

    def suggest(text: str, then: Callable[[list[Suggestion]], None]) -> None:
        """Suggest contacts for what is typed."""

        def show(hits: list[SearchHit]) -> None:
            """Show what was found."""
            then([Suggestion(hit.title, hit.detail, hit.id) for hit in hits])

        desk.ask(
            known_contacts.companies if companies else known_contacts.contacts, text=text, then=show, asker=desk,
            topic="companies" if companies else "contacts", lane="search",
        )  # fmt: skip

    return suggest
