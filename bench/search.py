"""Search measured in the process: time and recall of exact, unfinished, misspelled and very common words, on both databases.

    python -m bench.search [--products 10000 100000] [--databases sqlite postgresql] [--rounds 3]

The products are made by bench/harness/gen_dataset.py of the shared folder (ETALASE_SHARED, or shared/ beside the repository).
Relevant to a query are the products whose English name has both of the words meant; recall@10 = relevant ones among the first
ten / min(10, all relevant ones).
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Any, Final
from uuid import UUID

from app import migrating
from app.catalogue import search
from app.catalogue.models import Concept
from app.db import Databases, transaction
from app.settings import Settings
from tests import postgres

ROOT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = Path(os.environ.get("ETALASE_SHARED", ROOT.parent / "shared"))
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
QUERIES: Final = 500
COMMON: Final = "cookies"
"""A word that is put into the name of every other product."""

Product = dict[str, Any]


@dataclass
class Figures:
    """Of one kind of query: milliseconds of each round, and recall where something is relevant.

    `busy` is the processor time of this process, which other work on the machine disturbs less; PostgreSQL's own is not in it.
    """

    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    recall: float | None = None


def products(count: int, folder: Path) -> list[Product]:
    """The generated products, with the common word and with words that every product of a real centre has."""
    made = folder / f"products_{count}.json"
    if not made.exists():
        generator = SHARED / "bench" / "harness" / "gen_dataset.py"
        subprocess.run([sys.executable, generator, "--n", str(count), "--out", folder], check=True, stdout=subprocess.DEVNULL)
    rows: list[Product] = json.loads(made.read_text("utf-8"))
    for row in rows[::2]:
        row["name_fr"] += f" {COMMON}"
    return rows


def words(row: Product) -> search.Words:
    return search.Words(
        names=[row["name_en"], row["name_fr"], row["name_es"], row["name_de"]],
        kinds=[row["category"], "Makanan", "Food", "Pagkain", "Makanan dan minuman", "Food and drink"],
        makers=[row["company"], "Indonesia", "Sulawesi Utara", "North Sulawesi", "Hilagang Sulawesi"],
        text=[row["description"]],
    )


def queries(rows: list[Product]) -> dict[str, list[tuple[str, set[int]]]]:
    """Queries by kind, each with the numbers of the products that are relevant to it."""
    dice = random.Random(99)
    holding: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        for word in _words(row["name_en"]):
            holding[word].add(row["id"])
    made: dict[str, list[tuple[str, set[int]]]] = defaultdict(list)
    for row in dice.sample(rows, QUERIES):
        place, *_, noun, _variety = _words(row["name_en"])
        both = holding[place] & holding[noun]
        made["exact"].append((f"{place} {noun}", both))
        begun = {n for word, numbers in holding.items() if word.startswith(noun[:3]) for n in numbers}
        made["prefix"].append((f"{place} {noun[:3]}", holding[place] & begun))
        first = dice.random() < 0.5 or len(noun) < 4
        made["typo"].append((f"{_faulty(dice, place)} {noun}" if first else f"{place} {_faulty(dice, noun)}", both))
        if long := next((word for word in (place, noun) if len(word) >= 8), None):
            twice = _faulty(dice, _faulty(dice, long))
            made["two faults"].append((f"{twice} {noun}" if long == place else f"{place} {twice}", both))
        made["begun"].append((place[: dice.randint(1, 5)], set()))
    common = [
        COMMON,
        "food",
        "indonesia",
        "the",
        "premium",
        "makanan indonesia",
        "cookies food",
        "c",
        "co",
        "handmade cookies",
        "food drink",
    ]
    made["common"] = [(query, set()) for query in common * 10]
    made["not together"] = [(f"{COMMON} {query} zzzz", set()) for query, _numbers in made["exact"][:100]]
    return made


def measure(databases: Databases, asked: dict[str, list[tuple[str, set[int]]]], rounds: int) -> dict[str, Figures]:
    """Each query in a transaction of its own, as in a request, until its ten best are here."""
    figures: dict[str, Figures] = {}
    for kind, cases in asked.items():
        found = figures[kind] = Figures()
        for query, _numbers in cases[:50]:
            first_ten(databases, query)
        for _round in range(rounds):
            times, busy, recall = [], [], []
            for query, relevant in cases:
                begun, worked = time.perf_counter(), time.thread_time()
                ten = first_ten(databases, query)
                times.append((time.perf_counter() - begun) * 1000)
                busy.append((time.thread_time() - worked) * 1000)
                if relevant:
                    recall.append(len(relevant.intersection(ten)) / min(10, len(relevant)))
            found.p50.append(percentile(times, 0.5))
            found.p99.append(percentile(times, 0.99))
            found.busy.append(percentile(busy, 0.99))
            found.recall = mean(recall) if recall else None
    return figures


def first_ten(databases: Databases, query: str) -> list[int]:
    with transaction(databases, reading=True) as session:
        return [row.entity_id.int for row in session.execute(search.matching(session, query).best.limit(10))]


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def fill(databases: Databases, rows: list[Product]) -> float:
    """Put all products into the index; answers milliseconds a product."""
    begun = time.perf_counter()
    with transaction(databases) as session:
        session.add(Concept(key="cookies", words=["cookies", "kue kering", "biskut", "biskwit"]))
    for start in range(0, len(rows), 500):
        with transaction(databases) as session:
            for row in rows[start : start + 500]:
                search.put(session, "product", UUID(int=row["id"]), words(row))
    return (time.perf_counter() - begun) * 1000 / len(rows)


@contextmanager
def database(name: str, folder: Path) -> Iterator[Databases]:
    """An empty, migrated database of that kind."""
    if name == "sqlite":
        yield from _opened(Settings(data=folder).database)
    else:
        with postgres.server() as server:
            yield from _opened(Settings(database_url=server.create("search")).database)


def _opened(url: str) -> Iterator[Databases]:
    migrating.upgrade(url)
    databases = Databases(url)
    yield databases
    databases.dispose()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _faulty(dice: random.Random, word: str) -> str:
    """The word with one letter more, less or wrong, or with two letters swapped."""
    faults: list[Callable[[int, str], str]] = [
        lambda n, letter: word[:n] + letter + word[n:],
        lambda n, letter: word[:n] + letter + word[n + 1 :],
        lambda n, _letter: word[:n] + word[n + 1 :],
        lambda n, _letter: word[:n] + word[n : n + 2][::-1] + word[n + 2 :],
    ]
    while True:
        made = dice.choice(faults)(dice.randrange(len(word)), dice.choice(LETTERS))
        if made != word and len(made) >= 3:
            return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--products", type=int, nargs="+", default=[10_000])
    parser.add_argument("--databases", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print("| database | products | query | p50 ms | p99 ms | p99 busy ms | recall@10 |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="etalase-bench-") as temporary:
        for count in given.products:
            rows = products(count, Path(temporary))
            asked = queries(rows)
            for name in given.databases:
                with database(name, Path(temporary) / f"{name}-{count}") as databases:
                    print(f"| {name} | {count} | put, ms a product | {fill(databases, rows):.2f} | | | |", flush=True)
                    for kind, found in measure(databases, asked, given.rounds).items():
                        figures = " | ".join(f"{median(values):.2f}" for values in (found.p50, found.p99, found.busy))
                        recall = "" if found.recall is None else f"{found.recall:.3f}"
                        print(f"| {name} | {count} | {kind} | {figures} | {recall} |", flush=True)


if __name__ == "__main__":
    main()
