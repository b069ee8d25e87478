"""The deals of the board on paper: by stage, by month or as one list, as they are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from crm_desktop.base.formats import amount, day, number
from crm_desktop.base.i18n import _, plural
from crm_desktop.documents.list_sheet import ListCell, ListColumn, ListGroup, PrintedList
from crm_desktop.store.queries.board import BoardCard
from crm_desktop.ui.models.board_cards import Setting, face_of

Part = tuple[str, Sequence[BoardCard]]


def board_printed(
    parts: Sequence[Part], setting: Setting, stages: Mapping[int, str], *, words: str
) -> PrintedList:  # fmt: skip
    """Return deals in parts with what they come to; stages are named where the parts are not stages."""
    every = [card for _name, cards in parts for card in cards]
    named = bool(stages)
    columns = [
        ListColumn(_("Deal"), strong=True), *([ListColumn(_("Stage"))] if named else []), ListColumn(_("Next step")),
        ListColumn(_("Expected close"), right=True), ListColumn(_("In stage"), right=True),
        ListColumn(_("Amount"), right=True, strong=True),
    ]  # fmt: skip
    groups = [
        ListGroup(name, [_row(card, setting, stages) for card in cards], _count(cards))
        for name, cards in parts
        if cards
    ]
    blank = [""] * (len(columns) - 2)
    return PrintedList(
        title=_("Pipeline"), subtitle=words, columns=columns, groups=groups,
        total=(_("Sum"), *blank, _sum(every)) if len(every) > 1 else (), nothing=_("No deal is in view."),
    )  # fmt: skip


def _row(card: BoardCard, setting: Setting, stages: Mapping[int, str]) -> list[ListCell]:
    face = face_of(card, setting)
    stage = [ListCell(stages.get(card.stage_id, ""))] if stages else []
    return [
        ListCell(card.title, card.account), *stage, ListCell(face.step, face.when), ListCell(_day(card.expected_close)),
        ListCell(f"{number(card.days)} {_('d')}"), ListCell(amount(card.amount_cents, card.currency, whole=True)),
    ]  # fmt: skip


def _day(on: date | None) -> str:
    return day(on) if on is not None else ""


def _count(cards: Sequence[BoardCard]) -> str:
    count = plural("{n} deal", "{n} deals", len(cards))
    return " · ".join(part for part in (count, _sum(cards)) if part)


def _sum(cards: Sequence[BoardCard]) -> str:
    """Return what deals come to, each currency by itself."""
    sums: dict[str, int] = {}
    for card in cards:
        sums[card.currency] = sums.get(card.currency, 0) + card.amount_cents
    return " + ".join(amount(cents, currency, whole=True) for currency, cents in sums.items() if cents)
