"""Files as responses."""

import mimetypes
from pathlib import Path

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from samspel.terms.files import cut_name

TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def offer_file(name: str, data: bytes) -> HttpResponse:
    """A file to keep rather than to show."""
    kind = TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    disposition = content_disposition_header(as_attachment=True, filename=cut_name(name)) or "attachment"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": disposition})
