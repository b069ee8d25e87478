"""Writes five service cases into the demo firm, and letters for other occasions than its campaigns.

It comes last and draws from chances of its own, so that the rest of the firm stays as it is.
"""

from __future__ import annotations

import random
import uuid
from datetime import timedelta
from typing import NamedTuple

from crm_desktop.domain.campaigns import Template
from crm_desktop.domain.cases import Case, CaseKind, CaseStatus
from crm_desktop.domain.history import Activity, ActivityKind, Direction
from crm_desktop.domain.kinds import Priority
from crm_desktop.operations import stamps
from crm_desktop.operations.history.cases import usual_due
from crm_desktop.operations.serial.ready_templates import ready_templates
from crm_desktop.store.bulk import history as bulk
from crm_desktop.store.queries.cases import known_people
from crm_desktop.store.queries.templates import templates
from crm_desktop.store.unit_of_work import Work

#: Complaints come from those one knows.
_KNOWN = 24


class _Told(NamedTuple):
    """One case as it is told."""

    kind: CaseKind
    title: str
    text: str
    days_ago: int
    priority: Priority = Priority.NORMAL
    #: Days from today it is due; None for the usual day.
    due_in: int | None = None
    said: str = ""
    waits: bool = False
    #: Days it took, where it is solved, and how.
    took: int | None = None
    solution: str = ""


_CASES = (
    _Told(
        CaseKind.COMPLAINT, "Schublade im Tresen klemmt", "Die zweite von oben lässt sich nur mit Kraft öffnen.", 6,
        Priority.HIGH, due_in=-1, said="Angerufen: Wir kommen am Mittwoch zwischen 8 und 10 Uhr.",
    ),
    _Told(
        CaseKind.REPAIR, "Drehtür schleift am Boden", "Nach dem Wasserschaden hat sich die Schwelle gehoben.", 4,
        due_in=1, said="Bodendichtung bestellt, Lieferung für Donnerstag zugesagt.", waits=True,
    ),
    _Told(
        CaseKind.QUESTION, "Womit wird geölte Eiche gereinigt?", "Gefragt wird nach einem Mittel für jeden Tag.", 1,
        due_in=0,
    ),
    _Told(
        CaseKind.COMPLAINT, "Kratzer in der Arbeitsplatte", "Beim Einbau entstanden, etwa zehn Zentimeter.", 41,
        took=5, solution="Vor Ort ausgeschliffen und nachgeölt, ohne Berechnung.",
    ),
    _Told(
        CaseKind.REPAIR, "Scharnier gebrochen", "Hängeschrank im Pausenraum, linke Tür.", 23, took=3,
        solution="Beide Scharniere getauscht.",
    ),
)  # fmt: skip


def run(work: Work, seed: int) -> None:
    """Write it into a firm whose customers and orders are there."""
    chance = random.Random(seed + 7_000)  # noqa: S311 - believable cases, no secrets
    _texts(work, chance)
    customers = known_people(work.read, limit=_KNOWN)
    if not customers:
        return
    step = max(len(customers) // len(_CASES), 1)
    for place, told in enumerate(_CASES):
        _write(work, chance, told, customers[min(place * step, len(customers) - 1)])


def _texts(work: Work, chance: random.Random) -> None:
    """Keep the ready letters and e-mails whose names are free."""
    taken = {(one.kind, one.name) for one in templates(work.read)}
    for kind in ("letter", "email"):
        for words in ready_templates(kind, "de"):
            if (kind, words.name) not in taken:
                stamps.added(work, Template(uuid=_uuid(chance), kind=kind, language="de", **words._asdict()))


def _write(work: Work, chance: random.Random, told: _Told, whom: tuple[int, int]) -> None:
    contact_id, company = whom
    opened = work.now - timedelta(days=told.days_ago, minutes=chance.randrange(90))
    solved = None if told.took is None else opened + timedelta(days=told.took, hours=2)
    status = CaseStatus.SOLVED if solved else CaseStatus.WAITING if told.waits else CaseStatus.OPEN
    due = usual_due(told.kind, told.priority, work.today - timedelta(days=told.days_ago))
    case = Case(
        uuid=_uuid(chance),
        kind=told.kind,
        title=told.title,
        text=told.text,
        status=status,
        priority=told.priority,
        contact_id=contact_id,
        due_on=due if told.due_in is None else work.today + timedelta(days=told.due_in),
        opened_at=opened,
        answered_at=opened + timedelta(hours=5) if told.said or solved else None,
        solved_at=solved,
        solution=told.solution,
    )
    case_id = stamps.added(work, case).id
    word = {CaseKind.QUESTION: "Frage", CaseKind.COMPLAINT: "Reklamation", CaseKind.REPAIR: "Reparatur"}[told.kind]
    entries = [(opened, f"{word}: {told.title}", told.text, Direction.IN)]
    if told.said:
        entries.append((opened + timedelta(hours=5), told.title, told.said, Direction.OUT))
    if solved is not None:
        entries.append((solved, f"{word} nach {told.took} Tagen erledigt: {told.title}", told.solution, Direction.OUT))
    for at, subject, body, direction in entries:
        entry = Activity(
            uuid=_uuid(chance), kind=ActivityKind.NOTE, at=at, subject=subject, body=body, direction=direction,
            case_id=case_id,
        )  # fmt: skip
        stamps.added(work, entry)
        bulk.link_contacts(work, entry.id, at, [contact_id, company])
        bulk.raise_last_activity(work, [contact_id], at)


def _uuid(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))
