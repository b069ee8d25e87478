"""Commands as data: clashes are refused, words find them."""

from __future__ import annotations

import pytest

from crm_desktop.ui.commands.registry import Command, Registry


def command(name: str, shortcut: str = "", place: str = "") -> Command:
    return Command(name, lambda: name.replace(".", " "), lambda _workplace: None, shortcut=shortcut, place=place)


def test_two_commands_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two commands"):
        Registry([command("deal.win"), command("deal.win")])


@pytest.mark.parametrize("place", ["", "board"])
def test_one_shortcut_for_two_commands_of_a_place_is_refused(place: str) -> None:
    with pytest.raises(ValueError, match="both want"):
        Registry([command("deal.win", "W", place), command("wait", "W", "board")])


def test_panes_that_are_never_seen_together_may_use_the_same_key() -> None:
    assert len(list(Registry([command("deal.win", "W", "board"), command("wait", "W", "offers")]))) == 2


def test_letters_are_single_keys_and_chords_are_not() -> None:
    assert command("a", "N").single_key
    assert command("a", "Shift+Left").single_key
    assert not command("a", "Ctrl+K").single_key
    assert not command("a", "F6").single_key
