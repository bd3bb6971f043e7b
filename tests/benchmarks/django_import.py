"""A workbook imported by django-import-export into SQLite; run by a Python that has it.

``python django_import.py WORKBOOK DATABASE [bulk]`` prints one line of JSON. Knows nothing of the
program: it runs in another environment.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any


def main() -> int:
    """Import the first sheet, one text field a column."""
    workbook, database, *rest = sys.argv[1:]
    django: Any = import_module("django")
    import_module("django.conf").settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database}},
        INSTALLED_APPS=["import_export"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()
    tablib: Any = import_module("tablib")
    resources: Any = import_module("import_export.resources")
    database_: Any = import_module("django.db")
    models: Any = database_.models

    data = Path(workbook).read_bytes()
    headings = tablib.Dataset().load(data, format="xlsx").headers
    names = [f"column_{number}" for number in range(len(headings))]
    # A contact is known by one column; told so, it looks for each row whether there is one.
    known_by = names[headings.index("WeChat")]
    fields = {
        name: models.TextField(blank=True, default="", db_index=name == known_by) for name in names
    }
    meta = type("Meta", (), {"app_label": "import_export"})
    contact: Any = type(
        "Contact", (models.Model,), {"__module__": __name__, "Meta": meta, **fields}
    )
    with database_.connection.schema_editor() as editor:
        editor.create_model(contact)
    chosen: dict[str, Any] = {"model": contact, "import_id_fields": (known_by,), "fields": names}
    if rest:
        chosen |= {"use_bulk": True, "skip_diff": True, "batch_size": 1000}
    resource: Any = type(
        "Resource", (resources.ModelResource,), {"Meta": type("Meta", (), chosen)}
    )()

    began = time.perf_counter()
    rows = tablib.Dataset().load(data, format="xlsx")
    rows.headers = names
    result = resource.import_data(rows, dry_run=False, raise_errors=True, use_transactions=True)
    seconds = time.perf_counter() - began
    answer = {
        "seconds": seconds,
        "rows": sum(result.totals.values()),
        "stored": contact.objects.count(),
        "version": import_module("import_export").__version__,
        "django": django.get_version(),
    }
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
