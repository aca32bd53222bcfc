from samspel.rendering.table import Cell, Column, Field, data, list_records, tabulate, text, words

FIELDS: tuple[Field[tuple[str, str, int | None]], ...] = (
    Field(Column(key="code", shown="data"), lambda row: text(row[0])),
    Field(Column(key="name", head="Kommun"), lambda row: text(row[1])),
    Field(
        Column(key="jobs", head="Jobb", is_number=True),
        lambda row: Cell(value=row[2], words="saknas" if row[2] is None else f"{row[2]} jobb"),
    ),
    Field(Column(key="remark", head="Anmärkning", shown="read"), lambda row: text("fyll i")),
)
TABLE = tabulate("jobs", "Jobb", FIELDS, [("2181", "Sandviken", 17), ("1234", "Ort", None)], ["Så räknas de.", ""])


def test_readers_get_words_and_no_codes() -> None:
    read = words(TABLE)
    assert [column.head for column in read.columns] == ["Kommun", "Jobb", "Anmärkning"]
    assert [[cell.words for cell in row] for row in read.rows] == [
        ["Sandviken", "17 jobb", "fyll i"],
        ["Ort", "saknas", "fyll i"],
    ]


def test_files_get_values_by_key_and_a_blank_stays_a_blank() -> None:
    assert data(TABLE).columns == ("code", "name", "jobs")
    assert data(TABLE).rows == (("2181", "Sandviken", 17), ("1234", "Ort", None))
    assert list_records(TABLE)[1] == {"code": "1234", "name": "Ort", "jobs": None}


def test_empty_notes_are_left_out() -> None:
    assert TABLE.notes == ("Så räknas de.",)


def test_a_coded_column_has_its_words_beside_the_code_in_files() -> None:
    fields = (
        Field[str](
            Column(key="basis", shown="data", is_coded=True), lambda code: Cell(value=code or None, words="mätt")
        ),
        Field[str](Column(key="last", head="L"), text),
    )
    table = tabulate("t", "", fields, ["measured", ""])
    assert data(table).columns == ("basis", "last", "basis_words")
    assert data(table).rows == (("measured", "measured", "mätt"), (None, "", None))
    assert words(table).heads == ("L",)
