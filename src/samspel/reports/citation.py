"""References as files: a measure, or the whole data set, in BibTeX and as CITATION.cff.

The author is who made the figure, as DataCite has its creator: its publisher, or Samspel where Samspel worked it out,
with the publishers of what it was worked out of in the note.
"""

import json
from collections.abc import Mapping

from samspel import __version__
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Texts
from samspel.reports.figures import label_publishers
from samspel.reports.measures import label_measure
from samspel.reports.provenance import (
    Cited,
    describe_extent,
    find_origin_address,
    find_reference,
    link_search,
    name_measures,
)

OURS = "Samspel"
DATASET = "samspel"
CITATION_FILE = "CITATION.cff"


def write_bibtex(catalogue: Catalogue, texts: Texts, cited: Cited) -> str:
    """The measure as an entry of a BibTeX file: the year is that of the publisher's figures, `url` what a person can
    open, and `urldate` the day on which they were read.
    """
    measured, origins = cited.measured, cited.origins
    named = name_measures(measured, origins)
    searched = next(filter(None, (link_search(catalogue, one) for one in named)), None)
    publishers = texts.said(label_publishers(catalogue, origins))
    is_ours = measured.indicator.is_worked_out
    note = texts("provenance.bibtex_note", id=measured.id, version=__version__)
    made = texts("provenance.bibtex_made", publishers=publishers) if is_ours and publishers != OURS else ""
    years = sorted({one.copied for one in origins if one.copied})
    copies = [texts("provenance.bibtex_copy", year=year) for year in years]
    told = dict.fromkeys(find_reference(catalogue, texts, one) for one in named) if searched or is_ours else ()
    page = texts("provenance.cited_page", address=cited.page) if cited.page else ""
    parts = note, made, *copies, describe_extent(texts, cited.courses).rstrip("."), *told, page.rstrip(".")
    theirs = searched.key if searched else next((find_origin_address(catalogue, one) for one in named), "")
    url = find_cited(cited.page) if is_ours else theirs
    return write_entry(
        measured.id,
        {
            "author": f"{{{OURS if is_ours else publishers}}}",
            "title": f"{{{label_measure(texts, measured)}}}",
            "year": max((str(one.copied or one.read[:4]) for one in origins if one.read), default=""),
            "note": ". ".join(filter(None, parts)),
            "url": url,
            "urldate": max((one.read for one in origins), default="") if url else "",
        },
    )


def cite_dataset(catalogue: Catalogue, texts: Texts, page: str = "") -> str:
    """The whole data set as a reference in a text, in the order of DataCite: creator, year, title, version, kind and
    where it is.
    """
    return texts(
        "provenance.dataset_citation",
        author=OURS,
        year=_find_day(catalogue)[:4],
        title=texts("provenance.package_title"),
        version=__version__,
        day=_find_day(catalogue),
        page=texts("provenance.cited_page", address=page) if page else "",
    ).strip()


def write_dataset_bibtex(catalogue: Catalogue, texts: Texts, page: str = "") -> str:
    """The whole data set as an entry of a BibTeX file; `page` is where others can open it."""
    day = _find_day(catalogue)
    return write_entry(
        DATASET,
        {
            "author": f"{{{OURS}}}",
            "title": f"{{{texts('provenance.package_title')}}}",
            "year": day[:4],
            "version": __version__,
            "note": ". ".join((texts("provenance.dataset_kind"), texts("provenance.package_terms").rstrip("."))),
            "url": find_cited(page),
            "urldate": day if find_cited(page) else "",
        },
    )


def write_dataset_cff(catalogue: Catalogue, texts: Texts, page: str = "") -> str:
    """The whole data set as CITATION.cff, in format 1.2. No licence is named for it as a whole: each source has its
    own.
    """
    fields = {
        "cff-version": "1.2.0",
        "message": texts("provenance.cff_message"),
        "type": "dataset",
        "title": texts("provenance.package_title"),
        "abstract": texts("provenance.package_terms"),
        "version": __version__,
        "date-released": _find_day(catalogue),
        "url": find_cited(page),
    }
    # A string of JSON is one of YAML too.
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items() if value]
    return "\n".join([*lines, "authors:", f"  - name: {json.dumps(OURS)}"]) + "\n"


def _find_day(catalogue: Catalogue) -> str:
    """The newest day on which a built-in table was read."""
    return max(table.read for table in catalogue.tables.values() if not table.fetched)


def find_cited(page: str) -> str:
    """An address that others can open; nothing for a path of this machine alone."""
    return page if page.startswith("http") else ""


def write_entry(name: str, fields: Mapping[str, str]) -> str:
    """An entry of a BibTeX file, of the fields that hold something, without signs that the format reads as its own."""
    lines = (f"  {key} = {{{_escape(value)}}}," for key, value in fields.items() if value)
    return f"@misc{{{name},\n" + "\n".join(lines) + "\n}\n"


def _escape(value: str) -> str:
    """Without the signs that end a field or begin a command."""
    inner = value.removeprefix("{").removesuffix("}") if value.startswith("{") else value
    plain = "".join(sign for sign in inner if sign not in "{}\\")
    return f"{{{plain}}}" if value.startswith("{") else plain
