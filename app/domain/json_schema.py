"""The JSON schema of a type, the same on every version of Python."""

import inspect
from collections.abc import Callable
from typing import Any

import msgspec


def json_schema(of: Any, title: str, schema_hook: Callable[[type], dict[str, Any]] | None = None) -> bytes:  # noqa: ANN401
    """Return the schema of what ``of`` describes, indented and with a last line end.

    Python 3.13 takes the indentation out of docstrings and older ones leave it in, so it is taken out here.
    """
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    schema.update(msgspec.json.schema(of, schema_hook=schema_hook))
    return msgspec.json.format(msgspec.json.encode(_clean(schema)), indent=2) + b"\n"


def _clean(value: Any) -> Any:  # noqa: ANN401  a schema is any JSON
    if isinstance(value, dict):
        return {
            key: inspect.cleandoc(part) if key == "description" and isinstance(part, str) else _clean(part)
            for key, part in value.items()
        }
    return [_clean(part) for part in value] if isinstance(value, list) else value
