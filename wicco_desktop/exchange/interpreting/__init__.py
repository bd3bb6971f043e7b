"""What a sheet means: where its headings are, which field each column holds, its rows as values."""

from wicco_desktop.exchange.interpreting.marks import ExportMarks, marks_of
from wicco_desktop.exchange.interpreting.proposing import propose
from wicco_desktop.exchange.interpreting.sheet_rows import rows_of

__all__ = ["ExportMarks", "marks_of", "propose", "rows_of"]
