"""Rows of a list as drafts of one enterprise: what a row states stands in the form, what it does not state stays as it was there."""

from typing import Any, Final
from uuid import UUID

from pydantic import ValidationError
from sqlmodel import Session

from app.accounts.access import Person
from app.catalogue import exporting, pictures
from app.catalogue.content import ProductConfidential, ProductContent
from app.catalogue.importing import contents
from app.catalogue.importing.entries import Entry
from app.catalogue.importing.findings import Report
from app.catalogue.importing.known import Known, identifier
from app.catalogue.importing.lookups import OTHER, Lookups
from app.catalogue.importing.targets import Places, not_accepted, refusal
from app.catalogue.models import Enterprise, Product
from app.catalogue.publishing import Outcome
from app.catalogue.reference import Reference, reference
from app.catalogue.sheets.mapping import Mapping
from app.media import uploads
from app.review import drafts, live, reading
from app.review.forms import Typed
from app.review.models import OPEN, Submission
from app.text import fold, slug

_NOT_OURS: Final = frozenset({"enterprise", "enterprise_id"})
_PLACE: Final = frozenset({"area", "country"})
_MOST_PICTURES: Final = 50
_SAYS: Final = {
    "category": ("category",),
    "area": ("origin",),
    "country": ("origin",),
    "code": ("reference",),
    "gtin": ("gtin",),
    "hs": ("hs_code",),
    "price": ("price", "currency", "price_on_request"),
    "wholesale": ("wholesale_price", "currency"),
    "unit": ("unit",),
    "weight": ("net",),
    "minimum": ("minimum_order", "minimum_order_unit"),
    "capacity": ("monthly_capacity", "monthly_capacity_unit", "capacity_private"),
    "cost": ("cost",),
    "lead": ("lead_time",),
    "shelf": ("shelf_life", "shelf_life_unit"),
    "storage": ("storage",),
    "stage": ("stage",),
    "alcohol": ("alcohol",),
}
"""Field of a list -> the fields of the form that it fills."""
_AS_TYPED: Final = frozenset({"gtin", "hs", "wholesale", "weight", "minimum", "capacity", "cost", "lead", "shelf"})
"""Fields whose cell goes into the form word for word where it could not be read, so that the form can ask about it."""


TAKEN: Final = frozenset(_SAYS) | {
    *("name", "summary", "description", "ingredients", "photo", "pirt", "halal_number", "bpom"),
    *("currency", "etalase_id", "enterprise", "enterprise_id", "no"),
}
"""Fields of a list that say something in a draft, or which product a row is; a draft has no place for any other."""


def own(mapping: Mapping, enterprise_id: UUID) -> Mapping:
    """The same for a list of one enterprise: whatever its rows say about makers, the maker is this one."""
    columns = {name: heading for name, heading in mapping.columns.items() if name not in _NOT_OURS}
    return mapping.model_copy(update={"columns": columns, "defaults": mapping.defaults | {"enterprise": str(enterprise_id)}})


class Drafts:
    """Takes the rows of one list, read with a mapping that is `own`. What is a draft already is changed, never doubled."""

    def __init__(self, person: Person, enterprise_id: UUID, lookups: Lookups, mapping: Mapping, report: Report) -> None:
        self.person = person
        self.enterprise_id = enterprise_id
        self.lookups = lookups
        self.mapping = mapping
        self.report = report
        self.places = Places()
        self.numbered: dict[tuple[str, str], UUID] | None = None
        """Products that are only drafts yet, by code and by barcode."""

    def begin(self, session: Session, entries: list[Entry]) -> None:
        self.frame: Reference = reference(session)
        self.known = Known(session, self.lookups.centre, {fold(str(self.enterprise_id)): self.enterprise_id})
        self.known.ask(entry for entry in entries if not entry.fails)
        if self.numbered is None:
            self.numbered = {}
            for one in drafts.listed(session, self.enterprise_id):
                self._number(one.entity_id, one.typed.get("fields", {}))

    def exported(self, session: Session, stated: str) -> dict[str, str]:
        product = self._own_product(session, identifier(stated))
        return exporting.cells_of(product, session.get_one(Enterprise, self.enterprise_id)) if product else {}

    def pass_by(self, entry: Entry) -> None:
        if entry.name:
            self.places.of(entry)

    def put(self, session: Session, entry: Entry, pictures: list[str]) -> None:
        owner = self._owner(session, entry, self.places.of(entry))
        earlier = drafts.latest(session, live.PRODUCT, owner)
        present = live.product(session, owner) if self._own_product(session, owner) else None
        if earlier and earlier.state in OPEN:
            before, outcome = Typed.of(earlier.typed), Outcome.UPDATED
        else:
            before, outcome = (reading.typed_from(self.frame, present), Outcome.UPDATED) if present else (Typed(), Outcome.CREATED)
        after = self._written(session, entry, before, pictures)
        if outcome is Outcome.UPDATED and _same(before, after):
            outcome = Outcome.UNCHANGED
        else:
            self._save(session, entry, owner, after)
            self._credit(session, pictures)
        self._number(owner, after.fields)
        setattr(self.report, str(outcome), getattr(self.report, str(outcome)) + 1)

    # --- which product ---------------------------------------------------------------------------------------------------------

    def _owner(self, session: Session, entry: Entry, place: int) -> UUID:
        """The product of a row: the one it states, that of its code or barcode, on show or a draft, or the one that an import makes."""
        stated = identifier(entry.facts.get("etalase_id"))
        owner = stated or self.known.owner(entry, self.enterprise_id, place)
        if self._own_product(session, owner):
            return owner
        earlier = drafts.latest(session, live.PRODUCT, owner)
        if earlier and earlier.enterprise_id == self.enterprise_id:
            return owner
        if stated:
            raise refusal(entry, "etalase_id", "id_unreadable")
        named = (("reference", entry.facts.get("code")), ("gtin", entry.facts.get("gtin")))
        drafted = ((self.numbered or {}).get((field, fold(str(value)))) for field, value in named if value)
        return next((found for found in drafted if found), owner)

    def _own_product(self, session: Session, owner: UUID | None) -> Product | None:
        row = session.get(Product, owner) if owner else None
        return row if row and row.enterprise_id == self.enterprise_id else None

    def _number(self, owner: UUID, fields: dict[str, str]) -> None:
        for field in ("reference", "gtin"):
            if (text := fields.get(field)) and self.numbered is not None:
                self.numbered.setdefault((field, fold(text)), owner)

    # --- what stands in the form -----------------------------------------------------------------------------------------------

    def _written(self, session: Session, entry: Entry, before: Typed, media: list[str]) -> Typed:
        """The form as it was, with what the row states in its place."""
        stated = self._stated(entry)
        fields = {"origin": self._area(session)} | before.fields
        for name in sorted(entry.owned & _SAYS.keys() - (frozenset() if entry.area else _PLACE)):
            fields |= {field: stated.fields.get(field, "") for field in _SAYS[name]}
        for name, texts in entry.texts.items():
            fields |= {f"{name}.{language}": stated.fields.get(f"{name}.{language}", "") for language in texts if name != "story"}
        fields |= self._inferred(entry, before, stated)
        unread = {finding.field for finding in entry.findings if not finding.fatal}
        for name in unread & _AS_TYPED & entry.owned & entry.typed.keys():
            fields |= dict.fromkeys(_SAYS[name], "") | {_SAYS[name][0]: entry.typed[name]}
        shown = {picture.media_id: picture for picture in before.pictures}
        named = [shown.get(media_id) or {"media_id": media_id} for media_id in dict.fromkeys(media)]
        rest = [picture for media_id, picture in shown.items() if media_id not in media]
        schemes = contents.schemes_of(entry)
        papers = [paper for paper in before.certificates if paper.get("scheme") not in schemes] + _with_files(stated, before)
        if "pirt" in unread and "pirt" in schemes:
            papers.append({"scheme": "pirt", "number": entry.typed["pirt"], "scope": "product", "public": "yes"})
        return Typed.of({"fields": fields, "pictures": [*named, *rest][:_MOST_PICTURES], "certificates": papers})

    def _stated(self, entry: Entry) -> Typed:
        """A form with nothing but what the row says."""
        facts: dict[str, Any] = contents.product_facts(entry, self.mapping, None, self.lookups)
        try:
            content = ProductContent(
                id=self.enterprise_id, enterprise_id=self.enterprise_id, slug=slug(entry.name), **({"name": {"und": entry.name}} | facts)
            )
            private = contents.product_private(entry, self.mapping, ProductConfidential())
        except ValidationError as problem:
            raise not_accepted(entry, problem) from problem
        return reading.typed_from(self.frame, reading.Live(content, private))

    def _inferred(self, entry: Entry, before: Typed, stated: Typed) -> dict[str, str]:
        """What a row says without a column for it. A category that is only the rest of all categories is left for somebody to choose."""
        fields: dict[str, str] = {}
        if entry.category == OTHER and self.lookups.kind(entry.typed.get("category", "")) != OTHER:
            fields["category"] = before.fields.get("category", "")
        elif not before.fields.get("category"):
            fields["category"] = entry.category
        if entry.category in self.lookups.alcoholic:
            fields["alcohol"] = "yes"
        if entry.facts.get("price_unit"):
            fields["unit"] = stated.fields.get("unit", "")
        return fields

    def _area(self, session: Session) -> str:
        """Where the enterprise is, which is where its products are from unless a row says otherwise."""
        if row := session.get(Enterprise, self.enterprise_id):
            return row.area
        draft = drafts.latest(session, live.ENTERPRISE, self.enterprise_id)
        return str(draft.typed.get("fields", {}).get("area", "")) if draft else ""

    # --- keeping it ------------------------------------------------------------------------------------------------------------

    def _save(self, session: Session, entry: Entry, owner: UUID, typed: Typed) -> Submission:
        try:
            draft = drafts.open_draft(session, self.person, live.PRODUCT, owner, self.enterprise_id, known=False)
            drafts.lock(session, draft)  # whoever saved a moment ago is not overtaken by accident: the list holds, as it is meant to
            return drafts.save(session, self.person, draft, typed.model_dump(), version=draft.version)
        except drafts.NotEditable as problem:
            raise refusal(entry, "name", "draft_elsewhere") from problem
        except drafts.TooManyDrafts as problem:
            raise refusal(entry, "name", "drafts_full") from problem

    def _credit(self, session: Session, media: list[str]) -> None:
        for media_id in set(media) - pictures.theirs(session, media, [self.enterprise_id]):
            uploads.brought(session, owner_id=self.enterprise_id, user_id=self.person.user.id, media_id=media_id)


def _with_files(stated: Typed, before: Typed) -> list[dict[str, str]]:
    """The papers of a row; one that was there already, by scheme and number, keeps its file, which no list can name."""
    files = {(one.get("scheme"), one.get("number")): one["file"] for one in before.certificates if one.get("file")}
    kept = [(paper, files.get((paper.get("scheme"), paper.get("number")))) for paper in stated.certificates]
    return [paper | {"file": file} if file else paper for paper, file in kept]


def _same(before: Typed, after: Typed) -> bool:
    """Whether two forms say the same; a field that is not there is an empty one."""
    fields = [{name: text for name, text in typed.fields.items() if text} for typed in (before, after)]
    return fields[0] == fields[1] and before.pictures == after.pictures and before.certificates == after.certificates
