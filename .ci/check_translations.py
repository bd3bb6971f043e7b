"""Whether the message catalogues are complete; with ``--update``, brings them up to date.

Run with the Python of ``.venv``. Fails, naming each message, when ``wicco.pot`` is not what the
code says, or when a ``wicco.po`` lacks a message, leaves one empty or unsure (fuzzy), keeps one
the code no longer has, or changes a ``{placeholder}``. Catalogues hold no line numbers and no
dates, so that they change only when a message does.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po, write_po
from extract_messages import KEYWORDS, TRANSLATOR_COMMENTS, extract_messages

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "wicco_desktop"
DOMAIN = "wicco"
LOCALES = ("zh_CN",)
PLURAL_FORMS = {"zh_CN": "nplurals=1; plural=0;"}

HEADER = {
    "Project-Id-Version": "WICCO Desktop",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
}
"""What every catalogue begins with: no dates and no names, which only make changes."""

PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")

Key = tuple[str, str | None]
"""A message id and its context."""


def extracted(package: Path) -> Catalog:
    """A template of every message in the code, in the order of files and lines."""
    template = Catalog(project="WICCO Desktop", charset="utf-8", fuzzy=False)
    keywords = parse_keywords(KEYWORDS)
    for path in sorted(package.rglob("*.py")):
        with path.open("rb") as file:
            # Babel's types describe another method than its documentation and its code do.
            method: Any = extract_messages
            for _line, ids, comments, context in extract(
                method, file, keywords, TRANSLATOR_COMMENTS
            ):
                template.add(ids, context=context, auto_comments=list(dict.fromkeys(comments)))
    return template


def read(path: Path, locale: str | None = None) -> Catalog:
    """A catalogue from its file; an empty one when there is none yet."""
    if not path.exists():
        return Catalog(locale=locale, domain=DOMAIN, charset="utf-8", fuzzy=False)
    with path.open("rb") as lines:
        return read_po(lines, locale=locale, domain=DOMAIN)


def messages(catalogue: Catalog) -> dict[Key, Message]:
    """Every message but the header, by id (the singular, of a counted one) and context."""
    return {_key(message): message for message in catalogue if message.id}


def _key(message: Message) -> Key:
    return _forms(message.id)[0], message.context


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _named(key: Key) -> str:
    identifier, context = key
    shown = repr(identifier if len(identifier) <= 70 else identifier[:69] + "…")
    return f"{shown} (context {context!r})" if context else shown


def template_problems(code: Catalog, template: Catalog) -> Iterator[str]:
    """Where the template differs from the code in its message ids."""
    wanted, written = messages(code), messages(template)
    for key in wanted.keys() - written.keys():
        yield f"{DOMAIN}.pot lacks {_named(key)}"
    for key in written.keys() - wanted.keys():
        yield f"{DOMAIN}.pot still has {_named(key)}, which the code no longer has"
    for key in wanted.keys() & written.keys():
        if _forms(wanted[key].id) != _forms(written[key].id):
            yield f"{DOMAIN}.pot has another plural of {_named(key)}"


def translation_problems(code: Catalog, catalogue: Catalog, name: str) -> Iterator[str]:
    """Where a translation is not complete, or not a translation of what the code says."""
    wanted, written = messages(code), messages(catalogue)
    for key, message in wanted.items():
        translation = written.get(key)
        if translation is None:
            yield f"{name} lacks {_named(key)}"
        elif not all(form.strip() for form in _forms(translation.string)):
            yield f"{name} leaves {_named(key)} empty"
        elif translation.fuzzy:
            yield f"{name} has a fuzzy translation of {_named(key)}"
        elif _forms(message.id) != _forms(translation.id):
            yield f"{name} has another plural of {_named(key)}"
        else:
            yield from _placeholder_problems(message, translation, name)
    for key in written.keys() - wanted.keys():
        yield f"{name} still has {_named(key)}, which the code no longer has"
    for message in catalogue.obsolete.values():
        yield f"{name} keeps the obsolete {_named(_key(message))}"


def _placeholder_problems(message: Message, translation: Message, name: str) -> Iterator[str]:
    wanted = _placeholders(_forms(message.id)[-1:])
    for form in _forms(translation.string):
        if _placeholders([form]) != wanted:
            yield (
                f"{name} has other placeholders in {_named(_key(message))}: "
                f"{_listed(_placeholders([form]))} instead of {_listed(wanted)}"
            )


def _placeholders(texts: Iterable[str]) -> set[str]:
    plain = (text.replace("{{", "").replace("}}", "") for text in texts)
    return {name for text in plain for name in PLACEHOLDER.findall(text)}


def _listed(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"


def update(root: Path) -> None:
    """Write the template anew, and every catalogue with what it has of it, the rest empty."""
    translations = root / "translations"
    code = extracted(root / PACKAGE)
    _write(translations / f"{DOMAIN}.pot", code, {})
    for locale in LOCALES:
        path = translations / locale / "LC_MESSAGES" / f"{DOMAIN}.po"
        before = messages(read(path, locale))
        merged = Catalog(locale=locale, domain=DOMAIN, charset="utf-8", fuzzy=False)
        for key, message in messages(code).items():
            known = before.get(key)
            merged.add(
                message.id,
                known.string if known and _fits(known, message) else _empty(message),
                context=message.context,
                auto_comments=message.auto_comments,
                user_comments=known.user_comments if known else (),
                flags=known.flags & {"fuzzy"} if known else (),
            )
        _write(path, merged, {"Language": locale, "Plural-Forms": PLURAL_FORMS[locale]})


def _fits(known: Message, message: Message) -> bool:
    return isinstance(known.id, str) == isinstance(message.id, str)


def _empty(message: Message) -> str | tuple[str, ...]:
    return "" if isinstance(message.id, str) else ("",)


def _write(path: Path, catalogue: Catalog, own_fields: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    body = io.BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, no_location=True, ignore_obsolete=True)
    header = "".join(f'"{name}: {value}\\n"\n' for name, value in (HEADER | own_fields).items())
    text = f'msgid ""\nmsgstr ""\n{header}\n{body.getvalue().decode()}'
    path.write_text(text.rstrip() + "\n", encoding="utf-8", newline="\n")


def problems(root: Path) -> list[str]:
    """Everything that is wrong with the catalogues of that checkout."""
    translations = root / "translations"
    code = extracted(root / PACKAGE)
    found = sorted(template_problems(code, read(translations / f"{DOMAIN}.pot")))
    for locale in LOCALES:
        catalogue = read(translations / locale / "LC_MESSAGES" / f"{DOMAIN}.po", locale)
        found += sorted(translation_problems(code, catalogue, f"{locale}/{DOMAIN}.po"))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 when the catalogues are complete, or were updated; otherwise 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--update", action="store_true", help="write the catalogues anew")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout to look at")
    chosen = parser.parse_args(arguments)
    if chosen.update:
        update(chosen.root)
    found = problems(chosen.root)
    for problem in found:
        print(problem)
    count = len(messages(extracted(chosen.root / PACKAGE)))
    print(f"translations: {count} messages, {len(found)} problems")
    return 0 if chosen.update or not found else 1


if __name__ == "__main__":
    sys.exit(main())
