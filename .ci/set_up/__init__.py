"""How ``run.py`` makes ``.venv``: standard library only, no part of the program.

``state`` is asked at every start and stays quick; the others load only when there is work to do.
"""


class SetUpError(Exception):
    """What keeps the program from being set up, as one plain line that says what to do."""
