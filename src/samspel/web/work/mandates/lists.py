"""A list of elected posts brought in: looked at, saved when somebody says so, taken back."""

from collections.abc import Sequence
from dataclasses import replace

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.catalogue.mandates import PostRules, load_post_rules
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Paragraph
from samspel.reports.mandate_list import Previewed, tabulate_preview
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.mistakes import MOST_TOLD
from samspel.web.blocks import set_blocks
from samspel.web.downloads import offer_file
from samspel.web.pages import show_page
from samspel.web.shared import get_catalogue, get_desk, get_texts
from samspel.web.views.errors import explain_all, find_status
from samspel.web.work.campaigns.parts import DO, Failure, FieldPart, FormPart, LinkPart, Part, WorkPage, fill_forms
from samspel.web.work.guards import find_unit, require
from samspel.web.work.mandates.acting import answer
from samspel.workspace.mandate_entries import FILE, decode_list, make_example, read_list
from samspel.workspace.mandate_lists import Matching, count_last, match_list, save_list, undo_list
from samspel.workspace.models import Account, Unit

TEXT, UPLOAD = "rader", "fil"
LOOK, SAVE, UNDO = "titta", "spara", "angra"
LONGEST = 60_000
"""Characters that the form can send again, a few hundred rows."""
EXAMPLE = "uppdrag-mall.csv"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, unit: int) -> HttpResponse:
    """The form; what a list would do; saved or taken back. To look saves nothing."""
    where, texts, rules = find_unit(unit), get_texts(), load_post_rules()
    account = require(request, "mandate.change", where)
    if request.method == "POST" and request.POST.get(DO, LOOK) == LOOK:
        return _look(request, where, account)

    def act() -> tuple[str, str]:
        if request.POST.get(DO) == UNDO:
            return request.path, texts("mandate.import.undone", count=undo_list(where, account))
        listed = read_list(get_desk(), rules, where, _read_text(request))
        matchings = match_list(where, listed.posts, account)
        count = save_list(where, matchings, account)
        dropped = sum(one.listed.drops_party for one in matchings if one.what != "twice")
        told = texts(
            "mandate.import.saved_without_party" if dropped else "mandate.import.saved", count=count, dropped=dropped
        )
        return reverse("mandate_people", args=[unit]), told

    return answer(request, lambda failure: _present(texts, where, failure, request.POST.get(TEXT, "")), act)


@never_cache
@require_safe
def send_example(request: HttpRequest, unit: int) -> HttpResponse:
    """A list to write over."""
    require(request, "mandate.change", find_unit(unit))
    return offer_file(EXAMPLE, make_example(get_texts(), load_post_rules()))


def _look(request: HttpRequest, unit: Unit, account: Account) -> HttpResponse:
    """What the list would do, with every row that cannot be read."""
    texts, rules = get_texts(), load_post_rules()
    try:
        written = _read_text(request)
        listed = read_list(get_desk(), rules, unit, written, _name_file(request))
    except SamspelError as error:
        failure = Failure(texts, request, error, {})
        page = _present(texts, unit, failure, request.POST.get(TEXT, ""))
        return show_page(request, replace(page, errors=failure.errors), find_status(error))
    matchings = match_list(unit, listed.posts, account)
    part = _present_preview(texts, rules, matchings, written, listed.ignored)
    errors = tuple(told for problem in listed.problems[:MOST_TOLD] for told in explain_all(texts, problem))
    lead = texts("mandate.import.mistakes", count=len(listed.problems)) if errors else texts("mandate.import.lead")
    page = _present(texts, unit, None, written)
    return show_page(request, replace(page, lead=lead, errors=errors, parts=(part, *page.parts)))


def _present(texts: Texts, unit: Unit, failure: Failure | None, written: str) -> WorkPage:
    fields = (
        FieldPart(name=UPLOAD, label=texts("mandate.import.file"), kind="file"),
        FieldPart(name=TEXT, label=texts("mandate.import.text"), kind="area", value=written, longest=LONGEST, rows=8),
    )
    looking = FormPart(
        id="lista",
        does=LOOK,
        button=texts("mandate.import.look"),
        fields=fields,
        takes_file=True,
        is_quiet=bool(written),
    )
    count, forms = count_last(unit), [looking]
    if count:
        forms.append(FormPart(id="angra", does=UNDO, button=texts("mandate.import.undo", count=count), is_quiet=True))
    link = LinkPart(texts("mandate.import.example"), reverse("mandate_example", args=[unit.pk]), is_file=True)
    parts = (Part(links=(link,), forms=fill_forms(failure, forms)),)
    return WorkPage(title=texts("mandate.import.title"), lead=texts("mandate.import.lead"), parts=parts)


def _present_preview(
    texts: Texts, rules: PostRules, matchings: Sequence[Matching], written: str, ignored: Sequence[str]
) -> Part:
    rows = [
        Previewed(
            line=one.listed.line,
            name=one.listed.person.name,
            kind=one.listed.post.kind,
            place=one.listed.post.place,
            begins=str(one.listed.post.begins),
            what=one.what,
            like=one.like,
            drops_party=one.listed.drops_party and one.what != "twice",
        )
        for one in matchings
    ]
    blocks: list[Block] = [tabulate_preview(get_catalogue(), texts, rules, rows)] if rows else []
    dropped = sum(row.drops_party for row in rows)
    if dropped:
        blocks.insert(0, Paragraph(texts("mandate.import.party_why", count=dropped)))
    ended = _count_ended(matchings)
    if ended:
        blocks.insert(0, Paragraph(texts("mandate.import.ended", count=ended)))
    if ignored:
        blocks.append(Paragraph(texts("mandate.import.ignored", columns=", ".join(ignored)), style="note"))
    count = sum(one.what != "twice" for one in matchings)
    if not count:
        blocks.append(Paragraph(texts("mandate.import.nothing")))
    saving = FormPart(
        id="spara",
        does=SAVE,
        button=texts("mandate.import.save", count=count),
        fields=(FieldPart(name=TEXT, label="", kind="hidden", value=written),),
    )
    return Part(
        id="forhandsvisning",
        title=texts("mandate.import.preview"),
        body=set_blocks(texts, blocks),
        forms=(saving,) if count else (),
    )


def _count_ended(matchings: Sequence[Matching]) -> int:
    """How many of the posts that would be saved are over already."""
    today = get_today()
    ends = [one.listed.post.ends for one in matchings if one.what != "twice"]
    return sum(day is not None and day < today for day in ends)


def _name_file(request: HttpRequest) -> str:
    """What the list is called where something in it is wrong: as its own file is."""
    file = request.FILES.get(UPLOAD)
    return (file.name or FILE) if isinstance(file, UploadedFile) else FILE


def _read_text(request: HttpRequest) -> str:
    """The rows, of the file where there is one. Raises BadInputError for no text, and for more than the form can send
    again.
    """
    file = request.FILES.get(UPLOAD)
    name, typed = _name_file(request), request.POST.get(TEXT, "")
    written = decode_list(file.read(), name) if isinstance(file, UploadedFile) else typed
    if len(written) > LONGEST:
        raise BadInputError("mandate_list", limit=LONGEST)
    return written
