"""What the import contracts cannot see: the habits that keep the house in order."""

from __future__ import annotations

import ast
import csv
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "alongside"
# Top to bottom, as in pyproject's layers; rooms of one floor share a number.
FLOORS = {
    "config": 9, "desk": 8, "portal": 8, "insight": 7, "safeguarding": 6, "care_management": 5,
    "front_door": 4, "people": 3, "foundation": 2, "rules": 1,
}
OUR_APPS = [config for config in apps.get_app_configs() if config.name.startswith("alongside.")]
OUR_MODELS = [model for config in OUR_APPS for model in config.get_models(include_auto_created=True)]


def _room(module: str) -> str:
    return module.split(".")[1]


def _slices() -> list[Path]:
    return [Path(config.path) for config in OUR_APPS if config.name.count(".") == 2]


def test_foreign_keys_point_down_or_stay_on_their_floor():
    upward = [
        f"{model._meta.label}.{field.name} points up at {field.related_model._meta.label}"
        for model in OUR_MODELS
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is not None
        and field.related_model.__module__.startswith("alongside.")
        and FLOORS[_room(field.related_model.__module__)] > FLOORS[_room(model.__module__)]
    ]
    assert upward == []


def test_every_room_and_slice_has_a_readme():
    rooms = [folder for folder in PACKAGE.iterdir() if folder.is_dir() and (folder / "__init__.py").exists()]
    missing = [str(folder.relative_to(ROOT)) for folder in [*rooms, *_slices()] if not (folder / "README.md").exists()]
    assert missing == []


def test_every_slice_is_on_the_map():
    text = (ROOT / "docs" / "map.md").read_text()
    missing = [str(folder.relative_to(PACKAGE)) for folder in _slices()
               if f"`{folder.relative_to(PACKAGE)}`" not in text]
    assert missing == []


def _views(resolver: URLResolver, prefix: str = ""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _views(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry.callback


def test_every_view_names_its_permission_or_says_public():
    silent = [
        path for path, view in _views(get_resolver())
        if getattr(view, "__module__", "").startswith("alongside.") and not hasattr(view, "permission")
    ]
    assert silent == []


def _about_a_person() -> list[type[models.Model]]:
    return [
        model for model in OUR_MODELS
        if not model._meta.auto_created and model._meta.app_label not in {"audit", "subjects"}
        and any(field.name == "subject" for field in model._meta.concrete_fields)
    ]


@pytest.mark.parametrize("model", _about_a_person(), ids=lambda model: model._meta.label)
def test_every_field_about_a_person_is_classified_for_retention(model):
    path = Path(apps.get_app_config(model._meta.app_label).path) / "retention.yaml"
    assert path.exists(), f"{path.relative_to(ROOT)} is missing"
    classified = (yaml.safe_load(path.read_text()) or {}).get(model.__name__, {})
    fields = {f.name for f in model._meta.concrete_fields if not f.primary_key and not f.is_relation}
    assert fields - set(classified) == set(), f"not classified: {sorted(fields - set(classified))}"
    assert set(classified) - fields == set(), f"no such field: {sorted(set(classified) - fields)}"
    assert set(classified.values()) <= {"kept", "scrubbed", "erased"}


def _python_files(pattern: str) -> list[Path]:
    return [path for path in PACKAGE.rglob(pattern) if "/tests/" not in str(path) and "/migrations/" not in str(path)]


def test_views_ask_querysets_that_speak_and_never_objects():
    offenders = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _python_files("*.py") if path.name == "views.py" or path.parent.name == "views"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"\b[A-Z]\w*\.objects\.(filter|get|all|create|update|exclude)\b", line)
    ]
    assert offenders == []


def test_no_room_is_imported_by_a_string():
    offenders = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in _python_files("*.py") if "config" not in path.relative_to(PACKAGE).parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "attr", "") in {"import_module", "import_string", "get_model"}
             or getattr(node.func, "id", "") in {"import_module", "import_string"})
        and node.args and isinstance(node.args[0], ast.Constant)
    ]
    assert offenders == []


def test_each_work_queue_has_one_handler():
    from alongside.foundation.work.queues import handlers

    used = set()
    for path in _python_files("*.py"):
        used |= set(re.findall(r'queue="(\w+)"', path.read_text()))
    handled = [queue.key for queue in handlers()]
    assert len(handled) == len(set(handled))
    assert used <= set(handled)


def test_files_stay_small_enough_to_read():
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in _python_files("*.py")}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_what_the_coverage_map_claims_exists():
    with (ROOT / "docs" / "coverage.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows, "docs/coverage.csv is empty"
    missing = []
    for row in rows:
        path, _, name = row["test"].partition("::")
        target = ROOT / path
        if not target.exists() or (name and f"def {name}" not in target.read_text()):
            missing.append(f"{row['code']}: {row['test']}")
        if not (PACKAGE / row["slice"]).is_dir():
            missing.append(f"{row['code']}: no slice {row['slice']}")
    assert missing == []


FORBIDDEN_IN_WRITING = re.compile(
    r"(?<![\w.<>/}])/(?:home|root|Users|tmp)/[\w.]"  # a folder of somebody's machine
    r"|--(?:extra-)?index-url|\"resolved\": \"http"  # where packages came from
    r"|\bTODO\b|\bFIXME\b"
)


def test_nothing_in_the_repository_speaks_of_a_machine():
    suffixes = {".py", ".md", ".yaml", ".csv", ".toml", ".jinja", ".js", ".css", ".json", ".txt", ".sh"}
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    offenders = []
    for path in (ROOT / name for name in listed.stdout.splitlines()):
        if path.suffix not in suffixes or path == Path(__file__) or not path.exists():
            continue
        found = FORBIDDEN_IN_WRITING.search(path.read_text(errors="replace"))
        if found:
            offenders.append(f"{path.relative_to(ROOT)}: {found.group()}")
    assert offenders == []
