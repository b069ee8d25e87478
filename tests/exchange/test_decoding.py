"""Bytes become text whatever program wrote them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.exchange.decoding import Source, detect, named_encoding, open_text

if TYPE_CHECKING:
    from pathlib import Path

GERMAN = "Name;Straße\r\nMüller & Söhne;Käthe-Groß-Weg 5 – „Hof“\r\n"


def decoded(data: bytes, encoding: str = "") -> str:
    source = Source(data)
    with open_text(source, named_encoding(encoding) if encoding else detect(source)) as file:
        return file.read()


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-16-be-with-mark"]
)
def test_a_file_is_read_in_the_encoding_it_was_written_in(codec: str) -> None:
    data = "\ufeff".encode("utf-16-be") + GERMAN.encode("utf-16-be") if "mark" in codec else GERMAN.encode(codec)
    assert decoded(data) == GERMAN


def test_a_single_late_umlaut_decides_for_the_whole_file() -> None:
    data = b"a;b\r\n" * 300_000 + "ü;ß\r\n".encode("cp1252")
    assert decoded(data).endswith("ü;ß\r\n")


def test_two_joined_files_keep_both_their_umlauts() -> None:
    data = (GERMAN * 5).encode() + "Jörg;Köln\r\n".encode("cp1252")
    source = Source(data)
    assert detect(source).name == "utf-8 + cp1252"
    assert decoded(data) == GERMAN * 5 + "Jörg;Köln\r\n"


def test_a_file_cut_inside_a_character_is_still_utf8() -> None:
    assert decoded(("Müller " * 10 + "Weiß").encode()[:-1]).startswith("Müller Müller")


def test_mac_roman_is_read_on_request() -> None:
    assert decoded("Grüße".encode("mac_roman"), "mac_roman") == "Grüße"


def test_an_unknown_encoding_is_refused_with_the_known_ones_named() -> None:
    for name in ("utf-99", "hex", ""):
        with pytest.raises(BadInput, match="encoding"):
            named_encoding(name)


def test_a_path_is_read_like_bytes_and_a_missing_one_says_why(tmp_path: Path) -> None:
    path = tmp_path / "kontakte.csv"
    path.write_bytes(GERMAN.encode("cp1252"))
    source = Source(path)
    with open_text(source, detect(source)) as file:
        assert file.read() == GERMAN
    with pytest.raises(Refused, match="no such file"):
        detect(Source(tmp_path / "absent.csv"))


@given(st.binary(max_size=300))
def test_no_bytes_ever_fail(data: bytes) -> None:
    assert isinstance(decoded(data), str)


@given(st.text(st.characters(codec="cp1252", exclude_characters="\r"), max_size=200))
def test_text_of_windows_survives_unless_it_happens_to_be_utf8(text: str) -> None:
    data = text.encode("cp1252")
    try:
        data.decode()
    except UnicodeDecodeError:
        encoding = detect(Source(data))
        if encoding.codec == "cp1252":
            assert io.TextIOWrapper(io.BytesIO(data), encoding="cp1252", newline="").read() == text
