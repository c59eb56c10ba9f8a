"""From entries to the one door: identities kept apart within a list, enterprises made once, refusals turned into findings."""

from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlmodel import Session

from app.catalogue import confidential, exporting, publishing
from app.catalogue.content import EnterpriseConfidential, EnterpriseContent, ProductConfidential, ProductContent
from app.catalogue.importing import contents
from app.catalogue.importing.entries import Entry
from app.catalogue.importing.findings import Report
from app.catalogue.importing.known import Known, identifier
from app.catalogue.importing.lookups import Lookups
from app.catalogue.importing.targets import Places, not_accepted
from app.catalogue.models import Enterprise, Product
from app.catalogue.publishing import NotPublishable, Outcome
from app.catalogue.sheets.mapping import Mapping


class Door:
    """Remembers, for one list, which products and enterprises went in; a session is good for one batch."""

    def __init__(self, lookups: Lookups, mapping: Mapping, report: Report) -> None:
        self.lookups = lookups
        self.mapping = mapping
        self.report = report
        self.places = Places()
        self.makers: dict[str, UUID] = {}
        self.stated: dict[UUID, dict[str, Any]] = {}
        self.changed: set[UUID] = set()
        self.outcomes: dict[UUID, Outcome] = {}

    def begin(self, session: Session, entries: list[Entry]) -> None:
        """A new batch with a session of its own."""
        self.known = Known(session, self.lookups.centre, self.makers)
        going = [entry for entry in entries if not entry.fails]
        self.known.ask(going)
        for entry in going:
            self._hear(entry)

    def exported(self, session: Session, stated: str) -> dict[str, str]:
        """What an export writes for the product of that identifier; empty when there is none."""
        owner = identifier(stated)
        product = session.get(Product, owner) if owner else None
        if product is None:
            return {}
        return exporting.cells_of(product, session.get_one(Enterprise, product.enterprise_id))

    def pass_by(self, entry: Entry) -> None:
        """A row that fails still has its place among rows of one name, so that the others keep theirs once it is mended."""
        if entry.name and entry.enterprise:
            self.places.of(entry)

    def put(self, session: Session, entry: Entry, pictures: list[str]) -> None:
        """Put a row's enterprise and product in, and count what that did. Raises Refused."""
        place = self.places.of(entry)
        try:
            maker = self._enterprise(session, entry)
            outcome = self._product(session, entry, maker, place, pictures)
        except (NotPublishable, ValidationError) as problem:
            raise not_accepted(entry, problem) from problem
        setattr(self.report, str(outcome), getattr(self.report, str(outcome)) + 1)

    # --- enterprises -----------------------------------------------------------------------------------------------------------

    def _hear(self, entry: Entry) -> None:
        """Note what a row states of its enterprise. The first row that states a fact holds; later ones add what was not stated.

        Done for a whole batch before anything is put, because an enterprise that changes takes all its products through the door again.
        """
        owner = self.known.maker(entry)
        facts = contents.enterprise_facts(entry, self.mapping)
        if entry.facts.get("etalase_id") and self.known.enterprise(owner) is not None:
            facts.pop("area", None)  # an exported row says where the product is from, not where its maker sits
        private = contents.enterprise_private(entry, self.mapping)
        stated = self.stated.setdefault(owner, {})
        new = {
            name: value
            for name, value in (facts | {f"private {name}": value for name, value in private.items()}).items()
            if name not in stated
        }
        if new:
            stated |= new
            self.changed.add(owner)

    def _enterprise(self, session: Session, entry: Entry) -> UUID:
        """The enterprise of a row, put in where it is not there or something new was stated of it."""
        owner = self.known.maker(entry)
        row = self.known.enterprise(owner)
        if row is None or owner in self.changed:
            self.changed.discard(owner)
            self.known.enterprises[owner] = self._put_enterprise(session, owner, row, self.stated[owner])
        return owner

    def _put_enterprise(self, session: Session, owner: UUID, row: Enterprise | None, stated: dict[str, Any]) -> Enterprise:
        facts = {name: value for name, value in stated.items() if not name.startswith("private ")}
        if row is None:
            address = self.known.enterprise_slug(facts["name"], owner)
            content = contents.new_enterprise(owner, address, self.lookups, facts)
        else:
            old = EnterpriseContent.model_validate(row.content)
            content = EnterpriseContent.model_validate(old.model_dump() | facts)
        private = {name.removeprefix("private "): value for name, value in stated.items() if name.startswith("private ")}
        before = confidential.of_enterprise(session, owner) if private else None
        kept = None
        if before:
            typed = before.as_entered | private.pop("as_entered", {})
            kept = EnterpriseConfidential.model_validate(before.model_dump() | private | {"as_entered": typed})
        outcome = publishing.put_enterprise(session, content, kept)
        if self.outcomes.get(owner, Outcome.UNCHANGED) is Outcome.UNCHANGED:
            self.report.enterprises[str(outcome)] += 1
            if owner in self.outcomes:
                self.report.enterprises[str(Outcome.UNCHANGED)] -= 1
            self.outcomes[owner] = outcome
        return session.get_one(Enterprise, owner)

    # --- products --------------------------------------------------------------------------------------------------------------

    def _product(self, session: Session, entry: Entry, maker: UUID, place: int, pictures: list[str]) -> Outcome:
        owner = self.known.owner(entry, maker, place)
        row = self.known.product(owner, place=place)
        old = ProductContent.model_validate(row.content) if row else None
        facts = contents.product_facts(entry, self.mapping, old, self.lookups)
        facts = contents.with_pictures(facts, pictures, old)
        if old is None:
            address = self.known.product_slug(entry.name, owner)
            content = ProductContent(id=owner, enterprise_id=maker, slug=address, **facts)
        else:
            content = ProductContent.model_validate(old.model_dump() | facts | {"enterprise_id": maker})
        before = confidential.of_product(session, owner) if row else ProductConfidential()
        return publishing.put_product(session, content, contents.product_private(entry, self.mapping, before))
