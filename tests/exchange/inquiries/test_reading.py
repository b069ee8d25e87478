"""What is recognised in the text of an inquiry, on texts as they come."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.errors import BadInput
from crm_desktop.exchange.inquiries.found import FIELDS
from crm_desktop.exchange.inquiries.reading import read
from crm_desktop.exchange.mail_in import Person, read_mail
from tests import data
from tests.exchange.inquiries.texts import PRACTICE, SAMPLES, Sample

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_text_says(sample: Sample) -> None:
    inquiry = read(sample.text, today=TODAY)
    said = inquiry.values()
    assert {field: said.get(field) for field in sample.says} == sample.says
    assert not [field for field in sample.silent if field in said]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_each_value_stands_at_its_place(sample: Sample) -> None:
    for one in read(sample.text, today=TODAY).found:
        phrase = " ".join(sample.text[one.start : one.end].split())
        assert one.field in FIELDS
        assert (one.start, one.end) == (0, 0) or phrase == phrase.strip()
        if one.end and one.field in {"family_name", "city", "street", "postal_code", "phone", "mobile", "website"}:
            assert str(one.value).casefold() in phrase.casefold(), one


def test_what_is_only_likely_is_marked() -> None:
    inquiry = read(PRACTICE.text, today=TODAY)
    unsure = {one.field for one in inquiry.found if not one.sure}
    assert {"title", "source"} <= unsure
    assert not unsure & {"family_name", "email", "phone", "budget_cents", "street", "wanted_on"}
    assert inquiry.unsure == len(unsure)
    torben = read("Brauche 3 neue Türen\nLG Torben", today=TODAY).of("given_name")
    assert torben is not None
    assert not torben.sure


def test_several_people_in_one_text_are_all_named() -> None:
    def people(name: str) -> list[str]:
        sample = next(one for one in SAMPLES if one.name == name)
        return [one.name for one in read(sample.text, today=TODAY).persons]

    assert people("a couple") == ["Lena Schröder", "Marc Schröder"]
    assert people("a contact person beside who writes") == ["Claudia Hartmann", "Lukas Wendt"]
    assert people("a mail with signature") == ["Jana Friese"]
    assert people("a scrap without a name") == []


def test_the_head_of_a_mail_fills_what_the_text_leaves_open() -> None:
    sender = Person("Jonas Behn", "J.Behn@web.example")
    inquiry = read("Passt Freitag?\nGruß\nJonas", today=TODAY, sender=sender, subject="AW: Anfrage zu Einbauregal")
    said = inquiry.values()
    assert (said["given_name"], said["family_name"], said["email"]) == ("Jonas", "Behn", "j.behn@web.example")
    assert (said["title"], said["channel"]) == ("Einbauregal", "E-mail")
    form = read(SAMPLES[1].text, today=TODAY, sender=Person("Website", "noreply@firma.example"), subject="Neue Anfrage")
    assert form.values()["email"] == "ole@bootshaus-hansen.example", "programs write forms, people are answered"
    assert form.values()["channel"] == "Contact form"


@pytest.mark.parametrize("text", ["", " \n ", "?", ":::\n:::", ">", "Name:", "@", "€", "Von:\nGesendet:", "\u202e\x00"])
def test_odd_texts_say_nothing(text: str) -> None:
    assert not read(text, today=TODAY).found


@given(
    st.lists(
        st.sampled_from([*PRACTICE.text.split(), "Name:", "\n", ">", "€", "12.", "Von:", "0", "GmbH"]), max_size=60
    )
)
def test_no_order_of_words_breaks_it(words: list[str]) -> None:
    text = " ".join(words)
    for one in read(text, today=TODAY).found:
        assert 0 <= one.start <= one.end <= len(text)


@pytest.mark.parametrize(
    "piece", ["a ", "Jana ", "1", "-", "Von: x\n", "> q\n", "Straße ", "Am ", "a@b", "0 ", "für ", "und, "]
)
def test_long_texts_are_read_in_time_in_proportion(piece: str) -> None:
    read(piece * (60_000 // len(piece)), today=TODAY)


def test_real_mails_are_read_without_fault() -> None:
    folder = data.folder("mail_files")
    files = sorted(folder.glob("*.msg"))
    assert files
    names = 0
    for file in files:
        try:
            mail = read_mail(file.read_bytes())
        except BadInput:
            continue  # some are broken on purpose
        inquiry = read(mail.text, today=TODAY, sender=mail.sender, subject=mail.subject)
        assert inquiry.of("email") is not None or not mail.sender.address
        names += inquiry.of("family_name") is not None
    assert names >= 10
