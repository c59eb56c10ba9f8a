"""What is shipped: the wheel, the lock files, the image and the files of deploy/. Everything but a Docker engine is real here."""

import ast
import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, Final

import pytest
import yaml  # type: ignore[import-untyped]
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from app.media.kinds import MOST_BYTES_JPEG
from app.settings import Settings
from tests.conftest import ROOT

PARTS: Final = {
    "click": "typer",
    "cryptography": "webauthn",
    "markupsafe": "jinja2",
    "pydantic": "fastapi",
    "pydantic-core": "fastapi",
    "sqlalchemy": "sqlmodel",
    "starlette": "fastapi",
}
"""What is imported as a part of something else that is named, and goes with its release."""

SHIPPED: Final = ("app", "kiosk", "migrations")


# --- the wheel ---------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("etalase-*.whl"))


def test_the_wheel_holds_every_file_of_the_program(wheel: Path) -> None:
    in_repository = {
        str(path.relative_to(ROOT))
        for folder in SHIPPED
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    missing = in_repository - set(zipfile.ZipFile(wheel).namelist())
    assert missing == set()


def test_the_wheel_holds_what_set_up_makes(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    words = {str(path.relative_to(ROOT).with_suffix(".mo")) for path in ROOT.glob("app/locale/*/LC_MESSAGES/messages.po")}
    assert {"app/static/vendor/htmx.min.js", "app/static/vendor/icons.svg", *words} <= names


def test_the_wheel_migrates_a_database_without_the_repository(wheel: Path, tmp_path: Path) -> None:
    installed, data = tmp_path / "installed", tmp_path / "data"
    zipfile.ZipFile(wheel).extractall(installed)
    subprocess.run(
        [
            sys.executable,
            "-c",
            "import app.cli, sys; assert sys.argv[1] in app.cli.__file__; sys.argv[1:] = ['migrate']; app.cli.main()",
            installed,
        ],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(installed), "ETALASE_DATA": str(data)},
        check=True,
        capture_output=True,
    )
    connection = sqlite3.connect(data / "etalase.db")
    assert connection.execute("SELECT count(*) FROM product").fetchone() == (0,)
    connection.close()


# --- lock files --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_requirement_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert [line for line in lines if not re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:", line)] == []
    assert "://" not in text


@pytest.mark.parametrize(("name", "group"), [("requirements.lock", None), ("requirements-dev.lock", "dev")])
def test_the_lock_files_follow_the_project(name: str, group: str | None) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] if group is None else project["dependency-groups"][group]
    locked = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
    unmet = [line for line in wanted if not (need := Requirement(line)).specifier.contains(locked.get(need.name.lower(), "0"))]
    assert unmet == []


@pytest.mark.parametrize(("folders", "groups"), [(("app", "migrations"), ()), (("tests", "bench", "scripts"), ("dev",))])
def test_whatever_is_imported_is_named_by_the_project(folders: tuple[str, ...], groups: tuple[str, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = [*project["project"]["dependencies"], *(line for group in groups for line in project["dependency-groups"][group])]
    named: set[str] = {canonicalize_name(Requirement(line).name) for line in lines}
    named |= {part for part, whole in PARTS.items() if whole in named}
    shipped = packages_distributions()
    ours = {"app", "migrations", "tests", "bench", "scripts", *sys.stdlib_module_names}
    unnamed = {
        f"{path.relative_to(ROOT)}: {module}"
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        for module in _imported(path) - ours
        if named.isdisjoint(canonicalize_name(name) for name in shipped.get(module, ()))
    }
    assert unnamed == set()


def _imported(path: Path) -> set[str]:
    """The packages that a file imports from, each by the first part of its name."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level]
    return {name.partition(".")[0] for name in names}


def test_the_front_end_is_locked_to_exact_versions_and_no_address() -> None:
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    packages = {name.removeprefix("node_modules/"): package for name, package in locked.items() if name}
    assert wanted == {name: packages[name]["version"] for name in wanted}
    assert all(package["integrity"].startswith("sha512-") and "resolved" not in package for package in packages.values())


def test_every_icon_that_is_named_is_in_the_sprite() -> None:
    listed = {line.split("#")[0].strip() for line in (ROOT / "app/static/icons.txt").read_text("utf-8").splitlines()}
    templates = [*(ROOT / "app/templates").rglob("*.html"), *(ROOT / "kiosk/templates").rglob("*.html")]
    packs = [*(ROOT / "app/packs").rglob("*.toml")]
    named = {
        icon for path in templates for icon in re.findall(r"""icon\(\s*["']([a-z0-9-]+)|icons\.svg#([a-z0-9-]+)""", path.read_text("utf-8"))
    }
    of_packs = {icon for path in packs for icon in re.findall(r'^icon *= *"([^"]+)"', path.read_text("utf-8"), re.MULTILINE)}
    assert ({icon for pair in named for icon in pair if icon} | of_packs) - listed == set()


# --- the image ---------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def image() -> list[tuple[str, str]]:
    """The Dockerfile as (instruction, rest), one for each instruction."""
    text = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text("utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines]


def test_the_image_has_two_stages_of_one_named_version(image: list[tuple[str, str]]) -> None:
    stages = [rest for word, rest in image if word == "FROM"]
    assert stages == ["python:${PYTHON}-slim-bookworm AS build", "python:${PYTHON}-slim-bookworm"]
    assert ("ARG", "PYTHON=3.11") in image


def test_the_image_runs_as_nobody_special_and_says_whether_it_is_well(image: list[tuple[str, str]]) -> None:
    run = _last_stage(image)
    assert [rest for word, rest in run if word == "USER"] == ["10001:10001"]
    assert [word for word, _ in run].index("USER") < [word for word, _ in run].index("ENTRYPOINT")
    assert any(word == "HEALTHCHECK" and "/healthz" in rest for word, rest in run)
    assert ("ENTRYPOINT", '["etalase"]') in run
    assert ("CMD", '["serve"]') in run


def test_the_last_stage_takes_nothing_but_the_environment(image: list[tuple[str, str]]) -> None:
    assert [rest for word, rest in _last_stage(image) if word in ("COPY", "ADD")] == ["--from=build /opt/etalase /opt/etalase"]


def test_what_the_image_copies_is_there_and_is_let_in(image: list[tuple[str, str]]) -> None:
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied = {source for word, rest in image if word == "COPY" and "--from" not in rest for source in rest.split()[:-1]}
    assert copied == allowed
    assert [source for source in copied if not (ROOT / source).exists()] == []


def test_the_settings_of_the_image_exist(image: list[tuple[str, str]]) -> None:
    environment = shlex.split(" ".join(rest for word, rest in _last_stage(image) if word == "ENV"))
    assert {pair.split("=")[0] for pair in environment if pair.startswith("ETALASE_")} <= _variables()


# --- deploy/ -----------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text("utf-8"))
    return loaded


def test_the_services_name_only_what_is_declared(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert set(service.get("depends_on", ())) <= set(compose["services"]), name
        assert set(service["networks"]) <= set(compose["networks"]), name
        assert set(service.get("secrets", ())) <= set(compose["secrets"]), name
        volumes = {volume.split(":")[0] for volume in service.get("volumes", ())}
        assert {volume for volume in volumes if not volume.startswith(".")} <= set(compose["volumes"]), name
        assert [volume for volume in volumes if volume.startswith(".") and not (ROOT / "deploy" / volume).exists()] == [], name


def test_a_service_that_is_waited_for_to_be_healthy_has_a_health_check(compose: dict[str, Any]) -> None:
    awaited = {
        other
        for service in compose["services"].values()
        for other, how in service.get("depends_on", {}).items()
        if how["condition"] == "service_healthy"
    }
    in_compose = {name for name, service in compose["services"].items() if "healthcheck" in service}
    of_our_image = {name for name, service in compose["services"].items() if "build" in service}
    assert awaited <= in_compose | of_our_image


def test_only_the_proxy_can_be_reached_and_the_stores_cannot_reach_out(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]
    assert compose["networks"]["back"]["internal"] is True
    assert {name for name, service in compose["services"].items() if "front" in service["networks"]} == {"proxy", "server"}


def test_foreign_images_are_named_by_a_version(compose: dict[str, Any]) -> None:
    images = {service["image"] for service in compose["services"].values() if "build" not in service}
    assert [image for image in images if not re.fullmatch(r"[\w./-]+:\d+[\w.-]*", image)] == []


def test_the_settings_of_the_services_exist(compose: dict[str, Any]) -> None:
    ours = [service for service in compose["services"].values() if "build" in service]
    named = {name for service in ours for name in service["environment"] if name.startswith("ETALASE_")}
    secret = {name.upper() for service in ours for name in service["secrets"]}
    assert named | secret <= _variables()
    commands = [word for service in ours for word in service.get("command", ["serve"])]
    assert set(commands) <= _commands()


def test_the_secrets_are_drawn_once_and_fit_together(compose: dict[str, Any], tmp_path: Path) -> None:
    shutil.copyfile(ROOT / "deploy/secrets.sh", tmp_path / "secrets.sh")
    run = ["sh", str(tmp_path / "secrets.sh")]
    subprocess.run(run, check=True, capture_output=True)
    drawn = {path.name: path.read_text("utf-8") for path in (tmp_path / "secrets").iterdir()}
    subprocess.run(run, check=True, capture_output=True)

    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "secrets").iterdir()} == drawn
    assert {f"./secrets/{name}" for name in drawn} == {secret["file"] for secret in compose["secrets"].values()}
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700
    assert len(drawn["database_password"]) == 40
    assert f":{drawn['database_password']}@database/" in drawn["etalase_database_url"]
    identity = json.loads(drawn["store_identities"])["identities"][0]["credentials"][0]
    assert identity == {"accessKey": drawn["etalase_s3_key"], "secretKey": drawn["etalase_s3_secret"]}


def test_the_proxy_bounds_what_the_server_does_not() -> None:
    text = (ROOT / "deploy/Caddyfile").read_text("utf-8")
    for limit in ("read_header 5s", "read_body 60s", "max_header_size 16KB", f"max_size {MOST_BYTES_JPEG // 1_000_000 + 1}MB"):
        assert limit in text


def test_the_unit_starts_commands_that_exist() -> None:
    text = (ROOT / "deploy/etalase.service").read_text("utf-8")
    assert set(re.findall(r"^Exec\w+=/opt/etalase/bin/etalase (\w+)", text, re.MULTILINE)) <= _commands()
    assert set(re.findall(r"(ETALASE_\w+)=", text)) <= _variables()


def test_every_setting_is_explained_to_operators() -> None:
    text = (ROOT / "docs/operator.md").read_text("utf-8")
    assert set(re.findall(r"^\| (`ETALASE_.*?`) \|", text, re.MULTILINE)) != set()
    assert set(re.findall(r"ETALASE_[A-Z0-9_]+", text)) == _variables()


def test_documents_name_only_commands_and_options_that_exist() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").rglob("*.md")]
    lines = [line for page in pages for line in re.findall(r"(?:bin/|`|^)etalase ([a-z]+[^`#\n]*)", page.read_text("utf-8"), re.MULTILINE)]
    assert len(lines) > 15
    assert {line.split()[0] for line in lines} <= _commands()
    wrong = [line for line in lines if not set(re.findall(r"--[a-z-]+", line)) <= set(re.findall(r"--[a-z-]+", _help(*_words(line))))]
    assert wrong == []


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = {Requirement(line).name for line in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]}
    text = (ROOT / "docs/decisions/0008-dependencies.md").read_text("utf-8")
    explained = {name for row in re.findall(r"^\| ([\w, -]+) \|", text, re.MULTILINE) for name in row.split(", ")}
    assert {name for name in needed if not name.startswith("types-")} - explained == set()


def test_links_between_documents_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").rglob("*.md"), ROOT / "media/README.md"]
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []


def test_every_target_of_the_makefile_is_explained() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    phony = set(re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE).group(1).split())  # type: ignore[union-attr]
    assert phony - set(re.findall(r"^([\w-]+):.*## ", text, re.MULTILINE)) == set()


def _last_stage(image: list[tuple[str, str]]) -> list[tuple[str, str]]:
    start = max(number for number, (word, _) in enumerate(image) if word == "FROM")
    return image[start:]


def _variables() -> set[str]:
    return {f"ETALASE_{name.upper()}" for name in Settings.model_fields}


def _commands() -> set[str]:
    """What `etalase --help` lists."""
    return set(re.findall(r"^[\s│]*([a-z]+)\s{2,}", _help(), re.MULTILINE))


def _words(line: str) -> list[str]:
    """The command of a line, with its subcommand when it is a group."""
    first, *rest = line.split()
    return [first, *rest[:1]] if first in ("pack", "user") and rest else [first]


@cache
def _help(*command: str) -> str:
    run = [sys.executable, "-c", "import app.cli; app.cli.main()", *command, "--help"]
    return subprocess.run(run, check=True, capture_output=True, text=True, env={**os.environ, "COLUMNS": "160"}).stdout
