"""Provisional: replaced within the hour."""


def keys(name: str) -> frozenset[str]:
    return frozenset([name.casefold()])


def sort_key(zh: str, en: str) -> str:
    return (en or zh).casefold()
