"""From what stands in a form to a content, and back. What stands as it was before keeps its very value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from pydantic import ValidationError

from app.catalogue import values
from app.catalogue.content import (
    CertificateContent,
    EnterpriseConfidential,
    EnterpriseContent,
    PaperRef,
    ProductConfidential,
    ProductContent,
)
from app.catalogue.importing.lookups import style_of
from app.catalogue.reference import Reference
from app.errors import Problem
from app.review import parts, wording
from app.review.forms import Form, Typed
from app.review.parts import Facts, Part
from app.text import slug

C = TypeVar("C", ProductContent, EnterpriseContent)
P = TypeVar("P", ProductConfidential, EnterpriseConfidential)
_FIELD_OF: Final = {"lead_time_days": "lead_time", "shelf_life_days": "shelf_life"}
_SEVERAL: Final = {"name", "summary", "description", "ingredients", "tagline", "story", "social", "pictures", "certificates"}
_PIRT: Final = "pirt"


@dataclass(frozen=True)
class Live(Generic[C, P]):
    """What is in the catalogue: the content with all its papers, and the confidential facts without them."""

    content: C
    facts: P

    @classmethod
    def of(cls, content: C, facts: P) -> "Live[C, P]":
        """The papers that the public does not see stand with the facts in the catalogue, and with the others in a form."""
        papers = [*content.certificates, *facts.certificates]
        return cls(content.model_copy(update={"certificates": papers}), facts.model_copy(update={"certificates": []}))


@dataclass(frozen=True)
class Read(Generic[C, P]):
    """What a form says: all of it, or the problems; a problem's pointer is the name of the field."""

    content: C | None
    facts: P | None
    problems: list[Problem] = field(default_factory=list)


ReadProduct = Read[ProductContent, ProductConfidential]
ReadEnterprise = Read[EnterpriseContent, EnterpriseConfidential]
LiveProduct = Live[ProductContent, ProductConfidential]
LiveEnterprise = Live[EnterpriseContent, EnterpriseConfidential]


def product(frame: Reference, typed: Typed, *, base: LiveProduct | None, enterprise_id: UUID, id: UUID) -> ReadProduct:
    """A product from its form. What the form has no field for stays as it is in `base`."""
    return _read(frame, parts.PRODUCT, typed, base, {"id": id, "enterprise_id": enterprise_id}, ProductContent, ProductConfidential)


def enterprise(frame: Reference, typed: Typed, *, base: LiveEnterprise | None, id: UUID) -> ReadEnterprise:
    """An enterprise from its form. What the form has no field for stays as it is in `base`; a new one belongs to this centre."""
    fixed = {"id": id} if base else {"id": id, "centre": frame.centre.key}
    return _read(frame, parts.ENTERPRISE, typed, base, fixed, EnterpriseContent, EnterpriseConfidential)


def typed_from(frame: Reference, live: Live[Any, Any]) -> Typed:
    """What stands in the form of a live thing when it is opened; read with that thing as base it is the same content."""
    style = style_of(frame.centre.currency)
    facts = _facts_of(live)
    fields: dict[str, str] = {}
    for part in parts.PRODUCT if isinstance(live.content, ProductContent) else parts.ENTERPRISE:
        fields |= {name: text for name, text in part.write(facts, style).items() if text}
    fields = as_here(frame, fields)
    pictures = [{"media_id": p.media_id, "alt": p.alt} for p in live.content.pictures]
    papers = [_typed_paper(paper, file) for paper, file in with_files(live.content.certificates, live.facts.files)]
    return Typed.of({"fields": fields, "pictures": pictures, "certificates": papers})


def with_files(papers: Sequence[CertificateContent], files: Sequence[PaperRef]) -> list[tuple[CertificateContent, UUID | None]]:
    """Each paper with its file; of several papers of one scheme and number the first has the first file."""
    left = list(files)
    found: list[tuple[CertificateContent, UUID | None]] = []
    for paper in papers:
        own = next((ref for ref in left if (ref.scheme, ref.number) == (paper.scheme, paper.number)), None)
        if own:
            left.remove(own)
        found.append((paper, own.file if own else None))
    return found


def as_here(frame: Reference, texts: Mapping[str, str]) -> dict[str, str]:
    """A category that was merged since stands in the form as the one that stands for it, so that nobody seems to have changed it."""
    return {**texts, "category": frame.category_here(texts["category"])} if "category" in texts else dict(texts)


def _read(
    frame: Reference,
    form_parts: tuple[Part, ...],
    typed: Typed,
    base: Live[C, P] | None,
    fixed: Facts,
    content_type: type[C],
    facts_type: type[P],
) -> Read[C, P]:
    before = typed_from(frame, base) if base else Typed()
    old = _facts_of(base) if base else {}
    texts = as_here(frame, typed.fields)
    area = texts.get("area") or frame.centre.area
    form = Form(texts, frame, country=frame.areas[area].country if area in frame.areas else area[:2])
    said: Facts = {}
    for part in form_parts:
        same = base is not None and part.own(texts) == part.own(before.fields)
        said |= {} if same else part.read(form)
    public = {name: value for name, value in said.items() if not name.startswith("private.")}
    private = {name.removeprefix("private."): value for name, value in said.items() if name.startswith("private.")}
    public["pictures"] = old["pictures"] if base and typed.pictures == before.pictures else list(_pictures(typed))
    if base and typed.certificates == before.certificates:
        public["certificates"], private["files"] = old["certificates"], old["private.files"]
    else:
        papers = list(_papers(frame, typed, form.problems))
        private["files"] = [{"scheme": p["scheme"], "number": p["number"], "file": file} for p in papers if (file := p.pop("file"))]
        public["certificates"] = papers
    if base is None:
        names = public["name"]
        fixed = fixed | {"slug": slug(names if isinstance(names, str) else next(iter(names.values()), ""))}
    start = base.content.model_dump() if base else {}
    kept = base.facts.model_dump() if base else {}
    content = _made(content_type, start | public | fixed, form)
    facts = _made(facts_type, kept | private, form)
    return Read(content, facts) if not form.problems else Read(None, None, list(dict.fromkeys(form.problems)))


def _facts_of(live: Live[Any, Any]) -> Facts:
    public = {name: getattr(live.content, name) for name in type(live.content).model_fields}
    return public | {f"private.{name}": getattr(live.facts, name) for name in type(live.facts).model_fields}


M = TypeVar("M", ProductContent, EnterpriseContent, ProductConfidential, EnterpriseConfidential)


def _made(kind: type[M], given: Mapping[str, Any], form: Form) -> M | None:
    """The content, or None and a problem at each field that it does not take."""
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        told = {problem.pointer for problem in form.problems}
        for found in error.errors():
            name = _pointer(found["loc"])
            if name not in told:
                form.problem(name, wording.refused(name, found["type"]))
        return None


def _pointer(loc: tuple[int | str, ...]) -> str:
    """The field where something is wrong: ("name", "id") -> name.id, ("net", "amount") -> net, ("certificates", 0, "number") as it is."""
    name = _FIELD_OF.get(str(loc[0]), str(loc[0]))
    if name in _SEVERAL:
        return ".".join(str(part) for part in (name, *loc[1:]) if part != "[key]")
    return name


def _pictures(typed: Typed) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for picture in typed.pictures:
        if picture.media_id not in seen:  # one picture twice is a slip of the hand
            seen.add(picture.media_id)
            yield {"media_id": picture.media_id, "alt": {language: text for language, text in picture.alt.items() if text}}


def _typed_paper(paper: CertificateContent, file: UUID | None) -> dict[str, str]:
    days = {name: day.isoformat() for name in ("valid_from", "valid_to") if (day := getattr(paper, name))}
    texts = {"scheme": paper.scheme, "number": paper.number, "issuer": paper.issuer, "scope": paper.scope}
    return texts | days | {"public": "yes" if paper.public else "no"} | ({"file": str(file)} if file else {})


def _file(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _papers(frame: Reference, typed: Typed, problems: list[Problem]) -> Iterator[dict[str, Any]]:
    for n, fields in enumerate(typed.certificates):
        if not any(text for name, text in fields.items() if name not in ("scope", "public")):
            continue
        form = Form(fields, frame, prefix=f"certificates.{n}.")
        scheme = form.chosen("scheme", frame.schemes)
        if scheme is None and not form.text("scheme"):
            form.problem("scheme", wording.NEEDED)
        number = form.text("number")
        if scheme == _PIRT:
            number = form.read("number", values.pirt) or ""
        begins, ends = form.read("valid_from", values.day), form.read("valid_to", values.day)
        if scheme == _PIRT and number and not form.text("valid_to"):
            ends = date(values.pirt_year(number), 12, 31)
        if begins and ends and ends < begins:
            form.problem("valid_to", wording.ENDS_BEFORE)
            ends = None
        paper: Facts = {"scheme": scheme or "unknown", "number": number, "issuer": form.text("issuer")}
        paper |= {"valid_from": begins, "valid_to": ends}
        paper["scope"] = form.chosen("scope", ("product", "premises")) or (frame.schemes[scheme].scope if scheme else "product")
        paper["public"] = form.read("public", values.yes_no) is not False
        paper["file"] = _file(form.text("file"))
        problems += form.problems
        yield paper
