"""Files as responses."""

import mimetypes
from pathlib import Path

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from samspel.rendering.data import render_table
from samspel.rendering.table import Data, Table, data
from samspel.terms.files import cut_name

TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".html": "text/html; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def offer_table(table: Table | Data, kind: str, name: str = "") -> HttpResponse:
    """A table as a file, under its own name where no other is given. Raises BadInputError for an unknown kind."""
    found = data(table) if isinstance(table, Table) else table
    return offer_file(f"{name or found.name}.{kind}", render_table(found, kind))


def offer_file(name: str, content: bytes) -> HttpResponse:
    """A file to keep rather than to show."""
    kind = TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    disposition = content_disposition_header(as_attachment=True, filename=cut_name(name)) or "attachment"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
