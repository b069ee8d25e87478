"""The process apart: what it is asked it answers, and whatever becomes of it, whoever asked goes on."""

from __future__ import annotations

import json
import sys

import pytest

from crm_desktop import __main__
from crm_desktop.domain.kinds import TextState
from crm_desktop.exchange.apart import client, server
from crm_desktop.exchange.apart.client import Apart
from crm_desktop.operations.history.file_reader import FileReader
from tests.fuzzing import seeds


def test_it_answers_again_and_again_and_starts_anew_after_its_end() -> None:
    with Apart() as apart:
        for _time in range(2):
            answer = apart.ask("text", b"Guten Tag", patience=20, name="a.txt")
            assert answer == server.Answer("read", b"Guten Tag")
            apart.end()
        assert json.loads(apart.ask("sizes", seeds.pdf(), patience=20).data)[0] == pytest.approx([595.28, 841.89], 0.01)  # type: ignore[union-attr]
        page = apart.ask("page", seeds.pdf(), patience=20, page=1, width=100)
        assert page is not None
        assert len(page.data) == 8 + 4 * 100 * int.from_bytes(page.data[4:8], "big")
        assert apart.ask("page", seeds.pdf(), patience=20, page=99, width=100) == server.Answer("page")
        places = apart.ask("places", seeds.pdf(), patience=20, words="wangentreppe")
        assert places is not None
        assert [place[0] for place in json.loads(places.data)] == [1]
    assert apart._process is None  # noqa: SLF001 - nothing is left running


@pytest.mark.parametrize(
    "call",
    [
        [sys.executable, "-c", "pass"],
        [sys.executable, "-c", "print('nonsense')"],
        [sys.executable, "-c", "import os; os.abort()"],
        [sys.executable, "-c", 'print(\'{"word": "read", "size": 99}\')'],
        ["/nowhere/at/all"],
    ],
)
def test_one_that_dies_or_talks_nonsense_is_no_answer(call: list[str]) -> None:
    with FileReader(patience=20, apart=Apart(call)) as reader:
        assert reader.read(b"Guten Tag", "a.txt").state is TextState.FAILED
        assert reader.read(b"Guten Tag", "a.txt").state is TextState.FAILED


def test_one_that_never_answers_is_ended() -> None:
    with FileReader(patience=0.2, apart=Apart([sys.executable, "-c", "import time; time.sleep(1000)"])) as reader:
        assert reader.read(b"Guten Tag", "a.txt").state is TextState.FAILED


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert client.own_call() == [sys.executable, server.CALL]
    assert __main__._APART == server.CALL  # noqa: SLF001 - written out there, so that a start imports nothing


@pytest.mark.skipif(sys.platform != "linux", reason="the system holds no process to its memory")
def test_one_that_takes_too_much_memory_is_refused_it() -> None:
    with Apart() as apart:
        assert apart.ask("text", b"Guten Tag" * 3_000_000, patience=60, name="a.txt", memory=20_000_000) is None
        assert apart.ask("text", b"Guten Tag", patience=20, name="a.txt") is not None
