"""Makes the tables of postal codes from the package they are published in; run again when a newer one is out.

pip download --no-deps countrystatecity-postal-codes
python build_postcodes.py countrystatecity_postal_codes-*.whl
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from zipfile import ZipFile

_COUNTRIES = ("AT", "CH", "DE", "LI")


def towns(name: str, country: str) -> list[str]:
    """Return the names of a place: without its district, both where it has one in each of two languages."""
    if "\ufffd" in name:
        return []
    whole = name.partition(",")[0] if country == "AT" else name
    parts = whole.split(" / ") if country == "AT" else [whole]
    return [part.strip() for part in parts if part.strip()]


def main(package: Path) -> None:
    """Write one file a country: a code, a tab, and its towns with strokes between them."""
    here = Path(__file__).parent
    with ZipFile(package) as wheel:
        for country in _COUNTRIES:
            path = f"countrystatecity_postal_codes/data/by-country/{country}/postcodes.json"
            found: defaultdict[str, set[str]] = defaultdict(set)
            for place in json.loads(wheel.read(path)):
                found[place["code"]].update(towns(place["localityName"], country))
            lines = [f"{code}\t{'|'.join(sorted(names))}\n" for code, names in sorted(found.items()) if names]
            (here / f"{country}.txt").write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
