"""The command `etalase`: what it says, what it does, and the exit code it ends with."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT

SHEET: Final = "Nama Produk,Nama Usaha,Kategori,Kab/Kota,Berat Bersih,Harga Jual\nKue kelapa,UMKM Contoh,Kue,Manado,250 gr,Rp 25.000\n"
WRONG: Final = SHEET + 'Kue lain,UMKM Contoh,Kue,Manado,250 gr,"25,5"\n'


def etalase(data: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run as a person would, in a process of its own."""
    env = {"PATH": "/usr/bin:/bin", "ETALASE_DATA": str(data), "COLUMNS": "200", "PYTHONPATH": str(ROOT)} | environment
    command = [sys.executable, "-c", "from app.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=data, env=env, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    assert etalase(tmp_path, "migrate").returncode == 0
    assert etalase(tmp_path, "pack", "load").returncode == 0
    return tmp_path


def test_help_names_every_command_and_each_has_its_own(tmp_path: Path) -> None:
    whole = etalase(tmp_path, "--help")
    assert whole.returncode == 0
    for command in ("serve", "migrate", "demo", "import", "export", "pack", "check"):
        assert command in whole.stdout
        own = etalase(tmp_path, command, "--help")
        assert own.returncode == 0
        assert "Usage" in own.stdout


def test_a_list_goes_in_once_and_changes_nothing_the_second_time(centre: Path) -> None:
    (centre / "list.csv").write_text(SHEET, encoding="utf-8")
    accounts = []
    for _again in range(2):
        done = etalase(centre, "import", "list.csv", "--json")
        assert done.returncode == 0, done.stderr
        account = json.loads(done.stdout)
        accounts.append((account["created"], account["unchanged"], account["failed"]))
    assert accounts == [(1, 0, 0), (0, 1, 0)]


def test_an_export_imports_back_without_a_change(centre: Path) -> None:
    (centre / "list.csv").write_text(SHEET, encoding="utf-8")
    etalase(centre, "import", "list.csv")
    for name in ("out.csv", "out.xlsx"):
        assert etalase(centre, "export", name).returncode == 0
        account = json.loads(etalase(centre, "import", name, "--json").stdout)
        assert (account["created"], account["updated"], account["unchanged"]) == (0, 0, 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x00\x01\x02\x03" * 500, "Please save it as XLSX"),
        (b'Nama Produk,Nama Usaha\n"Kue,UMKM Contoh\n', "never closed"),
        (b"Nama Produk," + b"x," * 500 + b"\nKue\n", "more than 400 columns"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(centre: Path, content: bytes, words: str) -> None:
    (centre / "list.csv").write_bytes(content)
    done = etalase(centre, "import", "list.csv", "--errors", "marked.xlsx")
    assert done.returncode == 1
    assert words in done.stderr
    assert "sandbox" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_cell_is_named_by_row_and_column_and_the_code_says_that_something_failed(centre: Path) -> None:
    (centre / "list.csv").write_text(WRONG, encoding="utf-8")
    done = etalase(centre, "import", "list.csv", "--errors", "marked.xlsx")
    assert done.returncode == 1
    assert "row 3" in done.stdout
    assert "25,5" in done.stdout
    assert (centre / "marked.xlsx").exists()
    assert "The marked list is in marked.xlsx." in done.stdout
    indonesian = etalase(centre, "import", "list.csv", "--lang", "id")
    assert "baris 3" in indonesian.stdout


def test_a_rehearsal_tells_the_truth_and_changes_nothing(centre: Path) -> None:
    (centre / "list.csv").write_text(SHEET, encoding="utf-8")
    rehearsed = json.loads(etalase(centre, "import", "list.csv", "--dry-run", "--json").stdout)
    real = json.loads(etalase(centre, "import", "list.csv", "--json").stdout)
    assert rehearsed["created"] == real["created"] == 1


def test_the_mapping_that_would_be_used_can_be_seen_and_used(centre: Path) -> None:
    (centre / "list.csv").write_text(SHEET, encoding="utf-8")
    proposed = etalase(centre, "import", "list.csv", "--propose")
    assert 'name = "Nama Produk"' in proposed.stdout
    (centre / "map.toml").write_text(proposed.stdout, encoding="utf-8")
    assert etalase(centre, "import", "list.csv", "--map", "map.toml").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "words"),
    [
        (("import", "no-such.csv"), {}, 2, "does not exist"),
        (("export", "list.pdf"), {}, 1, ".xlsx"),
        (("export", "/no/such/list.csv"), {}, 2, "There is no folder /no/such."),
        (("import", __file__, "--errors", "/no/such/marked.xlsx"), {}, 2, "There is no folder /no/such."),
        (("import", __file__, "--lang", "xx"), {}, 2, "en, fil, id, ms"),
        (("demo",), {"ETALASE_PACK": "no-such-pack"}, 1, "no-such-pack"),
        (("pack", "check", "no-such"), {}, 1, "There is no pack"),
        (("pack", "load"), {"ETALASE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, 1, "does not answer"),
        (("migrate",), {"ETALASE_PORT": "many"}, 2, "ETALASE_PORT"),
        (("serve-all",), {}, 2, "No such command"),
    ],
)
def test_what_goes_wrong_is_a_sentence_and_never_a_traceback(
    tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, str], code: int, words: str
) -> None:
    done = etalase(tmp_path, *arguments, **environment)
    assert done.returncode == code
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_file_that_is_no_list_is_refused_in_words(centre: Path) -> None:
    (centre / "photo.csv").write_bytes(bytes(range(256)) * 40)
    done = etalase(centre, "import", "photo.csv")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_a_whole_pack_has_no_mistakes(tmp_path: Path) -> None:
    assert etalase(tmp_path, "pack", "list").stdout.split() == ["north-sulawesi"]
    assert etalase(tmp_path, "pack", "check").returncode == 0


def test_check_finds_a_sound_installation_good_and_a_damaged_one_not(centre: Path) -> None:
    (centre / "list.csv").write_text(SHEET, encoding="utf-8")
    etalase(centre, "import", "list.csv")
    sound = etalase(centre, "check", ETALASE_PUBLIC_URL="https://etalase.example.org")
    assert sound.returncode == 0, sound.stdout
    assert "1 products on show" in sound.stdout
    with sqlite3.connect(centre / "etalase.db") as broken:
        broken.execute("DELETE FROM listing WHERE language = 'fil'")
    damaged = etalase(centre, "check")
    assert damaged.returncode == 1
    assert "3" in damaged.stdout


def test_a_national_table_of_headings_can_be_added(centre: Path, shared: Path) -> None:
    table = shared / "data" / "hs" / "harmonized_system_en.csv"
    source = "HS 2022 descriptions: UN Comtrade, via datasets/harmonized-system (Open Data Commons PDDL 1.0)"
    done = etalase(centre, "pack", "hs", str(table), "--source", source)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[0]) > 5000
    assert etalase(centre, "pack", "hs", str(table), "--source", source).stdout.split()[0] == "0"
