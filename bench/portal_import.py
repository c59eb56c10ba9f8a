"""Seconds from asking to the end, for a list of 200 rows with 200 photos in the portal: the check, and the import as drafts.

    python -m bench.portal_import [--rows 200] [--width 4000]

Photos are telephone JPEGs of `width` by three quarters of it (4000: 12 megapixels, about 2.5 MB). Both jobs run as on a server: a worker
with its threads, SQLite on the disk, progress told as people see it. Goals: check 5 s, import 60 s. Exit code 1 when one is missed.
Processor time (that of every process) is told beside the clock, which says less when other programs use the same cores.
"""

import argparse
import io
import os
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from app import migrating, works
from app.accounts import people, roles
from app.accounts.access import Person
from app.accounts.models import MemberRole
from app.catalogue import packs, publishing
from app.catalogue.content import EnterpriseContent
from app.catalogue.sheets.mapping import Mapping
from app.db import Databases, now, transaction
from app.jobs.models import Job, JobState
from app.media import uploads
from app.media.storage import store_from
from app.media.uploads import Purpose
from app.review import importing
from app.review.importing import CHECK, DRAFTS, Order
from app.settings import Settings
from bench.images import a_photo
from bench.processes import cpu_seconds

GOALS: Final = {CHECK: 5.0, DRAFTS: 60.0}
_DRAWN: Final = 8
COLUMNS: Final = {"code": "Kode", "name": "Nama Produk", "category": "Kategori", "price": "Harga", "weight": "Berat"}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=200)
    options.add_argument("--width", type=int, default=4000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), photos_mb=4000)
        migrating.upgrade(settings.database)
        databases = Databases(settings.database)
        person, maker = a_maker(databases)
        sheet, photos = a_list(chosen.rows), a_zip(chosen.rows, chosen.width)
        whose = {"owner_id": maker, "user_id": person.user.id}
        sent = uploads.taken(databases, settings, **whose, purpose=Purpose.SHEET, name="daftar.csv", file=io.BytesIO(sheet))
        zipped = uploads.taken(databases, settings, **whose, purpose=Purpose.PHOTOS, name="foto.zip", file=io.BytesIO(photos))
        order = Order(sheet=sent.id, photos=zipped.id, mapping=Mapping(columns=COLUMNS, language="id"))
        print(f"{chosen.rows} rows, {chosen.rows} photos of {chosen.width} x {chosen.width * 3 // 4}, ZIP of {len(photos) / 1e6:.0f} MB")
        worker = works.worker(databases, store_from(settings), settings, threads=settings.job_threads)
        worker.start()
        missed = [kind for kind in (CHECK, DRAFTS, DRAFTS) if not measured(databases, person, maker, kind, order)]
        worker.stop()
        databases.dispose()
    sys.exit(bool(missed))


def measured(databases: Databases, person: Person, maker: UUID, kind: str, order: Order) -> bool:
    """Runs one job and tells what it took; whether that is within its goal."""
    began, steps, before = time.monotonic(), set[int](), cpu_seconds(os.getpid())
    with transaction(databases) as session:
        job = importing.ask(session, person, maker, kind, order)
    while job.state not in (JobState.DONE, JobState.FAILED):
        time.sleep(0.1)
        with transaction(databases, reading=True) as session:
            job = session.get_one(Job, job.id)
        steps.add(job.done)
    seconds, cpu, told = time.monotonic() - began, cpu_seconds(os.getpid()) - before, job.result or {}
    counts = {name: told.get(name) for name in ("rows", "created", "unchanged", "failed", "photos_used")}
    print(f"  {kind}: {seconds:.1f} s (goal {GOALS[kind]:.0f} s), {cpu:.1f} s of processor time, {len(steps)} steps of progress seen")
    print(f"    {counts} {job.problem}", flush=True)
    return seconds <= GOALS[kind] and job.state == JobState.DONE


def a_maker(databases: Databases) -> tuple[Person, UUID]:
    ident = uuid4()
    with transaction(databases) as session:
        packs.load(session, "north-sulawesi")
        publishing.put_enterprise(
            session, EnterpriseContent(id=ident, centre="north-sulawesi", slug="dapur-tumou-tou", name="Dapur Tumou Tou", area="ID-7171")
        )
        user = people.register(session, name="Altje", login="altje@example.org", password_hash="", language="id")
        roles.join(session, user, ident, MemberRole.OWNER)
    return Person(user=user, session_id=uuid4(), memberships={ident: MemberRole.OWNER}, roles=frozenset(), seen_at=now()), ident


def a_list(rows: int) -> bytes:
    lines = [";".join(COLUMNS.values()), *(f"P-{n};Produk {n};Kopi;{n + 1}.000;250 g" for n in range(rows))]
    return "\n".join(lines).encode()


def a_zip(rows: int, width: int) -> bytes:
    """Photos named by code. Few are drawn; each of the others is one of them with a few bytes behind its end, which costs the same."""
    drawn = [a_photo(seed, width, width * 3 // 4) for seed in range(min(_DRAWN, rows))]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(rows):
            archive.writestr(f"P-{n}.jpg", drawn[n % len(drawn)] + f"{n:06d}".encode())
    return out.getvalue()


if __name__ == "__main__":
    main()
