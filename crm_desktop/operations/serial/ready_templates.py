"""Texts to start from: letters and e-mails a small firm writes to many, in German and English.

They are texts of letters, not of the program: their language is the reader's.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from crm_desktop.operations.serial.templates import Words

_GERMAN_LETTERS = (
    Words(
        "Frühjahrscheck",
        "Frühjahrscheck{wenn Zuletzt gekauft}: {Zuletzt gekauft}{ende}",
        "{wenn Letzter Auftrag}\n"
        "am {Letzter Auftrag} haben Sie zuletzt bei uns bestellt. Seitdem ist einiges geschehen, und es wird Zeit für "
        "einen prüfenden Blick.\n"
        "{sonst}\n"
        "wir möchten uns bei Ihnen vorstellen: {Unsere Firma} ist Ihr Betrieb in der Nähe.\n"
        "{ende}\n\n"
        "Wir kommen zu Ihnen nach {Ort}, sehen alles in einer Stunde durch und stellen nach, was nachzustellen ist.\n\n"
        "{wenn Umsatz 12 Monate >= 10000}\n"
        "Für Sie als guten Kunden ist dieser Besuch kostenlos.\n\n"
        "{ende}\n"
        "So einfach geht es: Antwortabschnitt ausfüllen und zurückschicken, ein Anruf genügt auch: {Durchwahl}. Wenn "
        "Sie lieber keine Post dieser Art mehr bekommen, sagen Sie uns das bitte; ein Satz reicht.",
        "Ja, bitte kommen Sie zum Frühjahrscheck",
        "vormittags\nnachmittags\nrufen Sie mich an",
        "Wunschwoche, Telefon",
    ),
    Words(
        "Einladung",
        "Einladung zum Tag der offenen Tür",
        "am Samstag in zwei Wochen öffnen wir unsere Türen und laden Sie herzlich ein.\n\n"
        "{wenn Unternehmen}Bringen Sie gern Ihre Kolleginnen und Kollegen von {Unternehmen} mit.{sonst}"
        "Bringen Sie gern Ihre Familie mit.{ende} Für Kaffee und Kuchen ist gesorgt.\n\n"
        "Bitte sagen Sie uns kurz, ob Sie kommen.",
        "Tag der offenen Tür",
        "Ich komme.\nIch kann leider nicht.",
        "Personen",
    ),
    Words(
        "Wir vermissen Sie",
        "Wie geht es Ihnen?",
        "{wenn Letzter Auftrag}Ihr letzter Auftrag bei uns war am {Letzter Auftrag}. {ende}Wir haben lange nichts von "
        "Ihnen gehört und fragen uns, ob alles in Ordnung ist.\n\n"
        "War etwas nicht so, wie Sie es erwartet haben? Dann sagen Sie es uns bitte offen, wir machen es besser. "
        "Oder gibt es gerade einfach nichts zu tun? Dann genügt ein kurzer Gruß.\n\n"
        "{Argument|Bis Ende des nächsten Monats gilt für Sie: Anfahrt und Aufmaß kosten nichts.}",
    ),
    Words(
        "Danke und Empfehlung",
        "Vielen Dank für Ihren Auftrag",
        "{wenn Zuletzt gekauft}seit Kurzem steht bei Ihnen: {Zuletzt gekauft}. {ende}Wir hoffen, Sie haben viel Freude "
        "daran.\n\n"
        "Kennen Sie jemanden, für den wir auch etwas tun können? Über eine Empfehlung freuen wir uns sehr, und "
        "bedanken uns dafür.",
    ),
    Words(
        "Geburtstag",
        "Herzlichen Glückwunsch",
        "zum Geburtstag am {Geburtstag} gratulieren wir Ihnen herzlich und wünschen Ihnen ein gutes neues Lebensjahr.",
    ),
)
_GERMAN_MAILS = (
    Words(
        "Termin für den Frühjahrscheck",
        "{Vorname|Guten Tag}: Frühjahrscheck bei {Unsere Firma}",
        "{Anrede}\n\n"
        "bald beginnt die Saison. {wenn Zuletzt gekauft}Wir sehen gern nach, ob mit „{Zuletzt gekauft}“ alles stimmt."
        "{sonst}Wir sehen gern nach, ob bei Ihnen alles stimmt.{ende}\n\n"
        "Wann passt es Ihnen? Antworten Sie einfach auf diese E-Mail.\n\n"
        "Mit freundlichen Grüßen\n{Unterschrift}\n\n"
        "Wenn Sie keine solchen E-Mails mehr möchten, antworten Sie bitte mit „Keine Werbung“.",
    ),
    Words(
        "Nachfrage zur Zufriedenheit",
        "Waren Sie zufrieden?",
        "{Anrede}\n\n"
        "wie gern würden Sie uns weiterempfehlen, von 0 (gar nicht) bis 10 (sehr gern)? Eine Zahl als Antwort genügt, "
        "ein Satz dazu freut uns.\n\n"
        "Mit freundlichen Grüßen\n{Unterschrift}",
    ),
)
_ENGLISH_LETTERS = (
    Words(
        "Spring check",
        "Spring check{if Last bought}: {Last bought}{end}",
        "{if Last order}\n"
        "On {Last order} you last ordered from us. A good deal has happened since, and it is time to have a look.\n"
        "{else}\n"
        "We would like to introduce ourselves: {Our firm} is close to you.\n"
        "{end}\n\n"
        "We come to you in {City}, go through everything within an hour and adjust what needs adjusting.\n\n"
        "{if Revenue 12 months >= 10000}\n"
        "As you are a good customer, this visit is free of charge.\n\n"
        "{end}\n"
        "It is as simple as this: fill in the slip and send it back, or call {Direct line}. If you would rather not "
        "receive letters of this kind, please tell us; one sentence is enough.",
        "Yes, please come for the spring check",
        "in the morning\nin the afternoon\nplease call me",
        "Preferred week, phone",
    ),
    Words(
        "Invitation",
        "Invitation to our open day",
        "On Saturday in two weeks we open our doors and would be glad to see you.\n\n"
        "{if Company}Do bring your colleagues from {Company}.{else}Do bring your family.{end} There will be coffee and "
        "cake.\n\nPlease let us know whether you will come.",
        "Open day",
        "I will come.\nI am afraid I cannot.",
        "Number of people",
    ),
    Words(
        "We miss you",
        "How are you?",
        "{if Last order}Your last order was on {Last order}. {end}We have not heard from you for a long time and "
        "wonder whether everything is all right.\n\n"
        "Was anything not as you expected? Then please tell us openly, and we will do better.\n\n"
        "{Argument|Until the end of next month, travel and measuring are free for you.}",
    ),
    Words(
        "Thank you",
        "Thank you for your order",
        "{if Last bought}You now have: {Last bought}. {end}We hope you enjoy it.\n\n"
        "Do you know anybody else we could do something for? We are grateful for every recommendation.",
    ),
    Words(
        "Birthday",
        "Happy birthday",
        "Our best wishes for your birthday on {Birthday}, and for the year to come.",
    ),
)
_ENGLISH_MAILS = (
    Words(
        "Appointment for the spring check",
        "{First name|Hello}: spring check with {Our firm}",
        "{Greeting}\n\n"
        "The season is about to begin. {if Last bought}We would be glad to see whether “{Last bought}” is in good "
        "order.{else}We would be glad to see whether everything is in good order.{end}\n\n"
        "When would suit you? Simply reply to this e-mail.\n\nKind regards\n{Signature}\n\n"
        "If you would rather not receive such e-mails, please reply “no advertising”.",
    ),
    Words(
        "Asking about satisfaction",
        "Were you satisfied?",
        "{Greeting}\n\n"
        "How likely are you to recommend us, from 0 (not at all) to 10 (very)? A number is answer enough; a sentence "
        "with it would help us.\n\nKind regards\n{Signature}",
    ),
)
_READY: Mapping[tuple[str, str], tuple[Words, ...]] = MappingProxyType(
    {
        ("letter", "de"): _GERMAN_LETTERS,
        ("email", "de"): _GERMAN_MAILS,
        ("letter", "en"): _ENGLISH_LETTERS,
        ("email", "en"): _ENGLISH_MAILS,
    }
)


def ready_templates(kind: str, language: str) -> tuple[Words, ...]:
    """Return the texts to start from, of a kind ("letter", "email") in a language."""
    return _READY.get((kind, language), ())
