"""What a form says beside a field whose words cannot be read; sentences, because a form has room for them."""

from typing import Final

from app.text import _

NEEDED: Final = _("This is needed.")
UNKNOWN_CHOICE: Final = _("Please choose one of the values offered.")
NOT_ACCEPTED: Final = _("This does not fit here.")
TOO_LONG: Final = _("This is too long.")
PICTURE_GONE: Final = _("This picture is not there any more. Please add it again.")
UNKNOWN_HS: Final = _("This HS code is not in the table of headings.")
WRONG_NIB: Final = _("A NIB has 13 digits.")
ONE_NUMBER: Final = _("Please write one number. If it differs, write what is surely possible.")
ENDS_BEFORE: Final = _("This day lies before the first day of validity.")
BY_MONTH: Final = _("Please say how much in a month.")

READABLE: Final = {
    "capacity_unreadable": _("Please write a quantity, such as 200."),
    "currency_conflict": _("The price names another currency than the one chosen."),
    "currency_missing": _("Please choose the currency."),
    "currency_unknown": _("Please write the currency as three letters, such as IDR, BND, MYR or PHP."),
    "date_ambiguous": _("Please write the day as day/month/year, such as 31/03/2027."),
    "date_impossible": _("This day is not in the calendar."),
    "date_unreadable": _("Please write the day as day/month/year, such as 31/03/2027."),
    "gtin_invalid": _("A barcode number has 8, 12, 13 or 14 digits; one of these digits is not right."),
    "halal_unreadable": _("Please answer yes or no."),
    "hs_unreadable": _("An HS code has 4, 6 or 8 digits."),
    "number_unreadable": _("Please write a number of days, or a time such as 2 weeks."),
    "phone_malformed": _("Please write the whole telephone number, such as 0812-3456-7890."),
    "pirt_malformed": _("A P-IRT number has 15 digits, such as 2067171019001-30."),
    "price_ambiguous": _("This price can be read in two ways. Please write it without marks between the figures, such as 25000."),
    "price_negative": _("A price is above zero."),
    "price_range": _("Please write one price, not two."),
    "price_too_large": _("No product costs that much. Please check the number of zeros."),
    "price_unreadable": _("Please write the price in figures, such as 25000."),
    "price_zero": _("A price is above zero. If you do not want to show one, choose “Price on request”."),
    "several_packs": _("Please write one size. Each size is a product of its own."),
    "shelf_unreadable": _("Please write a time with its unit, such as 3 months."),
    "unit_missing": _("Please write the unit behind the number, such as 250 g."),
    "weight_ambiguous": _("This can be read in two ways. Please write it in a smaller unit, such as 1500 g."),
    "weight_unreadable": _("Please write a number with its unit, such as 250 g, 400 ml or 10 pcs."),
}
"""By the code of values.Unreadable."""
OFFERED: Final = _("This price can be read in two ways. If you mean one of these, write it so: {offered}")

_BY_FIELD: Final = {
    "email": _("Please write an e-mail address, such as toko@example.org."),
    "web": _("Please write a web address, such as https://example.org."),
    "social": _("Please write a web address, such as https://example.org."),
    "founded": _("Please write the year in four digits."),
}


def refused(field: str, kind: str) -> str:
    """The sentence for an error of pydantic, by its type, in a field."""
    if kind == "string_too_long":
        return TOO_LONG
    if kind in ("missing", "string_too_short", "too_short"):
        return NEEDED
    return _BY_FIELD.get(field.partition(".")[0], NOT_ACCEPTED)
