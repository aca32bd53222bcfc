"""Every migration that has landed counts as released: what was kept at each comes along to the newest and back."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from postgres_server import PostgresServer
from samspel.workspace.database import describe_database
from workspace_database import connect_to

APP = "workspace"
FOLDER = Path(__file__).parents[2] / "src" / "samspel" / "workspace" / "migrations"
STATES = [file.stem for file in sorted(FOLDER.glob("0*.py"))]
FILLED: dict[str, Any] = {"CharField": "x", "TextField": "ord", "SealedTextField": "gAAAA-as-kept", "BinaryField": b"x"}
"""What stands in a field of each kind; a new kind of field adds its line."""
FILLED |= {"DateField": "2026-11-02", "DateTimeField": "2026-11-02T10:00:00Z", "FloatField": 1.5, "BooleanField": True}
FILLED |= {"BigIntegerField": 1, "IntegerField": 1, "SmallIntegerField": 1, "UUIDField": "0" * 32}
FILLED |= {"PositiveIntegerField": 1, "PositiveSmallIntegerField": 1, "PositiveBigIntegerField": 1, "JSONField": ["x"]}


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def tables(
    request: pytest.FixtureRequest, application: WSGIHandler, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Both databases in turn, made once as the first start makes them: the tests walk on from where the last one was,
    since to make all tables anew takes longer than what is tried.
    """
    kind, address = str(request.param), ""
    if kind == "postgres":
        server: PostgresServer = request.getfixturevalue("postgres")
        address = server.make_database("migrations")
    before = connections.settings
    description = describe_database(tmp_path_factory.mktemp("migrations"), {"DATABASE_URL": address})
    if kind == "sqlite":
        Path(description["NAME"]).parent.mkdir()
    connect_to(description)
    migrate(STATES[-1])
    yield
    connect_to(before["default"])


@pytest.fixture
def empty(tables: None) -> Iterator[None]:
    """No row in any of our tables."""
    yield
    ours = [name for name in connection.introspection.table_names() if name.startswith(f"{APP}_")]
    cascades = connection.vendor == "postgresql"  # SQLite would remember which tables there were
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), ours, allow_cascade=cascades))


def migrate(state: str) -> ProjectState:
    """Forward or back to a state, with all that other apps need."""
    executor = MigrationExecutor(connection)
    others = [leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] != APP]
    targets = [*others, (APP, state)] if state == STATES[-1] else [(APP, state)]
    return executor.migrate(targets)


def list_models(state: ProjectState) -> list[Any]:
    """The tables of a state, those that others refer to first."""
    models = {model.__name__: model for model in state.apps.get_app_config(APP).get_models()}
    ordered: list[Any] = []

    def add(model: Any) -> None:
        for field in model._meta.concrete_fields:
            other = field.related_model
            if other is not None and other is not model and other.__name__ in models:
                add(models[other.__name__])
        if model not in ordered:
            ordered.append(model)

    for model in models.values():
        add(model)
    return ordered


def fill(state: ProjectState) -> None:
    """A row in every table, every field with something in it."""
    for model in list_models(state):
        told: dict[str, Any] = {}
        for field in model._meta.concrete_fields:
            if field.primary_key:
                told[field.attname] = 1
            elif field.related_model is not None:
                told[field.attname] = 1 if field.related_model is not model else None
            else:
                told[field.attname] = FILLED[field.get_internal_type()]
        columns = ", ".join(f'"{model._meta.get_field(name).column}"' for name in told)
        values = [json.dumps(value) if isinstance(value, list) else value for value in told.values()]
        with connection.cursor() as cursor:
            marks = ", ".join(["%s"] * len(values))
            cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})', values)


def read(state: ProjectState, filled: Iterable[str] | None = None) -> dict[str, dict[str, object]]:
    """What is in every table, or in those that were `filled`, by its columns."""
    found = {}
    for model in list_models(state):
        if filled is not None and model.__name__ not in filled:
            continue
        columns = [field.column for field in model._meta.concrete_fields]
        with connection.cursor() as cursor:
            named = ", ".join(f'"{column}"' for column in columns)
            cursor.execute(f'SELECT {named} FROM "{model._meta.db_table}"')
            rows = cursor.fetchall()
        assert len(rows) == 1, model
        found[model.__name__] = dict(zip(columns, map(str, rows[0]), strict=True))
    return found


def test_the_models_are_what_the_migrations_make(empty: None) -> None:
    migrate(STATES[-1])
    call_command("makemigrations", APP, check=True, dry_run=True, verbosity=0)


LONG = "gAAAA" + "x" * 600
"""A sealed text that is longer than what a column held before texts were sealed."""


@pytest.mark.parametrize("column", ["value", "source"])
def test_going_back_cuts_no_sealed_text(empty: None, column: str) -> None:
    migrate("0006_requests")
    fill(MigrationExecutor(connection).loader.project_state((APP, "0006_requests")))
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "workspace_reply" SET "{column}" = %s', [LONG])
    with pytest.raises(IrreversibleError, match=r"1 replies .* can never be opened again"):
        migrate("0005_networks")
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM "workspace_reply"')
        assert cursor.fetchall() == [(LONG,)]
        cursor.execute(f'UPDATE "workspace_reply" SET "{column}" = %s', [LONG[:20]])
    migrate("0005_networks")
    assert MigrationRecorder(connection).applied_migrations().get((APP, "0006_requests")) is None


@pytest.mark.parametrize("state", STATES[::-1])
def test_what_was_kept_in_each_released_state_comes_along_and_back(empty: None, state: str) -> None:
    migrate(state)
    released = MigrationExecutor(connection).loader.project_state((APP, state))
    fill(released)
    before = read(released)

    migrate(STATES[-1])
    newest = read(MigrationExecutor(connection).loader.project_state((APP, STATES[-1])), before)
    for model, row in before.items():
        kept = {column: value for column, value in row.items() if column in newest.get(model, {})}
        assert {column: newest[model][column] for column in kept} == kept if model in newest else True
    migrate(state)
    assert read(released) == before
