"""Photos that come with a list: found whatever the case of their names, each missing and each unused one told, hostile zips refused."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import select

from app.catalogue.importing import import_list
from app.catalogue.importing.photos import Album, BadZip, NoPhotos, TooManyPhotos, album
from app.db import Databases, transaction
from app.media.models import Media
from app.media.storage import FolderStore
from tests.catalogue.lists import a_list, products

HEADINGS = "Kode;Nama Produk;Nama Usaha;Foto"


def a_photo(colour: str = "orange") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return out.getvalue()


def a_folder(place: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = place / "foto" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return place / "foto"


def a_zip(place: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(place / "foto.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return place / "foto.zip"


@pytest.mark.parametrize("packed", [False, True])
def test_photos_go_with_their_rows_and_each_file_is_accounted_for(centre: Databases, tmp_path: Path, packed: bool) -> None:
    files = {"a/Abon Cakalang.JPG": a_photo(), "kopi.jpg": a_photo("brown"), "sisa.jpg": a_photo("white"), "rusak.png": b"no"}
    photos = (a_zip if packed else a_folder)(tmp_path, files | {"catatan.txt": b"x"})
    rows = ("1;Abon;Dapur;abon_cakalang.jpg", '2;Kopi;Dapur;"kopi.jpg; hilang.jpg"', "3;Teh;Dapur;rusak.png", "4;Gula;Dapur;-")
    store = FolderStore(tmp_path / "media", kept_free=0)

    report = import_list(centre, a_list(tmp_path, *rows, headings=HEADINGS), photos=photos, store=store)

    assert (report.created, report.photos_used, report.photos_unused) == (4, 3, ["sisa.jpg"])
    assert {(f.row, f.found, f.code) for f in report.findings} == {
        *((2, "abon_cakalang.jpg", "photo_name_differs"), (3, "hilang.jpg", "photo_not_found"), (4, "rusak.png", "photo_broken")),
    }
    assert [f.found for f in report.photos_missing] == ["hilang.jpg"]
    found = products(centre)
    assert [len(found[name].pictures) for name in ("Abon", "Kopi", "Teh", "Gula")] == [1, 1, 0, 0]
    assert all(store.exists(f"public/{found[name].pictures[0].media_id}/640.webp") for name in ("Abon", "Kopi"))


def test_the_same_photos_again_are_stored_once_and_change_nothing(centre: Databases, tmp_path: Path) -> None:
    photos = a_folder(tmp_path, {"abon.jpg": a_photo()})
    file = a_list(tmp_path, "1;Abon;Dapur;abon.jpg", "2;Abon pedas;Dapur;abon.jpg", headings=HEADINGS)
    store = FolderStore(tmp_path / "media", kept_free=0)

    import_list(centre, file, photos=photos, store=store)
    again = import_list(centre, file, photos=photos, store=store)

    assert (again.unchanged, again.photos_used) == (2, 1)
    with transaction(centre, reading=True) as session:
        assert len(session.exec(select(Media)).all()) == 1


def test_a_rehearsal_looks_at_every_photo_and_stores_none(centre: Databases, tmp_path: Path) -> None:
    photos = a_folder(tmp_path, {"abon.jpg": a_photo(), "rusak.jpg": b"\xff\xd8\xff broken"})
    file = a_list(tmp_path, "1;Abon;Dapur;abon.jpg", "2;Kopi;Dapur;rusak.jpg", headings=HEADINGS)
    store = FolderStore(tmp_path / "media", kept_free=0)

    report = import_list(centre, file, photos=photos, store=store, rehearsal=True)

    assert (report.created, [f.code for f in report.findings]) == (2, ["photo_broken"])
    assert list(store.names()) == []
    with transaction(centre, reading=True) as session:
        assert session.exec(select(Media)).all() == []


def test_photos_named_by_code_need_no_column(centre: Databases, tmp_path: Path) -> None:
    photos = a_folder(tmp_path, {"A-1.jpg": a_photo(), "a-1_belakang.jpg": a_photo("red"), "A-10.jpg": a_photo("blue")})

    report = import_list(
        centre,
        a_list(tmp_path, "A-1;Abon;Dapur;", headings=HEADINGS),
        photos=photos,
        store=FolderStore(tmp_path / "media", kept_free=0),
    )

    assert (report.photos_used, report.photos_unused) == (2, ["A-10.jpg"])
    assert len(products(centre)["Abon"].pictures) == 2


def test_names_without_photos_are_counted_and_not_called_missing(centre: Databases, tmp_path: Path) -> None:
    report = import_list(centre, a_list(tmp_path, "1;Abon;Dapur;abon.jpg", "2;Kopi;Dapur;", headings=HEADINGS))

    assert (report.created, report.findings, report.photos_unchecked) == (2, [], 1)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("own/pouch.jpg", ("own/pouch.jpg", "exact")),
        ("pouch.jpg", ("own/pouch.jpg", "exact")),
        ("C:\\Foto\\pouch.jpg", ("own/pouch.jpg", "exact")),
        ("Pouch.JPG", ("own/pouch.jpg", "differs")),
        ("pouch", ("own/pouch.jpg", "differs")),
        ("pouch.png", ("own/pouch.jpg", "differs")),
        (" jar one.webp", ("jar_one.webp", "differs")),
        ("cup.jpg", None),
        ("", None),
    ],
)
def test_a_name_is_found_in_any_writing(typed: str, found: tuple[str, str] | None) -> None:
    assert Album(Path(), ["jar_one.webp", "own/pouch.jpg"]).match(typed) == found


def test_names_that_lead_out_of_a_zip_lead_nowhere(centre: Databases, tmp_path: Path) -> None:
    photos = a_zip(tmp_path, {"../../luar.jpg": a_photo(), "/etc/abon.jpg": a_photo("red")})
    before = set(tmp_path.parent.rglob("*.jpg"))

    import_list(
        centre,
        a_list(tmp_path, "1;Abon;Dapur;luar.jpg", headings=HEADINGS),
        photos=photos,
        store=FolderStore(tmp_path / "media", kept_free=0),
    )

    written = {path.resolve() for path in set(tmp_path.parent.rglob("*.jpg")) - before}
    assert written
    assert all(path.is_relative_to((tmp_path / "media").resolve()) for path in written)
    assert len(products(centre)["Abon"].pictures) == 1


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "rahasia.jpg"
    outside.write_bytes(a_photo())
    folder = a_folder(tmp_path, {"abon.jpg": a_photo()})
    (folder / "tautan.jpg").symlink_to(outside)

    assert album(folder).names == ["abon.jpg"]


def test_a_photo_that_unpacks_to_gigabytes_is_read_only_so_far(tmp_path: Path) -> None:
    photos = album(a_zip(tmp_path, {"bom.jpg": bytes(120_000_000)}))

    assert len(photos.read("bom.jpg")) < 70_000_000


def test_a_zip_of_very_many_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooManyPhotos):
        album(a_zip(tmp_path, {f"{n}.jpg": b"" for n in range(20_001)}))


def test_what_is_no_zip_and_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "foto.zip").write_bytes(b"PK\x03\x04 broken")

    with pytest.raises(BadZip):
        album(tmp_path / "foto.zip")
    with pytest.raises(NoPhotos):
        album(tmp_path / "tidak-ada")


def test_real_phone_photos_and_odd_formats_go_through(centre: Databases, shared: Path, tmp_path: Path) -> None:
    names = ["pouch_12mp_gps.jpg", "turning.webp", "panorama_3000x400.jpg"]
    rows = [f"{n};Produk {n};Dapur;{name}" for n, name in enumerate(names)]
    store = FolderStore(tmp_path / "media", kept_free=0)

    report = import_list(centre, a_list(tmp_path, *rows, headings=HEADINGS), photos=shared / "data" / "images" / "own", store=store)

    assert (report.created, report.photos_used, report.findings) == (3, 3, [])
    assert all(len(product.pictures) == 1 for product in products(centre).values())
