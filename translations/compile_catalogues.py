"""Compiles the message catalogues, and says which files the wheel takes along.

As a script it compiles every catalogue whose ``.po`` is newer than its ``.mo``. As a hatch build
hook it does the same first, for an editable install too, and then adds ``resources/`` and the
compiled catalogues to a wheel, inside the package. It must not import the package: that may not
be installed yet.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TRANSLATIONS = Path(__file__).resolve().parent
PACKAGE = "wicco_desktop"
NOT_SHIPPED = (".po", ".pot", ".py", ".pyc")


def is_stale(source: Path) -> bool:
    """Whether the ``.po`` has no ``.mo`` beside it, or one that is older."""
    try:
        return source.with_suffix(".mo").stat().st_mtime_ns < source.stat().st_mtime_ns
    except FileNotFoundError:
        return True


def compile_catalogue(source: Path) -> Path:
    """Write the ``.mo`` of a ``.po`` beside it, whole or not at all; returns its path.

    Fuzzy translations are left out, so that an unsure one shows as English, not as a guess.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as lines:
        catalogue = read_po(lines, locale=source.parent.parent.name, domain=source.stem)
    target = source.with_suffix(".mo")
    handle, unfinished = tempfile.mkstemp(dir=source.parent, suffix=".unfinished")
    try:
        with os.fdopen(handle, "wb") as compiled:
            write_mo(compiled, catalogue, use_fuzzy=False)
        Path(unfinished).chmod(0o644)
        Path(unfinished).replace(target)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    return target


def compile_stale(translations: Path = TRANSLATIONS) -> list[Path]:
    """Compile what is out of date; returns what was written."""
    sources = sorted(translations.glob("*/LC_MESSAGES/*.po"))
    return [compile_catalogue(source) for source in sources if is_stale(source)]


def shipped_files(root: Path) -> Iterator[tuple[str, str]]:
    """Every file a wheel takes from ``resources/`` and ``translations/``, and its place there."""
    for folder in ("resources", "translations"):
        for path in sorted((root / folder).rglob("*")):
            if "__pycache__" in path.parts or path.name.startswith("."):
                continue
            if folder == "translations" and path.suffix in NOT_SHIPPED:
                continue
            if path.is_file():
                yield str(path), f"{PACKAGE}/{path.relative_to(root).as_posix()}"


class CatalogueHook(BuildHookInterface[Any]):
    """What hatch runs before it builds a wheel; version ``editable`` needs no copies."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues and name the files that go into the wheel."""
        root = Path(self.root)
        compile_stale(root / "translations")
        if version == "standard":
            build_data["force_include"].update(shipped_files(root))


if __name__ == "__main__":
    for written in compile_stale():
        sys.stderr.write(f"compiled {written.relative_to(TRANSLATIONS)}\n")
