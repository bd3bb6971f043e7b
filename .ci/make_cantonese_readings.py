"""Writes resources/names/cantonese.txt: the Cantonese readings of single characters.

Run it by hand after ``pip install ToJyutping`` when a newer version has better readings. The
program reads the table instead of that package, which takes a second to load.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

from wicco_desktop.foundation.text import is_han

TARGET = Path(__file__).resolve().parent.parent / "resources" / "names" / "cantonese.txt"
BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x20100))
MOST_READINGS = 3
"""Readings of one character that are kept: the first ones are those in use."""

HEAD = """\
# Cantonese readings of single characters in Jyutping without tones: a syllable, then the
# characters first read so, then after a comma those that may be.
# Made by .ci/make_cantonese_readings.py from ToJyutping {version}; do not edit.
#
# ToJyutping is Copyright (c) 2024 Cantonese Computational Linguistics Infrastructure Development
# Workgroup. Redistribution and use in source and binary forms, with or without modification, are
# permitted provided that the following conditions are met:
# 1. Redistributions of source code must retain the above copyright notice, this list of
#    conditions and the following disclaimer.
# 2. Redistributions in binary form must reproduce the above copyright notice, this list of
#    conditions and the following disclaimer in the documentation and/or other materials provided
#    with the distribution.
# THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR
# IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND
# FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR
# CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
# DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE,
# DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER
# IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT
# OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
"""


def readings(char: str) -> list[str]:
    """The readings of one character without tone, the one in use first."""
    import ToJyutping

    candidates = ToJyutping.get_jyutping_candidates(char)
    given = [reading for _char, of_char in candidates for reading in of_char]
    found = [reading.rstrip("123456") for reading in given if " " not in reading]
    return list(dict.fromkeys(found))[:MOST_READINGS]


def main() -> None:
    """Write the table anew."""
    first: dict[str, list[str]] = defaultdict(list)
    further: dict[str, list[str]] = defaultdict(list)
    for start, end in BLOCKS:
        for char in map(chr, range(start, end)):
            if is_han(char) and (read := readings(char)):
                first[read[0]].append(char)
                for other in read[1:]:
                    further[other].append(char)
    lines = [
        f"{syllable} {''.join(first[syllable])},{''.join(further[syllable])}"
        for syllable in sorted({*first, *further})
    ]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    head = HEAD.format(version=version("ToJyutping"))
    TARGET.write_text(head + "\n".join(lines) + "\n", "utf-8", newline="\n")
    sys.stdout.write(f"{len(lines)} syllables written\n")


if __name__ == "__main__":
    main()
