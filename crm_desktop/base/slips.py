"""One slip of the finger: whether a word begins with what was typed, give or take one letter."""

from __future__ import annotations

#: Shorter beginnings have too many neighbours to be of use.
_SHORTEST = 4


def begins(word: str, start: str, *, slips: int = 1) -> bool:
    """Whether a word begins with some letters; with `slips` one may be missing, too many, mistaken or swapped.

    The first letter must hold, and fewer than four letters must be right.
    """
    if word.startswith(start):
        return True
    if not slips or len(start) < _SHORTEST or word[:1] != start[:1]:
        return False
    same = next((at for at, (a, b) in enumerate(zip(word, start, strict=False)) if a != b), min(len(word), len(start)))
    rest, typed = word[same:], start[same:]
    return (
        rest[1:].startswith(typed[1:])  # mistaken
        or rest.startswith(typed[1:])  # one too many
        or rest[1:].startswith(typed)  # one missing
        or (len(typed) > 1 and rest.startswith(typed[1] + typed[0] + typed[2:]))  # swapped
    )
