"""Product lists of any kind into the catalogue: rows -> contents -> the door, with every row and every photo accounted for."""

from app.catalogue.importing.findings import Finding, Repeat, Report, SheetFacts
from app.catalogue.importing.marked import mark
from app.catalogue.importing.previewing import Preview, SheetPreview, preview, proposed_columns
from app.catalogue.importing.running import NoProducts, Progress, import_list, proposal

__all__ = [
    "Finding",
    "NoProducts",
    "Preview",
    "Progress",
    "Repeat",
    "Report",
    "SheetFacts",
    "SheetPreview",
    "import_list",
    "mark",
    "preview",
    "proposal",
    "proposed_columns",
]
