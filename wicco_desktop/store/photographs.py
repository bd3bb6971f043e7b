"""What a photograph says of itself: the moment it was taken."""

from __future__ import annotations

import io
import logging
import re
from datetime import datetime
from pathlib import Path

_TAGS = ("EXIF DateTimeOriginal", "EXIF DateTimeDigitized")
"""Not ``Image DateTime``: that is when the file was changed last."""

_MOMENT = re.compile(r"(\d{4})[:\-](\d\d)[:\-](\d\d)[ T](\d\d):(\d\d):(\d\d)")


def taken_from_exif(photograph: Path | bytes) -> str | None:
    """Local time of the camera, ``2022-11-23T10:00:00``; None where the file does not say.

    Reads JPEG, TIFF, HEIC, PNG and WebP. Never raises for what is in the file: a photograph
    whose data are damaged is still a photograph. Source: Exif 2.32 (CIPA DC-008), 4.6.5.
    """
    import exifread  # late: it costs 50 ms, and most days bring no photograph

    logging.getLogger("exifread").setLevel(logging.CRITICAL)
    try:
        with (
            io.BytesIO(photograph) if isinstance(photograph, bytes) else photograph.open("rb")
        ) as file:
            tags = exifread.process_file(file, details=False, extract_thumbnail=False)
    except Exception:  # noqa: BLE001 - the library raises whatever a damaged file leads it to
        return None
    found = (_moment(str(tags[tag])) for tag in _TAGS if tag in tags)
    return next((moment for moment in found if moment), None)


def _moment(text: str) -> str | None:
    match = _MOMENT.match(text)
    if match is None:
        return None
    try:
        # Cameras whose clock was never set write zeros, which is no date.
        moment = datetime(*(int(part) for part in match.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None
    return moment.isoformat(timespec="seconds")
