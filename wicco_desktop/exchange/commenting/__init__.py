"""Problems go back to the partner as their own workbook, with comments on the cells concerned.

The parts of the package are edited where they stand, byte by byte: everything that is not concerned
stays as it was. Nothing here knows what a problem is, only where its comment goes.
"""

from wicco_desktop.exchange.commenting.copying import save_copy_with_comments
from wicco_desktop.exchange.commenting.model import CellComment, Meaning
from wicco_desktop.exchange.commenting.saving import save_with_comments

__all__ = ["CellComment", "Meaning", "save_copy_with_comments", "save_with_comments"]
