"""Ready sales processes in German; see `operations.deals.process_templates`."""

from __future__ import annotations

from crm_desktop.operations.deals.process_drafts import ProcessDraft, StageDuty

_WORTH = ("amount_cents",)
_WHEN = ("amount_cents", "expected_close")
_AFTER_OFFER = {"Nach einem Angebot": ((3, "call", "Ist das Angebot angekommen?"), (10, "visit", "Angebot besprechen"))}

GERMAN: tuple[ProcessDraft, ...] = (
    ProcessDraft(
        "project",
        "Projektgeschäft",
        "Wenige große Aufträge, die vor Ort angesehen werden und Wochen dauern: Bau, Ausbau, Anlagen.",
        (
            StageDuty("Anfrage", 10, "jemand möchte etwas", stale_days=7, follow_up="Neue Anfrage"),
            StageDuty("Ortstermin", 25, "gesehen und aufgemessen", stale_days=14),
            StageDuty("Angebot gesendet", 40, "der Preis liegt vor", _WHEN, 21, "Nach einem Angebot"),
            StageDuty("Verhandlung", 70, "nur noch Details", _WHEN, 14),
            StageDuty("Zusage", 95, "mündlich zugesagt", ("amount_cents", "expected_close", "account_id"), 10),
        ),
        {"Neue Anfrage": ((1, "call", "Zurückrufen und Ortstermin vereinbaren"),), **_AFTER_OFFER},
        "modern",
        "vielen Dank für das freundliche Gespräch vor Ort. Wie besprochen bieten wir Ihnen an:",
        "Wir freuen uns darauf, Ihr Vorhaben auszuführen.",
    ),
    ProcessDraft(
        "counter",
        "Ladenverkauf",
        "Viele kleine Verkäufe, die sich in Tagen entscheiden: Laden, Ausstellung, Werkstatt.",
        (
            StageDuty("Interesse", 30, "hat danach gefragt", stale_days=3),
            StageDuty("Angebot mitgegeben", 60, "nimmt den Preis mit nach Hause", _WORTH, 7, "Nach dem Ladenbesuch"),
            StageDuty("Zurückgelegt", 85, "die Ware ist reserviert", _WORTH, 7),
        ),
        {"Nach dem Ladenbesuch": ((4, "call", "Passt das Angebot?"),)},
        "plain",
        "vielen Dank für Ihren Besuch. Wie besprochen bieten wir Ihnen an:",
        "Die Ware ist 14 Tage für Sie reserviert.",
    ),
    ProcessDraft(
        "maintenance",
        "Wartungsverträge",
        "Verträge, die ein Jahr oder länger laufen und rechtzeitig verlängert werden.",
        (
            StageDuty("Vertrag fällig", 20, "die Anlage steht, der Vertrag fehlt", stale_days=30),
            StageDuty("Zustand aufgenommen", 45, "wir wissen, was zu warten ist", stale_days=14),
            StageDuty("Vertrag gesendet", 60, "liegt zur Unterschrift vor", _WHEN, 21, "Vertrag liegt vor"),
            StageDuty("Unterschrift", 90, "einig, es fehlt nur die Unterschrift", _WHEN, 10),
        ),
        {"Vertrag liegt vor": ((7, "call", "Fragen zum Vertrag?"), (14, "email", "Vertrag noch einmal senden"))},
        "classic",
        "für die Wartung Ihrer Anlage bieten wir Ihnen diesen Vertrag an:",
        "Der Vertrag beginnt mit dem Monat nach Ihrer Unterschrift.",
    ),
    ProcessDraft(
        "agency",
        "Agentur",
        "Arbeit an Ideen: Briefing, Präsentation, Kostenvoranschlag.",
        (
            StageDuty("Kontakt", 10, "man kennt uns", stale_days=14),
            StageDuty("Briefing", 25, "wir kennen die Aufgabe", stale_days=10, follow_up="Nach dem Briefing"),
            StageDuty("Präsentation", 50, "unsere Idee ist gezeigt", _WORTH, 10, "Nach der Präsentation"),
            StageDuty("Kostenvoranschlag", 70, "Kosten und Termine liegen vor", _WHEN, 14),
            StageDuty("Freigabe", 90, "es fehlt nur die Unterschrift", _WHEN, 7),
        ),
        {
            "Nach dem Briefing": ((1, "email", "Briefing schriftlich bestätigen"), (5, "task", "Idee ausarbeiten")),
            "Nach der Präsentation": ((2, "call", "Fragen, wie die Idee gefällt"),),
        },
        "modern",
        "vielen Dank für das Briefing. Ihr Vorhaben kostet:",
        "Der Voranschlag enthält zwei Korrekturrunden.",
    ),
    ProcessDraft(
        "dealer",
        "Handel",
        "Stammkunden, die Preise und Mengen anfragen und immer wieder bestellen.",
        (
            StageDuty("Preisanfrage", 25, "möchte Preis und Liefertermin", stale_days=3),
            StageDuty("Angebot gesendet", 50, "Preis und Termin liegen vor", _WORTH, 10, "Nach einem Preis"),
            StageDuty("Muster", 65, "wird ausprobiert", _WORTH, 14),
            StageDuty("Bestellung angekündigt", 90, "es fehlt nur das Papier", _WHEN, 7),
        ),
        {"Nach einem Preis": ((2, "call", "Passen Preis und Termin?"), (7, "call", "Nach der Bestellung fragen"))},
        "classic",
        "vielen Dank für Ihre Anfrage. Wir können liefern:",
        "Die Preise gelten für die genannten Mengen.",
    ),
    ProcessDraft(
        "consulting",
        "Beratung",
        "Zuerst Vertrauen: ein Erstgespräch, ein Vorschlag, ein Mandat.",
        (
            StageDuty("Erstgespräch", 15, "wir kennen uns", stale_days=10, follow_up="Nach dem Erstgespräch"),
            StageDuty("Ziel geklärt", 35, "wir wissen, was erreicht werden soll", ("person_id",), 14),
            StageDuty("Vorschlag", 55, "Vorgehen und Preis liegen vor", _WHEN, 14, "Nach dem Vorschlag"),
            StageDuty("Mandat", 85, "einig, der Vertrag fehlt", _WHEN, 10),
        ),
        {
            "Nach dem Erstgespräch": ((1, "email", "Danken und Gespräch zusammenfassen"),),
            "Nach dem Vorschlag": ((4, "call", "Vorschlag besprechen"), (12, "meeting", "Gemeinsam entscheiden")),
        },
        "modern",
        "vielen Dank für das offene Gespräch. Wir schlagen folgendes Vorgehen vor:",
        "Wir freuen uns auf die Zusammenarbeit.",
    ),
    ProcessDraft(
        "craft",
        "Reparaturen und Kleinaufträge",
        "Kurze Arbeiten für Privatkunden: Jemand ruft an, jemand kommt.",
        (
            StageDuty("Anruf", 40, "etwas ist kaputt", stale_days=2, follow_up="Nach einem Hilferuf"),
            StageDuty("Preis genannt", 65, "weiß ungefähr, was es kostet", _WORTH, 7),
            StageDuty("Termin vereinbart", 90, "wir kommen", ("expected_close",), 7),
        ),
        {"Nach einem Hilferuf": ((1, "call", "Termin vereinbaren"),)},
        "plain",
        "vielen Dank für Ihren Anruf. Die Reparatur kostet:",
        "Wir erledigen die Arbeit am vereinbarten Tag.",
    ),
    ProcessDraft(
        "tender",
        "Ausschreibungen",
        "Öffentliche und große private Vergaben mit festem Abgabetag.",
        (
            StageDuty(
                "Gefunden", 5, "die Ausschreibung ist bekannt", ("expected_close",), 14, "Ausschreibung gefunden"
            ),
            StageDuty("In Bearbeitung", 15, "wir machen mit", _WHEN, 21),
            StageDuty("Abgegeben", 25, "liegt bei der Vergabestelle", _WHEN, 60),
            StageDuty("Engere Wahl", 55, "wir werden um Auskunft gebeten", _WHEN, 21, "In der engeren Wahl"),
        ),
        {
            "Ausschreibung gefunden": ((1, "task", "Über Teilnahme entscheiden"), (3, "task", "Unterlagen besorgen")),
            "In der engeren Wahl": ((1, "call", "Offene Fragen klären"),),
        },
        "classic",
        "auf Ihre Ausschreibung geben wir dieses Angebot ab:",
        "An dieses Angebot halten wir uns bis zum genannten Tag gebunden.",
    ),
)
