"""The colours of the program, the only place with colour values: one frozen set a scheme, and one for printed paper.

The window, the charts and the documents read the same names. Source and contrasts: LOOK 2.1 and 2.2, DOCUMENTS 1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from crm_desktop.base.colour import ramp


@dataclass(frozen=True)
class Tokens:
    """Colour roles of one scheme as #RRGGBB. A role says what a colour means, never how it looks."""

    dark: bool
    #: Grounds: window and rail; panes and cards; board and timeline; cards on the board, menus and palette.
    canvas: str
    surface: str
    sunken: str
    raised: str
    #: Rows under the pointer and selected ones; the active rail entry, chips and discs; the ground of inputs.
    hover: str
    selected: str
    nav: str
    field: str
    #: Edges: decoration, stronger decoration, and the edge of a control (3:1 on its ground).
    line: str
    line_strong: str
    control: str
    #: Writing, from the strongest to the weakest; `disabled` never carries information.
    text: str
    text2: str
    text3: str
    disabled: str
    #: What can be done, is selected or is a figure; the words on it; the one primary button and the words on it.
    accent: str
    accent_hover: str
    on_accent: str
    fill: str
    on_fill: str
    focus: str
    #: State, always with an icon and a word: the writing, and the tint it stands on.
    success: str
    success_tint: str
    warning: str
    warning_tint: str
    danger: str
    danger_tint: str
    info: str
    info_tint: str
    #: What a card's or menu's shadow is made of, before its opacity.
    shadow: str
    #: Five steps of one hue for ordered stages; use `stage_colours` for another number.
    stages: tuple[str, ...]
    #: Groups without order; use the first three first, gather what is beyond the sixth as “Other”.
    categories: tuple[str, ...]


LIGHT = Tokens(
    dark=False,
    canvas="#F5F4F1", surface="#FFFFFF", sunken="#FAF9F7", raised="#FFFFFF",
    hover="#F1EFEB", selected="#E1EFEF", nav="#E9E6DF", field="#FAF9F7",
    line="#E9E6E0", line_strong="#D8D4CC", control="#8A857B",
    text="#1C1B19", text2="#57534B", text3="#6E6A61", disabled="#A8A298",
    accent="#0B666C", accent_hover="#09555A", on_accent="#FFFFFF", fill="#0B666C", on_fill="#FFFFFF", focus="#0B666C",
    success="#0A6B4B", success_tint="#E2F2EA", warning="#8F5A00", warning_tint="#FBEFD9",
    danger="#A8281A", danger_tint="#FBE9E5", info="#2459A9", info_tint="#E7EEF9",
    shadow="#000000",
    stages=("#569299", "#397C83", "#1E666C", "#0B4F54", "#053438"),
    categories=("#0B666C", "#BF8C1A", "#4A93E2", "#5A1A66", "#A34A38", "#85827A"),
)  # fmt: skip

DARK = Tokens(
    dark=True,
    canvas="#141413", surface="#1C1C1A", sunken="#181817", raised="#262624",
    hover="#292927", selected="#17393B", nav="#262624", field="#222220",
    line="#2D2C29", line_strong="#3F3D39", control="#85817A",
    text="#EEECE7", text2="#B5B1A8", text3="#A29E95", disabled="#5E5B55",
    accent="#5BC0C3", accent_hover="#74CFD1", on_accent="#062A2C", fill="#3D9A9E", on_fill="#031E20", focus="#5BC0C3",
    success="#55C596", success_tint="#14352A", warning="#E3B25A", warning_tint="#3A2C11",
    danger="#F08A75", danger_tint="#43211A", info="#86B3F2", info_tint="#1B2E4A",
    shadow="#000000",
    stages=("#337579", "#459498", "#62B2B5", "#8ACDCF", "#BCE7E8"),
    categories=("#5BC0C3", "#DBB026", "#4A7FA3", "#AD69E7", "#C9683F", "#E4E0D8"),
)  # fmt: skip


@dataclass(frozen=True)
class PrintTokens:
    """Colours of printed paper as #RRGGBB: black, because a warm near-black becomes dots on a laser printer."""

    text: str = "#000000"
    text2: str = "#4A4741"
    #: Only from 8 points upwards.
    text3: str = "#6E6A61"
    accent: str = "#0B666C"
    danger: str = "#A8281A"
    success: str = "#0A6B4B"
    #: Only under writing of 8.5 points and more.
    tint: str = "#EEF5F5"
    rule: str = "#000000"
    section_rule: str = "#B9B4AB"
    row_rule: str = "#D8D4CC"
    #: Ranges of a forecast, solid: transparency prints badly.
    band_80: str = "#D5E5E6"
    band_50: str = "#A3C6C8"
    paper: str = "#FFFFFF"


PRINT = PrintTokens()


def high_contrast(tokens: Tokens) -> Tokens:
    """Return the same scheme with stronger edges, no light grey writing and no tints."""
    return replace(
        tokens,
        line=tokens.control,
        line_strong=tokens.control,
        text3=tokens.text2,
        success_tint=tokens.surface,
        warning_tint=tokens.surface,
        danger_tint=tokens.surface,
        info_tint=tokens.surface,
    )


def stage_colours(tokens: Tokens, number: int) -> tuple[str, ...]:
    """Return one colour for each of `number` ordered stages, from the first step of the ramp to its last."""
    return _stages(tokens.stages, number)


@cache
def _stages(steps: tuple[str, ...], number: int) -> tuple[str, ...]:
    return ramp(steps, number)


#: Inks of printed pages that are no charts: text, second text, hairlines and pale lines, and the accent of a firm that
#: has chosen none.
PAPER_BLACK, PAPER_GREY = "#000000", "#4A4741"
#: On grounds of colour.
PAPER_WHITE = "#FFFFFF"
PAPER_HAIR, PAPER_PALE = "#D8D4CC", "#B9B4AB"
PAPER_ACCENT = "#0B666C"
