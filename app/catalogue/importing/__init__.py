"""Product lists of any kind into the catalogue: rows -> contents -> the door, with every row and every photo accounted for."""

from app.catalogue.importing.findings import Finding, Repeat, Report, SheetFacts
from app.catalogue.importing.running import NoProducts, Progress, import_list, proposal

__all__ = ["Finding", "NoProducts", "Progress", "Repeat", "Report", "SheetFacts", "import_list", "proposal"]
