"""What is looked for, as a tree that does not depend on the database, and how either database writes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from app.catalogue.search.synonyms import Synonyms
from app.catalogue.search.words import Asked


@dataclass(frozen=True)
class Phrase:
    """Words side by side; `begins` lets the last one be the beginning of a word."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True)
class Every:
    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Either:
    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Within:
    """The tree in these columns only."""

    fields: tuple["Field", ...]
    tree: "Expression"


Expression = Phrase | Every | Either | Within


class Form(Enum):
    """How a word may be met: as it was typed; or by a word that means the same; or by its beginning, or by a near word."""

    TYPED = 1
    MEANT = 2
    ANY = 3


class Field(Enum):
    """The columns of the index, and the sign that PostgreSQL's lexemes of that column begin with."""

    NAMES = "+"
    KINDS = "="
    MAKERS = "~"


_FEW_LETTERS: Final = 3
NAMES = (Field.NAMES,)
KINDS = (Field.NAMES, Field.KINDS)
MAKERS = (Field.NAMES, Field.KINDS, Field.MAKERS)
EVERYWHERE: tuple[Field, ...] = ()


def expression(asked: Sequence[Asked], form: Form, synonyms: Synonyms) -> Expression:
    """All that was asked for. Terms of several words ("palm sugar") are recognised, the longest first."""
    parts: list[Expression] = []
    at = 0
    while at < len(asked):
        span = synonyms.span([one.text for one in asked[at:]])
        own = [single(one, form, synonyms) for one in asked[at : at + max(span, 1)]]
        if span > 1 and form is not Form.TYPED:
            term = tuple(one.text for one in asked[at : at + span])
            parts.append(Either((_every(own), *(Phrase(words) for words in synonyms.of(term)))))
        else:
            parts.extend(own)
        at += max(span, 1)
    return _every(parts)


def single(one: Asked, form: Form, synonyms: Synonyms) -> Expression:
    """One word in the forms wanted."""
    forms: list[Expression] = [Phrase(one.parts)]
    if form is Form.ANY and not one.whole:
        begun = Phrase(one.parts, begins=True)
        # So few letters begin a word of nearly every description, which would tell nothing and take long.
        forms = [begun] if len(one.text) > _FEW_LETTERS else [*forms, Within(NAMES, begun)]
    if form is not Form.TYPED:
        forms += [Phrase(words) for words in synonyms.of((one.text,))]
    if form is Form.ANY:
        forms += [Phrase((word,)) for word in one.near]
    return either(forms)


def either(parts: Sequence[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else Either(tuple(parts))


def _every(parts: Sequence[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else Every(tuple(parts))


def for_fts5(tree: Expression, fields: tuple[Field, ...] = EVERYWHERE) -> str:
    """The tree in the query language of SQLite's FTS5. Words are letters and digits only (text.fold), so quotes hold them."""
    columns = " ".join(field.name.lower() for field in fields)
    return f"{{{columns}}} : ({_fts5(tree)})" if fields else f"({_fts5(tree)})"


def _fts5(tree: Expression) -> str:
    if isinstance(tree, Phrase):
        return f'"{" ".join(tree.words)}"{"*" if tree.begins else ""}'
    if isinstance(tree, Within):
        return for_fts5(tree.tree, tree.fields)
    return f" {'AND' if isinstance(tree, Every) else 'OR'} ".join(f"({_fts5(part)})" for part in tree.parts)


def for_tsquery(tree: Expression, fields: tuple[Field, ...] = EVERYWHERE) -> str:
    """The tree as the text of a PostgreSQL tsquery."""
    if isinstance(tree, Phrase):
        marks = [field.value for field in fields] or [""]
        return "(" + " | ".join(_adjacent(tree, mark) for mark in marks) + ")"
    if isinstance(tree, Within):
        return for_tsquery(tree.tree, tree.fields)
    return "(" + (" & " if isinstance(tree, Every) else " | ").join(for_tsquery(part, fields) for part in tree.parts) + ")"


def _adjacent(phrase: Phrase, mark: str) -> str:
    return " <-> ".join(f"'{mark}{word}'" for word in phrase.words) + (":*" if phrase.begins else "")
