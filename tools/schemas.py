"""Write the JSON schemas of the case file and of the data files anew, from the types that read them."""

from pathlib import Path

from app.domain.case_file import case_schema
from app.risk.schema import FORMS, schema_of

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "schema"


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder."""
    (folder / "case.schema.json").write_bytes(case_schema())
    for name in FORMS:
        (folder / f"{name}.schema.json").write_bytes(schema_of(name))


if __name__ == "__main__":
    write_schemas(FOLDER)
