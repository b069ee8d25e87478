"""Writes the history of the demo firm: calls, visits, mails and notes around each deal, and what is planned next."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from crm_desktop.base.formats import amount
from crm_desktop.operations.demo.book import Book
from crm_desktop.operations.demo.people import Customer, working_time
from crm_desktop.operations.demo.selling import Story
from crm_desktop.operations.demo.vocabulary import Vocabulary

_KINDS = ("call", "call", "email_in", "email_out", "meeting", "note", "visit")
_MINUTES = {"call": (3, 25), "meeting": (30, 120), "visit": (45, 240)}


class Diary:
    """Adds entries to a book and remembers when each contact was last in touch."""

    def __init__(self, book: Book, words: Vocabulary) -> None:
        self._book, self._words, self._chance = book, words, book.chance
        self.latest: dict[int, datetime] = {}

    def tell(self, story: Story, *, deal_id: int, offer_id: int | None, number: str | None) -> None:
        """Write down what happened around a deal from its start to its end."""
        names = [stage.name for stage in story.process.stages]
        self._said(
            "email_in" if self._chance.random() < 0.5 else "call",
            story.customer,
            story.opened,
            story=story,
            deal_id=deal_id,
            line=0,
        )
        for before, move in zip(story.moves, story.moves[1:], strict=False):
            text = f"Phase geändert: {names[before.stage]} → {names[move.stage]}"
            self.enter("system", story.customer, move.at, subject=text, deal_id=deal_id)
        if offer_id is not None and number and story.offered_at:
            subject = f"Angebot {number} versendet"
            body = f"{story.title}, {amount(story.amount_cents, language='de')} netto, gültig 30 Tage."
            self.enter(
                "document",
                story.customer,
                story.offered_at,
                subject=subject,
                body=body,
                deal_id=deal_id,
                offer_id=offer_id,
            )
        until = story.end or self._book.now
        span = max(1, (until.date() - story.opened.date()).days)
        for _visit in range(self._chance.randint(2, 6)):
            at = working_time(
                self._chance, story.opened.date() + timedelta(days=self._chance.randrange(span + 1)), until
            )
            if at > story.opened:
                self._said(self._chance.choice(_KINDS), story.customer, at, story=story, deal_id=deal_id)
        if story.end:
            done = "gewonnen" if story.won else "verloren"
            self.enter("system", story.customer, story.end, subject=f"Vorgang {done}: {story.title}", deal_id=deal_id)

    def chat(self, customer: Customer, first: date) -> None:
        """Write down something said outside of any deal."""
        days = (self._book.now.date() - first).days
        at = working_time(self._chance, first + timedelta(days=self._chance.randrange(days)), self._book.now)
        self._said(self._chance.choice(("call", "note", "email_in", "note")), customer, at)

    def plan(
        self, kind: str, subject: str, customer: Customer, due: date, *, time: str = "", deal_id: int | None
    ) -> None:
        """Write down what is to be done next."""
        self._entry(kind, customer, self._book.now, subject=subject, due_on=due, due_time=time, deal_id=deal_id)

    def arrange(self, subject: str, customer: Customer | None, due: date, *, time: str, minutes: int) -> None:
        """Write down an appointment, with a customer or of the firm's own."""
        row = self._row() | {"subject": subject, "due_on": due, "due_time": time, "minutes": minutes}
        if customer is None:
            self._book.add("activity", created_at=self._book.now, kind="meeting", at=self._book.now, **row)
        else:
            self._entry("meeting", customer, self._book.now, **row)

    def own(self, subject: str, due: date, *, time: str = "", recurrence: str = "", priority: str = "normal") -> None:
        """Write down something to do that concerns no customer."""
        row = self._row() | {
            "subject": subject, "due_on": due, "due_time": time, "recurrence": recurrence, "priority": priority,
        }  # fmt: skip
        self._book.add("activity", created_at=self._book.now, kind="task", at=self._book.now, **row)

    def enter(self, kind: str, customer: Customer, at: datetime, **values: Any) -> None:
        """Write one entry; what people did counts as being in touch, what the program wrote does not."""
        self._entry(kind, customer, at, **values)
        if kind != "system":
            for contact_id in (customer.account_id, customer.person_id):
                self.latest[contact_id] = max(at, self.latest.get(contact_id, at))

    def _entry(self, kind: str, customer: Customer, at: datetime, **values: Any) -> None:
        row = self._row()
        entry_id = self._book.add("activity", created_at=min(at, self._book.now), kind=kind, at=at, **row | values)
        for contact_id in dict.fromkeys((customer.person_id, customer.account_id)):
            self._book.add("activity_contact", activity_id=entry_id, contact_id=contact_id, at=at)

    def _row(self) -> dict[str, Any]:
        """Return the fields of an entry of which nothing is known."""
        return {
            "subject": "", "body": "", "direction": "", "minutes": None, "pinned": 0, "deal_id": None, "offer_id": None,
            "due_on": None, "due_time": "", "done_at": None, "priority": "normal", "recurrence": "",
        }  # fmt: skip

    def _said(
        self,
        what: str,
        customer: Customer,
        at: datetime,
        *,
        story: Story | None = None,
        deal_id: int | None = None,
        line: int | None = None,
    ) -> None:
        sentences = self._words.texts[what]
        subject, body = sentences[self._chance.randrange(len(sentences)) if line is None else line]
        title = story.title if story else "ein neues Vorhaben"
        worth = amount(story.amount_cents if story else 500_000, language="de", whole=True)
        kind, _mark, way = what.partition("_")
        minutes = self._chance.randint(*_MINUTES[kind]) if kind in _MINUTES else None
        direction = way or (self._chance.choice(("in", "out")) if kind == "call" else "")
        self.enter(
            kind, customer, at, subject=subject.format(title=title), body=body.format(title=title, amount=worth),
            direction=direction, minutes=minutes, deal_id=deal_id,
        )  # fmt: skip


def next_step(chance: random.Random, words: Vocabulary) -> tuple[str, str]:
    """Return kind and subject of something to do next."""
    kind, subject = chance.choice(words.texts["next_steps"])
    return kind, subject
