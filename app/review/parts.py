"""The parts of a product's and an enterprise's form: which fields say which facts, and how the facts stand in the fields again."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, get_args

from app.catalogue import values
from app.catalogue.content import EnterpriseContent, Measure, Money, Quantity, Size, Stage, Storage
from app.catalogue.importing.lookups import ALCOHOL, style_of
from app.catalogue.values import CURRENCIES, Style
from app.catalogue.values.spans import DAYS, PERIODS
from app.review.forms import Form, Texts, amount
from app.review.wording import BY_MONTH, ONE_NUMBER, WRONG_NIB

Facts = dict[str, Any]
"""Fields of a content and, apart in `private.<field>`, of its confidential facts."""

SIZE_BASES: Final = tuple(get_args(get_args(EnterpriseContent.model_fields["size_basis"].annotation)[0]))
_ACCOUNTS: Final = {
    "facebook": "https://www.facebook.com/{}",
    "instagram": "https://www.instagram.com/{}",
    "shopee": "https://shopee.co.id/{}",
    "tiktok": "https://www.tiktok.com/@{}",
    "tokopedia": "https://www.tokopedia.com/{}",
}
"""Where an account lives whose name alone was typed, as most people do."""


@dataclass(frozen=True, slots=True)
class Part:
    """Fields that together say some facts. `read` and `write` undo each other."""

    fields: tuple[str, ...]
    """Names of fields; one that ends in a dot stands for all that begin so."""
    read: Callable[[Form], Facts]
    write: Callable[[Facts, Style], dict[str, str]]

    def own(self, texts: Texts) -> dict[str, str]:
        """The texts of these fields that are not empty."""
        starts = tuple(name for name in self.fields if name.endswith("."))
        return {name: text.strip() for name, text in texts.items() if text.strip() and (name in self.fields or name.startswith(starts))}


# --- kinds of parts ------------------------------------------------------------------------------------------------------------


def _line(name: str, fact: str = "") -> Part:
    fact = fact or name
    return Part((name,), lambda form: {fact: form.text(name)}, lambda facts, _style: {name: facts[fact]})


def _words(name: str) -> Part:
    return Part(
        (f"{name}.",),
        lambda form: {name: form.by_language(name)},
        lambda facts, _style: {f"{name}.{language}": text for language, text in facts[name].items()},
    )


def _value(name: str, reader: Callable[[str], object], fact: str = "") -> Part:
    fact = fact or name
    return Part(
        (name,),
        lambda form: {fact: form.read(name, reader)},
        lambda facts, _style: {name: "" if facts[fact] is None else str(facts[fact])},
    )


def _choice(name: str, offered: tuple[str, ...], default: str | None = None) -> Part:
    return Part((name,), lambda form: {name: form.chosen(name, offered) or default}, lambda facts, _style: {name: str(facts[name] or "")})


def _phone(name: str, fact: str = "") -> Part:
    fact = fact or name
    return Part(
        (name,),
        lambda form: {fact: form.read(name, lambda text: values.phone(text, form.country))},
        lambda facts, _style: {name: facts[fact] or ""},
    )


# --- products ------------------------------------------------------------------------------------------------------------------


def _read_prices(form: Form) -> Facts:
    currency = form.read("currency", values.currency) or ""
    asked = bool(form.read("price_on_request", values.yes_no))
    price = None if asked else form.read("price", lambda text: values.price(text, currency))
    wholesale = form.read("wholesale_price", lambda text: values.price(text, currency))
    return {
        "price": price.money if price else None,
        "wholesale_price": wholesale.money if wholesale else None,
        "unit": form.text("unit") or (price.unit if price else ""),
    }


def _write_prices(facts: Facts, _style: Style) -> dict[str, str]:
    price, wholesale = facts["price"], facts["wholesale_price"]
    money = price or wholesale
    texts = {"price": _shown(price), "wholesale_price": _shown(wholesale), "unit": facts["unit"]}
    if wholesale and wholesale.currency != money.currency:
        texts["wholesale_price"] = f"{wholesale.currency} {texts['wholesale_price']}"
    return texts | {"currency": money.currency if money else "", "price_on_request": "" if price else "yes"}


def _shown(money: Money | None) -> str:
    if money is None:
        return ""
    convention = CURRENCIES.get(money.currency)
    return amount(money.amount, style_of(money.currency), decimals=convention.decimals if convention else 2)


def _read_cost(form: Form) -> Facts:
    currency = form.read("currency", values.currency) or form.frame.centre.currency
    cost = form.read("cost", lambda text: values.price(text, currency))
    return {"private.cost": cost.money if cost else None}


def _write_cost(facts: Facts, _style: Style) -> dict[str, str]:
    cost, money = facts["private.cost"], facts["price"] or facts["wholesale_price"]
    other = cost and money and money.currency != cost.currency
    return {"cost": f"{cost.currency} {_shown(cost)}" if other else _shown(cost)}


def _read_net(form: Form) -> Facts:
    return {"net": form.read("net", lambda text: values.measure(text, style=form.style))}


def _write_net(facts: Facts, style: Style) -> dict[str, str]:
    net: Measure | None = facts["net"]
    return {"net": f"{'±' if net.approximate else ''}{amount(net.amount, style)} {net.unit}" if net else ""}


def _quantity(form: Form, name: str) -> dict[str, Any] | None:
    said = form.read(name, lambda text: values.capacity(text, style=form.style))
    if said is None:
        return None
    if said.least != said.most:
        form.problem(name, ONE_NUMBER)
    return {"amount": said.least, "unit": form.text(f"{name}_unit") or said.unit or "pcs", "per": said.per}


def _read_minimum(form: Form) -> Facts:
    said = _quantity(form, "minimum_order")
    return {"minimum_order": said and {"amount": said["amount"], "unit": said["unit"]}}


def _read_capacity(form: Form) -> Facts:
    said = _quantity(form, "monthly_capacity")
    if said and said.pop("per") != "month":
        form.problem("monthly_capacity", BY_MONTH)
    private = bool(form.read("capacity_private", values.yes_no))
    return {"monthly_capacity": None if private else said, "private.monthly_capacity": said if private else None}


def _write_quantity(name: str, quantity: Quantity | None, style: Style) -> dict[str, str]:
    return {name: amount(quantity.amount, style), f"{name}_unit": quantity.unit} if quantity else {}


def _write_capacity(facts: Facts, style: Style) -> dict[str, str]:
    public, private = facts["monthly_capacity"], facts["private.monthly_capacity"]
    return _write_quantity("monthly_capacity", public or private, style) | {"capacity_private": "yes" if private and not public else ""}


def _read_days(form: Form) -> Facts:
    return {"lead_time_days": form.read("lead_time", lambda text: 0 if re.fullmatch("0+", text) else values.days(text))}


def _read_shelf(form: Form) -> Facts:
    unit = PERIODS.get(form.text("shelf_life_unit").lower())
    kept = form.read("shelf_life", lambda text: values.shelf_life(text, heading_period=unit, style=form.style))
    return {"shelf_life_days": kept.days if kept else None}


def _write_shelf(facts: Facts, _style: Style) -> dict[str, str]:
    """360 days stand there as 12 months."""
    days = facts["shelf_life_days"]
    if days is None:
        return {}
    unit = next(unit for unit in ("year", "month", "week", "day") if days % DAYS[unit] == 0)
    return {"shelf_life": str(days // DAYS[unit]), "shelf_life_unit": unit}


def _read_category(form: Form) -> Facts:
    category = form.chosen("category", form.frame.categories)
    strong = category in form.frame.categories_within(ALCOHOL)
    return ({"category": category} if category else {}) | {"alcohol": strong or bool(form.read("alcohol", values.yes_no))}


def _read_place(name: str) -> Callable[[Form], Facts]:
    def read(form: Form) -> Facts:
        area = form.chosen(name, form.frame.areas)
        return {name: area} if area else {}

    return read


PRODUCT: Final = (
    *(_words(name) for name in ("name", "summary", "description", "ingredients")),
    Part(
        ("category", "alcohol"),
        _read_category,
        lambda facts, _s: {"category": facts["category"], "alcohol": "yes" if facts["alcohol"] else ""},
    ),
    Part(("origin",), _read_place("origin"), lambda facts, _style: {"origin": facts["origin"]}),
    _line("reference"),
    _value("gtin", values.gtin),
    _value("hs_code", values.hs_code),
    Part(("price", "wholesale_price", "currency", "price_on_request", "unit"), _read_prices, _write_prices),
    Part(("cost", "currency"), _read_cost, _write_cost),
    Part(("net",), _read_net, _write_net),
    Part(
        ("minimum_order", "minimum_order_unit"),
        _read_minimum,
        lambda facts, style: _write_quantity("minimum_order", facts["minimum_order"], style),
    ),
    Part(("monthly_capacity", "monthly_capacity_unit", "capacity_private"), _read_capacity, _write_capacity),
    Part(
        ("lead_time",),
        _read_days,
        lambda facts, _style: {"lead_time": "" if facts["lead_time_days"] is None else str(facts["lead_time_days"])},
    ),
    Part(("shelf_life", "shelf_life_unit"), _read_shelf, _write_shelf),
    _choice("storage", tuple(Storage)),
    _choice("stage", tuple(Stage), Stage.FINISHED),
)


# --- enterprises ---------------------------------------------------------------------------------------------------------------


def _address(text: str) -> str:
    return text if re.match(r"https?://", text, re.IGNORECASE) else f"https://{text}"


def _account(kind: str, text: str) -> str:
    """The address of an account: as typed, or made of its name."""
    if kind in _ACCOUNTS and re.fullmatch(r"@?[\w.-]+", text) and not re.search(r"\.(com|id|net|co)\b", text):
        return _ACCOUNTS[kind].format(text.removeprefix("@"))
    return _address(text)


def _read_social(form: Form) -> Facts:
    found = {name.partition(".")[2]: form.text(name) for name in form.texts if name.startswith("social.")}
    return {"social": {kind: _account(kind, text) for kind, text in found.items() if text}}


def _read_registration(form: Form) -> Facts:
    """In Indonesia the NIB, 13 digits; other countries number their enterprises in other ways."""
    text = form.text("registration")
    digits = re.sub(r"[\s.\-]", "", text)
    if form.country != "ID" or not text:
        return {"private.registration": text}
    if not re.fullmatch(r"[0-9]{13}", digits):
        form.problem("registration", WRONG_NIB)
    return {"private.registration": digits}


def _read_founded(form: Form) -> Facts:
    text = form.text("founded")
    return {"founded": int(text) if re.fullmatch("[0-9]{4}", text) else text or None}


ENTERPRISE: Final = (
    _line("name"),
    _line("legal_name"),
    _choice("size", tuple(Size)),
    _choice("size_basis", SIZE_BASES),
    Part(("area",), _read_place("area"), lambda facts, _style: {"area": facts["area"]}),
    _line("place"),
    Part(("founded",), _read_founded, lambda facts, _style: {"founded": str(facts["founded"] or "")}),
    _words("tagline"),
    _words("story"),
    _phone("phone"),
    _phone("whatsapp"),
    _value("email", str),
    _value("web", _address),
    Part(("social.",), _read_social, lambda facts, _style: {f"social.{kind}": address for kind, address in facts["social"].items()}),
    Part(
        ("registration", "area"),
        _read_registration,
        lambda facts, _style: {"registration": facts["private.registration"], "area": facts["area"]},
    ),
    _line("contact_name", "private.contact_name"),
    _phone("contact_phone", "private.contact_phone"),
)
