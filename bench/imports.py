"""Seconds and peak memory of importing real and generated lists, each in a process of its own.

    python -m bench.imports              the 1,409 real rows, and 100,000 generated ones
    python -m bench.imports --rows 20000 fewer generated ones

Shared data are looked for beside the repository, or where ETALASE_SHARED says. Memory is that of the importing process and, apart,
of the sandboxed child that reads the file (which is capped).
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from app import migrating
from app.catalogue import packs
from app.catalogue.importing import import_list
from app.catalogue.sheets.mapping import mapping_from
from app.db import Databases, transaction
from app.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ETALASE_SHARED", ROOT.parent / "shared"))
MEGABYTE = 1 << 20


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=100_000, help="generated rows (default 100,000; 0: none)")
    options.add_argument("--form", choices=["csv", "xlsx"], default="csv", help="form of the generated list")
    options.add_argument("--measure", nargs=2, metavar=("FILE", "MAPPING"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure:
        print(json.dumps(measured(Path(chosen.measure[0]), chosen.measure[1])))
        return
    tell("1,409 real rows", apart(SHARED / "data" / "products" / "off_products_bimp.csv", str(ROOT / "docs" / "examples" / "off.toml")))
    if chosen.rows:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"long.{chosen.form}"
            command = [sys.executable, str(SHARED / "data" / "make_large.py"), str(file), "--rows", str(chosen.rows)]
            expected = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            figures = apart(file, "")
        tell(f"{chosen.rows:,} generated rows ({chosen.form})", figures)
        right = all(figures[name] == expected[f"{name}_rows"] for name in ("product", "duplicate", "must_fail", "importable"))
        print(f"  counts as generated: {'yes' if right else 'NO'}")


def apart(file: Path, mapping: str) -> dict[str, Any]:
    """The figures of one import in a fresh process, so that peaks are its own."""
    command = [sys.executable, "-m", "bench.imports", "--measure", str(file), mapping]
    output = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    figures: dict[str, Any] = json.loads(output)
    return figures


def measured(file: Path, mapping: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        migrating.upgrade(settings.database)
        databases = Databases(settings.database, connections=2)
        with transaction(databases) as session:
            packs.load(session, "north-sulawesi")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        began, worked = time.monotonic(), time.process_time()
        report = import_list(databases, file, mapping=mapping_from(Path(mapping)) if mapping else None)
        seconds, cpu = time.monotonic() - began, time.process_time() - worked
        databases.dispose()
    return {
        "seconds": seconds,
        "cpu": cpu,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "before": before,
        "adds_up": report.adds_up,
        "product": report.products,
        "duplicate": report.duplicates,
        "must_fail": report.failed,
        "importable": report.importable,
    }


def tell(name: str, figures: dict[str, Any]) -> None:
    peak, before = (round(figures[moment] / MEGABYTE) for moment in ("peak", "before"))
    print(f"{name}: {figures['seconds']:.1f} s ({figures['cpu']:.1f} s of processor), peak {peak} MB ({before} MB before)")
    counts = {name: f"{figures[name]:,}" for name in ("product", "importable", "duplicate", "must_fail")}
    print("  {product} products: {importable} in, {duplicate} repeats, {must_fail} failed".format(**counts))
    print(f"  every row accounted for: {'yes' if figures['adds_up'] else 'NO'}")


if __name__ == "__main__":
    main()
