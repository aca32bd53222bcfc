"""Journeys to shifts: the report of a place, the form it is made from, how far a reckoning has come, and the made-up
town.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.app.keeping import keep_report
from samspel.app.reach_asking import (
    LIST_LIMIT,
    LISTS,
    describe_timetable_file,
    keep_turn,
    write_blank_list,
    write_filled_list,
)
from samspel.app.reach_checking import check_lists
from samspel.app.reach_ground import CANCELLED, LATE, LATE_LEAST, MOST_PERCENT, Question
from samspel.app.reach_ready import find_ready, put_sites
from samspel.catalogue.texts import Texts
from samspel.reach.report import ReachReport
from samspel.rendering.table import Data, data
from samspel.reports import reach as reports
from samspel.reports.reach_ready import describe_list, describe_map, describe_timetable
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.files import cut_name
from samspel.terms.numbers import check_range, read_number
from samspel.terms.place import Place, PlaceKind
from samspel.terms.units import MEGABYTE
from samspel.web.downloads import offer_file, offer_table
from samspel.web.jobs import Job, Workshop
from samspel.web.limits import count_spare_cores
from samspel.web.pages import Page, show_page
from samspel.web.passing import remove_folder
from samspel.web.presenters.reach import (
    ExamplePage,
    ProgressPage,
    ReachForm,
    ReachPage,
    WaitingPage,
    find_report,
    present_report,
)
from samspel.web.reach_apart import make_job
from samspel.web.reach_example import Example
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_limits, get_place, get_room, get_texts, once
from samspel.web.views.errors import explain_all, find_status
from samspel.web.wsgi import TIMETABLE_LIMIT

FILES = {
    "skift": "shifts",
    "orter": "localities",
    "turer": "departures",
    "vagar": "roads",
    "sista-kilometerna": "last-kilometres",
    "cykel": "cycling",
    "bredvid": "beside",
}
"""The names of the tables in addresses."""
LIST_KEYS = {"arbetsplatser": "sites", "pendlare": "commuters", "orter": "origins"}
"""The names of the lists in addresses."""
SHARES = {"sena": LATE, "installda": CANCELLED}
"""The fields of the shares that are assumed, and their parameters."""
GIVEN = ("shares", "leg", "steady", "departure", "map")
TIMETABLE, SITES, ORIGINS, COMMUTERS, PARKINGS = "tidtabell", "arbetsplatser", "orter", "pendlare", "parkeringar"
READY_TIMETABLE, READY_MAP, OWN_SITES = "lanets-tidtabell", "lanets-karta", "egna"
MOST_TIMETABLES = 5
LONGEST_NAME = 80
"""Bytes of a file's name and letters of a day that are kept of what was typed."""
SECONDS = 1
"""Between looks at a reckoning."""

_FORBIDDEN = re.compile(r"[^\w .,()+-]")


@once
def get_workshop() -> Workshop:
    """The reckonings of places."""
    limits = get_limits()
    return Workshop(limits.uploads_at_once, limits.uploads_waiting)


@once
def get_example() -> Example:
    """The made-up town."""
    return Example(get_desk())


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The report of a place, or how to get one; a form that is sent begins a reckoning."""
    place = get_place(code)
    if place.kind is PlaceKind.COUNTRY:
        return show_page(request, ReachPage(place=place))
    if request.method == "POST":
        try:
            _begin(request, place)
            return redirect("reach_progress", place.code)
        except SamspelError as error:
            return _render(request, place, error)
    return _render(request, place)


@never_cache
@require_safe
def show_progress(request: HttpRequest, code: str) -> HttpResponse:
    """How far a reckoning has come: the errors when it failed, the report when it is done."""
    place = get_place(code)
    job = get_workshop().find(place.code)
    if job is None or job.state == "done":
        return _go_on(request, reverse("reach", args=[place.code]))
    if job.state == "failed":
        if request.headers.get("HX-Request"):
            return _go_on(request, request.path)
        return _render(request, place, job.error or BadInputError("reach_failed"))
    return _show_waiting(request, job, place)


@require_safe
def send(request: HttpRequest, code: str, name: str, kind: str) -> HttpResponse:
    """A table of a report as a file, of one shift where the address names it. Raises Http404 without a report."""
    report = find_report(get_place(code).code)
    if report is None:
        raise Http404
    return _send_table(request, report, name, kind)


@never_cache
@require_safe
def show_example(request: HttpRequest) -> HttpResponse:
    """The made-up town; while it is being reckoned a page that waits."""
    report = get_example().find()
    job = get_example().job
    if report is None and job is not None:
        return _show_waiting(request, job, None)
    if report is None:
        raise BadInputError("reach_failed")
    if request.headers.get("HX-Request"):
        return _go_on(request, request.get_full_path())
    shown = present_report(get_desk(), get_texts(), report, request.GET.get("skift", ""), reverse("reach_example"))
    lists = tuple((name, get_texts()(f"web.reach.filled_{key}")) for name, key in LIST_KEYS.items())
    return show_page(request, ExamplePage(shown, lists))


@require_safe
def send_example(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """A table of the made-up town as a file; before it has been reckoned its page."""
    report = get_example().find()
    return redirect("reach_example") if report is None else _send_table(request, report, name, kind)


@require_safe
def send_list(_request: HttpRequest, name: str, filled: str = "") -> HttpResponse:
    """An empty list to fill in, or the made-up town's as an example. Raises Http404 for a list that does not exist."""
    if name not in LIST_KEYS:
        raise Http404
    texts = get_texts()
    write = write_filled_list if filled else write_blank_list
    data = write(get_desk(), get_lang(), LIST_KEYS[name])
    stem = texts(f"web.reach.file_{name}")
    return offer_file(f"{stem}{texts('web.reach.file_filled') if filled else ''}.csv", data)


def _begin(request: HttpRequest, place: Place) -> None:
    """Take the files, look through the lists, and put the reckoning in the queue. Raises BadInputError."""
    desk = get_desk()
    get_workshop().check_room(place.code)
    day, ready = _read_day(request.POST.get("dag", "").strip()), find_ready(desk, place)
    parameters = tuple(_read_shares(request))
    folder = get_room().make_folder()
    try:
        timetables = _keep_files(request, TIMETABLE, folder, TIMETABLE_LIMIT)
        if request.POST.get(READY_TIMETABLE) and ready.timetable is not None:
            timetables += (ready.timetable.path,)
        lists = [_keep_files(request, name, folder, LIST_LIMIT)[:1] for name in (SITES, ORIGINS, COMMUTERS, PARKINGS)]
        sites, origins, commuters, parkings = (found[0] if found else None for found in lists)
        by = day_added = ""
        if sites is None and (number := request.POST.get(OWN_SITES, "").strip()):
            sites, by, day_added = put_sites(desk, get_lang(), place, folder, number)
        if not timetables or sites is None:
            raise BadInputError("reach_no_files")
        check_lists(desk, sites, origins, commuters, parkings)
    except BaseException:
        remove_folder(folder)
        raise
    question = Question(
        timetables=timetables,
        sites=sites,
        day=day,
        commuters=commuters,
        origins=origins,
        cycles=bool(request.POST.get("cykel")),
        cycles_on=bool(request.POST.get("cykel-vidare")),
        parkings=parkings,
        orders=bool(request.POST.get("anropsstyrd")),
        finds_departures=bool(request.POST.get("turer")),
        tries_disruptions=bool(request.POST.get("storningar")),
        parameters=parameters,
        threads=count_spare_cores(),
        road_map=ready.road_map.path if request.POST.get(READY_MAP) and ready.road_map is not None else None,
        sites_by=by,
        sites_added=day_added,
    )
    get_workshop().start(place.code, make_job(desk, partial(keep_report, desk), place, question, folder))


def _read_day(typed: str) -> date:
    """The day that was typed, or today. Raises BadInputError."""
    if not typed:
        return get_today()
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise BadInputError("reach_day", typed=typed[:LONGEST_NAME]) from None


def _read_shares(request: HttpRequest) -> Iterable[tuple[str, float]]:
    """The shares of late and cancelled departures that were typed, by parameter. Raises NumberError."""
    for field, parameter in SHARES.items():
        typed, where = request.POST.get(field, "").strip(), get_texts()(f"web.reach.field_{parameter.split('_')[0]}")
        if typed and request.POST.get("storningar"):
            value = read_number(typed, where, percent=True, most=MOST_PERCENT)
            check_range(value, typed, where, most=MOST_PERCENT)
            yield parameter, value


def _keep_files(request: HttpRequest, name: str, folder: Path, limit: int) -> tuple[Path, ...]:
    """The files of a field under a folder, copied piece by piece. Raises BadInputError for one that is too large."""
    files = [file for file in request.FILES.getlist(name) if isinstance(file, UploadedFile)]
    return tuple(
        _keep_file(file, folder / f"{name}-{number}", limit) for number, file in enumerate(files[:MOST_TIMETABLES])
    )


def _keep_file(file: UploadedFile, folder: Path, limit: int) -> Path:
    given = cut_name(_FORBIDDEN.sub("_", file.name or "").lstrip(". "), LONGEST_NAME) or folder.name
    if (file.size or 0) > limit:
        raise BadInputError("reach_too_large", file=given, limit=limit // MEGABYTE)
    path = folder / given
    try:
        folder.mkdir()
        with path.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
    except OSError as error:
        raise BadInputError("cannot_write", file=str(path), reason=str(error.strerror)) from None
    return path


def _render(request: HttpRequest, place: Place, error: SamspelError | None = None) -> HttpResponse:
    texts, report, job = get_texts(), find_report(place.code), get_workshop().find(place.code)
    address, turn = reverse("reach", args=[place.code]), request.GET.get("skift", "")
    limits = {
        name: texts.number(get_catalogue().value(f"shift_{key}_minutes"))
        for name, key in (("limit", "limit"), ("long", "long_limit"))
    }
    page = ReachPage(
        place=place,
        form=_present_form(request, texts, place),
        report=None if report is None else present_report(get_desk(), texts, report, turn, address),
        errors=() if error is None else tuple(explain_all(texts, error)),
        given=tuple(texts(f"web.reach.given_{one}", **limits) for one in GIVEN),
        is_under_way=job is not None and job.is_under_way,
    )
    return show_page(request, page, 200 if error is None else find_status(error))


def _present_form(request: HttpRequest, texts: Texts, place: Place) -> ReachForm:
    desk, is_first, today = get_desk(), request.method != "POST", get_today()
    ready, catalogue = find_ready(desk, place), get_catalogue()
    usable = [one for one in ready.lists if one.rows]
    return ReachForm(
        day=request.POST.get("dag", "")[:LONGEST_NAME],
        cycles=bool(request.POST.get("cykel")),
        cycles_on=bool(request.POST.get("cykel-vidare")),
        orders=bool(request.POST.get("anropsstyrd")),
        departures=is_first or bool(request.POST.get("turer")),
        disruptions=is_first or bool(request.POST.get("storningar")),
        late=_show_share(request, texts, "sena"),
        cancelled=_show_share(request, texts, "installda"),
        late_minutes=texts.exact(catalogue.value(LATE_LEAST)),
        helps=tuple((name, tuple(_list_helps(texts, key))) for name, key in LIST_KEYS.items()),
        limit=TIMETABLE_LIMIT // MEGABYTE,
        where=describe_timetable_file(desk, get_lang(), place),
        timetable=describe_timetable(catalogue, texts, ready, today),
        has_timetable=ready.timetable is not None,
        takes_timetable=ready.holds_on(today) if is_first else bool(request.POST.get(READY_TIMETABLE)),
        map=describe_map(catalogue, texts, ready),
        takes_map=is_first or bool(request.POST.get(READY_MAP)),
        lists=tuple((str(one.added.number), describe_list(texts, one)) for one in usable),
        list=request.POST.get(OWN_SITES, "")
        if usable and not is_first
        else str(usable[0].added.number)
        if usable
        else "",
        useless=tuple(describe_list(texts, one) for one in ready.lists if not one.rows),
    )


def _show_share(request: HttpRequest, texts: Texts, field: str) -> str:
    """What was typed of a share, or the assumption."""
    return request.POST.get(field, texts.exact(get_catalogue().value(SHARES[field])))[:LONGEST_NAME]


def _list_helps(texts: Texts, kind: str) -> Iterable[tuple[str, str]]:
    """What each column of a list means; some mean another thing in one list than in the next."""
    catalogue = get_catalogue()
    margins = {side: texts.number(catalogue.value(f"shift_minutes_{side}")) for side in ("before", "after")}
    for one in LISTS[kind]:
        own = f"workplaces.help_{kind}.{one}"
        told = texts(own) if own in texts.entries else texts(f"workplaces.help.{one}", **margins)
        yield texts(f"workplaces.column.{one}"), told


def _show_waiting(request: HttpRequest, job: Job[ReachReport], place: Place | None) -> HttpResponse:
    """How far it has come: the whole page, or for htmx the line that changes."""
    texts = get_texts()
    # It may have ended since the page was asked for; then the next refresh shows the result.
    state = job.state if job.is_under_way else "searching"
    ahead = get_workshop().count_ahead(job)
    told = texts(f"web.reach.state_{state}", done=job.done, total=job.total, ahead=ahead)
    page: Page = (progress := ProgressPage(told, job.done, job.total))
    if not request.headers.get("HX-Request"):
        page = WaitingPage(place=place, progress=progress, address=request.get_full_path(), seconds=SECONDS)
    response = show_page(request, page)
    response.headers["Vary"] = "HX-Request"
    return response


def _go_on(request: HttpRequest, address: str) -> HttpResponse:
    """Lead the browser to the page, with htmx as without."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _send_table(request: HttpRequest, report: ReachReport, name: str, kind: str) -> HttpResponse:
    """Each row of the made-up town carries the notice. Raises Http404 for a table that does not exist."""
    if name not in FILES:
        raise Http404
    chosen = keep_turn(report, request.GET.get("skift", ""))
    table = data(reports.FILES[FILES[name]](get_catalogue(), get_texts(), chosen))
    if report.is_made_up:
        notice = get_texts()("demo.notice")
        rows = tuple((*row, notice) for row in table.rows)
        table = Data(table.name, (*table.columns, "notice"), rows, (*table.heads, "notice"))
    return offer_table(table, kind, f"{table.name}-{report.place}")
