"""Deals of the demo firm that are always open on the day it is built, whatever the seed: what the board shows first."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.domain.offers import LineKind
from crm_desktop.operations.demo.offering import Position
from crm_desktop.operations.demo.vocabulary import Vocabulary


class Step(NamedTuple):
    """What is to be done next, `due` from the day of building."""

    kind: str
    subject: str
    due: timedelta
    time: str = ""


class Anchor(NamedTuple):
    """An open deal: who, what, in which stage of the projects, worth how much and for how many days there."""

    family: str
    title: str
    bundle: str
    stage: int
    euros: int
    days: int
    step: Step | None
    parked: bool = False


def _in(days: int, kind: str, subject: str, time: str = "") -> Step:
    return Step(kind, subject, timedelta(days=days), time)


OPEN = (
    Anchor("Sommerfeld", "Ladenbau Filiale Ulm", "Ladenbau", 0, 38_500, 9, None),
    Anchor("Lindner", "Empfangstresen Praxis", "Empfang & Theke", 0, 9_800, 2, _in(0, "call", "Rückruf Dr. Lindner")),
    Anchor("Behrens", "Regalwand Bibliothek", "Bibliothek", 0, 6_400, 1, _in(3, "task", "Maße anfragen")),
    Anchor("Wolters", "Konferenzraum 3. OG", "Besprechungsraum", 1, 24_600, 6, _in(0, "call", "Bedarf klären")),
    Anchor("Niemann", "Weinkeller-Regale", "Bibliothek", 1, 11_200, 4, _in(6, "meeting", "Muster zeigen", "10:00")),
    Anchor("Demir", "Teeküche", "Teeküche", 1, 8_900, 5, _in(2, "meeting", "Aufmaß", "09:30")),
    Anchor("Thiel", "Schwesternzimmer", "Schränke", 2, 52_000, 21, _in(-4, "call", "Nachfassen")),
    Anchor("Graf", "Treppe Neubau", "Treppe", 2, 19_300, 12, _in(-1, "call", "Nachfassen")),
    Anchor("Albrecht", "Brillenwand", "Ladenbau", 2, 14_750, 3, _in(0, "call", "Angebot besprechen")),
    Anchor("Kessler", "Lobby-Umbau", "", 3, 53_232, 8, _in(0, "call", "Angebot besprechen", "14:30")),
    Anchor("Öztürk", "Backstube & Tresen", "Ladenbau", 3, 17_800, 10, _in(2, "call", "Preis abstimmen")),
    Anchor("Reuter", "Musterwohnung", "Schränke", 4, 28_400, 5, _in(1, "task", "Auftrag unterschreiben lassen")),
    Anchor("Albrecht", "Schließfächer", "Schränke", 4, 5_600, 2, _in(3, "task", "Liefertermin klären")),
    Anchor("Kessler", "Terrassenmöbel", "Tisch", 1, 12_600, 40, None, parked=True),
)


class Appointment(NamedTuple):
    """What stands in the diary for one of the next days: with whom (a family, or nobody), what, when and how long."""

    family: str
    subject: str
    due: timedelta
    time: str
    minutes: int


APPOINTMENTS = (
    Appointment("", "Muster Eiche ölen", timedelta(days=1), "08:00", 60),
    Appointment("Reuter", "Baubesprechung Musterwohnung", timedelta(days=1), "15:30", 90),
    Appointment("Niemann", "Aufmaß Weinkeller", timedelta(days=1), "13:00", 120),
    Appointment("Kessler", "Muster zeigen", timedelta(days=2), "14:00", 90),
    Appointment("", "Lieferung Eiche", timedelta(days=3), "07:30", 60),
    Appointment("Albrecht", "Schließfächer einbauen", timedelta(days=3), "13:00", 180),
)


def lobby_lines(words: Vocabulary) -> list[Position]:
    """Return the lines of the one offer every demo has, worth 53,232.00 net."""
    articles = {article.number: article for article in words.articles}
    desk = articles["P-200"]._replace(
        price=Decimal(38650), cost=Decimal(26100), text="Geölt, 4,80 m, Kabelführung, LED-Sockel."
    )
    return [
        Position(LineKind.HEADING, "Planung und Rückbau"),
        Position(LineKind.ARTICLE, "Rückbau vorhandener Tresen", articles["P-300"]),
        Position(LineKind.HEADING, "Empfang und Wände"),
        Position(LineKind.ARTICLE, desk.name, desk),
        Position(LineKind.ARTICLE, articles["P-230"].name, articles["P-230"], Decimal(28)),
        Position(LineKind.ARTICLE, articles["P-310"].name, articles["P-310"], Decimal(64)),
        Position(LineKind.OPTIONAL, articles["P-320"].name, articles["P-320"]),
    ]
