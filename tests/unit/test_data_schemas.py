"""The schemas of the data files follow from the types that read them."""

import json
from pathlib import Path

import pytest

from app.resources import resource
from app.risk.schema import FORMS, schema_of
from tools.schemas import write_schemas


@pytest.mark.parametrize("name", list(FORMS))
def test_a_schema_is_the_one_of_its_type(name: str) -> None:
    """A change of a type changes its schema: ``python -m tools.schemas``."""
    assert resource(f"schema/{name}.schema.json").read_bytes() == schema_of(name)


def test_every_data_file_has_a_schema() -> None:
    named = {path.stem for path in resource("schema").parent.glob("*.toml")}
    assert named <= set(FORMS)
    assert set(FORMS) - named == {"checklist", "own-checklist", "own-translation"}


@pytest.mark.parametrize("name", list(FORMS))
def test_a_schema_refuses_unknown_keys(name: str) -> None:
    for kind, form in json.loads(schema_of(name))["$defs"].items():
        assert form.get("additionalProperties") is False or "enum" in form, kind


def test_the_schemas_can_be_written_anew(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.schema.json" for name in (*FORMS, "case")}
