"""Why a list cannot be read, found inside the sandbox. They live apart from the readers, because outside only known errors come back."""

from app.errors import Invalid, TooLarge, Unsupported
from app.text import _


class UnknownEncoding(Unsupported):
    message = _("The letters of this file cannot be read with certainty. Please save it as “CSV UTF-8”.")


class DamagedLetters(Unsupported):
    message = _(
        "Letters of this file were damaged when it was saved, for example “{found}”. Please save it again as “CSV UTF-8” from the original."
    )


class BinaryFile(Unsupported):
    message = _("This cannot be read as text. Please save it as XLSX, ODS, XLS or CSV.")


class UnclosedQuote(Invalid):
    message = _("A quotation mark is opened in or before row {row} and never closed.")


class TooWide(TooLarge):
    message = _("A sheet of this file has more than {limit} columns, so it is no product list.")


class TooLong(TooLarge):
    message = _("This list has more than {limit} rows. Please split it.")
