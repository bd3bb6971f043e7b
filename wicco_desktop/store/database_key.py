"""The key of an encrypted database: from a passphrase, as SQLCipher itself derives it.

So any SQLCipher program opens the file with the passphrase. Deriving takes a quarter of a second
on purpose; it is done once an opening, and every connection gets what came out.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from wicco_desktop.foundation.errors import UsageError
from wicco_desktop.foundation.messages import N_
from wicco_desktop.store import driver

ROUNDS = 256_000
"""What SQLCipher 4 has; never to be changed, or no file could be opened any more."""

_RAW = 32


class PassphraseNeededError(UsageError):
    """A file that may be an encrypted database was to be opened without a passphrase."""


class WrongPassphraseError(UsageError):
    """A passphrase that does not open the file."""


@dataclass(frozen=True, slots=True, repr=False)
class DatabaseKey:
    """What encrypts one file: ``raw`` from the passphrase and ``salt``, its first sixteen bytes."""

    raw: bytes
    salt: bytes

    @classmethod
    def derived(cls, passphrase: str, salt: bytes) -> DatabaseKey:
        """The key of the file that begins with that salt."""
        return cls(
            hashlib.pbkdf2_hmac("sha512", _bytes(passphrase), salt, ROUNDS, dklen=_RAW), salt
        )

    @classmethod
    def new(cls, passphrase: str) -> DatabaseKey:
        """A key for a file that is yet to be made."""
        return cls.derived(passphrase, secrets.token_bytes(driver.SALT))

    def is_of(self, passphrase: str) -> bool:
        """Whether it comes from that passphrase."""
        return hmac.compare_digest(DatabaseKey.derived(passphrase, self.salt).raw, self.raw)

    def connect(self, path: Path, *, read_only: bool = False, immutable: bool = False) -> object:
        """Open a file of this key; what ``driver.connect`` is for a file without."""
        return driver.connect(
            path, read_only=read_only, immutable=immutable, key=self.raw + self.salt
        )


Passphrase = str | DatabaseKey
"""What opens an encrypted database: what a user typed, or the key that came of it before."""


def new_key(passphrase: Passphrase | None) -> DatabaseKey | None:
    """The key of a file that is to be made; None without a passphrase."""
    if not passphrase or isinstance(passphrase, DatabaseKey):
        return passphrase or None
    return DatabaseKey.new(passphrase)


def connection_to(key: DatabaseKey | None) -> driver.Connect:
    """How files of a key are opened; None: files that are not encrypted."""
    return driver.connect if key is None else key.connect


def connection_by(path: Path, passphrase: Passphrase | None) -> driver.Connect:
    """How a closed database is opened that may be missing, damaged or none at all.

    Raises PassphraseNeededError and WrongPassphraseError only.
    """
    try:
        return connection_to(unlocked(path, passphrase))
    except (PassphraseNeededError, WrongPassphraseError):
        raise
    except UsageError:
        return driver.connect


def unlocked(
    path: Path, passphrase: Passphrase | None, *, named: Path | None = None
) -> DatabaseKey | None:
    """The key of a database, None for one that is not encrypted; the file is not changed.

    What is wrong is told of ``named``, where the file was unpacked from that.

    To be called only while it is not open in this process (``driver.read_header``). Raises
    PassphraseNeededError, WrongPassphraseError, or UsageError for a file that is none of ours.
    """
    salt = driver.salt_of(path)
    if salt is None:
        return None
    if not passphrase:
        raise PassphraseNeededError(
            N_("{file} is encrypted or not a WICCO database. Enter the passphrase."),
            file=str(named or path),
        )
    key = (
        passphrase if isinstance(passphrase, DatabaseKey) else DatabaseKey.derived(passphrase, salt)
    )
    if not driver.opens(path, key.connect):
        raise WrongPassphraseError(
            N_(
                "The passphrase does not open {file}. Nothing was changed. Small and capital "
                "letters differ."
            ),
            file=str(named or path),
        )
    return key


def _bytes(passphrase: str) -> bytes:
    # The same letters typed on another system may come composed in another way.
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
