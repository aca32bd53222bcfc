"""Pages of people with names, for those who may see them: the list, one person, a post of one."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.catalogue.mandates import PostRules, load_post_rules
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Bullets, Fold, Heading, Paragraph
from samspel.reports.mandate_list import label_person, tabulate_askable, tabulate_people
from samspel.reports.mandates import label_place
from samspel.terms.clock import get_today
from samspel.web.blocks import set_blocks
from samspel.web.downloads import offer_file
from samspel.web.page_tables import FIELD
from samspel.web.shared import get_catalogue, get_desk, get_texts
from samspel.web.work.campaigns.parts import DO, Failure, FormPart, LinkPart, Part, WorkPage, fill_forms, read_version
from samspel.web.work.guards import find_unit, require
from samspel.web.work.here import name_page
from samspel.web.work.mandates.acting import answer
from samspel.web.work.mandates.forms import list_person_fields, list_post_fields, make_erase_form, read_cells
from samspel.web.work.paging import page_list
from samspel.workspace.erasing import erase_holder, export_holder
from samspel.workspace.log import note
from samspel.workspace.mandate_entries import (
    choose_askable,
    describe_cares,
    name_people,
    name_person,
    suggest_periods,
    understand_person,
    understand_post,
)
from samspel.workspace.mandates import (
    add_person,
    add_post,
    change_person,
    change_post,
    erase_due,
    find_holder,
    read_settings,
    remove_post,
)
from samspel.workspace.models import Account, Holder, Post, Unit
from samspel.workspace.permissions import demand, may

ERASE, REMOVE, POST = "radera", "ta-bort", "uppdrag"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_all(request: HttpRequest, unit: int) -> HttpResponse:
    """Everybody with posts, who may be asked, what to look after; whoever may, erases those who are due."""
    where, texts, rules = find_unit(unit), get_texts(), load_post_rules()
    account = require(request, "person.erase" if request.method == "POST" else "mandate.read", where)

    def act() -> tuple[str, str]:
        count = erase_due(where, get_today(), rules, account)
        return reverse("mandate_people", args=[unit]), texts("mandate.due.done", count=count)

    return answer(request, lambda _: _present_all(request, rules, where, account), act)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, unit: int) -> HttpResponse:
    """A new person with a post, or without one where there is a consent."""
    where, texts, rules = find_unit(unit), get_texts(), load_post_rules()
    account = require(request, "mandate.change", where)
    settings = read_settings(where, rules)

    def present(failure: Failure | None) -> WorkPage:
        place = label_place(get_catalogue(), get_texts(), where.places[0]) if len(where.places) == 1 else ""
        name, *rest = list_person_fields(texts, rules, None)
        fields = (name, *list_post_fields(texts, rules, settings, None, place), *rest)
        form = FormPart(id="person", does="ny", button=texts("mandate.form.save"), fields=fields)
        parts = (_suggest(texts, rules), Part(forms=fill_forms(failure, [form])))
        return WorkPage(title=texts("mandate.form.add"), lead=texts("mandate.form.never"), parts=parts)

    def act() -> tuple[str, str]:
        cells = read_cells(request.POST)
        entry = understand_person(get_desk(), rules, cells)
        has_post = bool(cells["begins"]) or entry.consented_on is None
        party = settings.with_party
        posts = [understand_post(get_desk(), rules, cells, with_party=party)] if has_post else []
        made = add_person(where, entry, posts, account)
        return reverse("mandate_holder", args=[unit, made.pk]), texts("mandate.form.saved")

    return answer(request, present, act)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, unit: int, holder: int) -> HttpResponse:
    """One person: changed, given another post, or erased."""
    where, texts, rules = find_unit(unit), get_texts(), load_post_rules()
    account = require(request, "mandate.read", where)
    found = _find_holder(request, where, holder, account)
    here = reverse("mandate_holder", args=[unit, holder])

    def act() -> tuple[str, str]:
        does, cells = request.POST.get(DO, ""), read_cells(request.POST)
        if does == ERASE:
            demand(account, "person.erase", where)
            erase_holder(found, account)
            return reverse("mandate_people", args=[unit]), texts("mandate.form.erased")
        demand(account, "mandate.change", where)
        if does == POST:
            party = read_settings(where, rules).with_party
            add_post(found, understand_post(get_desk(), rules, cells, with_party=party), account)
        else:
            change_person(found, read_version(request.POST), understand_person(get_desk(), rules, cells), account)
        return here, texts("mandate.form.saved")

    return answer(request, partial(_present_one, texts, rules, where, account, holder), act)


@never_cache
@require_safe
def send_data(request: HttpRequest, unit: int, holder: int) -> HttpResponse:
    """All that is kept of one person, for who asks for it."""
    where = find_unit(unit)
    account = require(request, "person.erase", where)
    found = _find_holder(request, where, holder, account)
    note("person.export", found, account=account, unit=where)
    return offer_file("samspel-uppdrag.json", export_holder(found))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_one(request: HttpRequest, unit: int, holder: int, post: int) -> HttpResponse:
    """One post of a person: changed, ended or taken away."""
    where, texts, rules = find_unit(unit), get_texts(), load_post_rules()
    account = require(request, "mandate.change", where)
    found = _find_holder(request, where, holder, account)
    kept = found.posts.filter(pk=post).first()
    if kept is None:
        raise Http404
    settings = read_settings(where, rules)

    def present(failure: Failure | None) -> WorkPage:
        now = Post.objects.get(pk=kept.pk)
        form = FormPart(
            id="uppdrag",
            does="andra",
            button=texts("mandate.form.save"),
            fields=list_post_fields(texts, rules, settings, now),
            version=now.version,
        )
        summary = texts("mandate.form.post_remove")
        button = texts("mandate.form.post_remove")
        removing = FormPart(id="bort", does=REMOVE, button=button, summary=summary, version=now.version)
        forms = fill_forms(failure, [form, removing])
        parts = (_suggest(texts, rules), Part(forms=forms))
        return WorkPage(title=texts("mandate.form.post_change"), parts=parts)

    def act() -> tuple[str, str]:
        back = reverse("mandate_holder", args=[unit, holder])
        if request.POST.get(DO) == REMOVE:
            remove_post(kept, read_version(request.POST), account)
            return back, texts("mandate.form.removed")
        cells, party = read_cells(request.POST), settings.with_party
        entry = understand_post(get_desk(), rules, cells, with_party=party)
        change_post(kept, read_version(request.POST), entry, account)
        return back, texts("mandate.form.saved")

    return answer(request, present, act)


def _find_holder(request: HttpRequest, unit: Unit, number: int, account: Account) -> Holder:
    """The person of an address. Raises Http404 for one of another unit."""
    found = find_holder(unit, number, account)
    if found is None:
        raise Http404
    name_page(request, "mandate_holder", label_person(get_texts(), name_person(found, unit)))
    return found


def _present_all(request: HttpRequest, rules: PostRules, unit: Unit, account: Account) -> WorkPage:
    texts, catalogue = get_texts(), get_catalogue()
    people = name_people(unit, account, "mandate.export" if FIELD in request.GET else "mandate.read")
    paged = page_list(request, people)
    settings, (flags, due) = read_settings(unit, rules), describe_cares(get_desk(), texts, rules, people)
    askable = choose_askable(people)
    party = settings.with_party
    blocks: list[Block] = [Paragraph(texts("mandate.people.none"))]
    if people:
        blocks = [tabulate_people(catalogue, texts, rules, paged.rows, with_party=party)]
    table, blocks = set_blocks(texts, blocks), []
    if flags:
        blocks += [Heading(texts("mandate.flags.title")), Bullets(tuple(flags))]
    blocks.append(Heading(texts("mandate.asked.title")))
    blocks.append(
        tabulate_askable(catalogue, texts, rules, askable) if askable else Paragraph(texts("mandate.asked.none"))
    )
    first = Part(links=_list_links(texts, unit, account))
    parts = [first, Part(body=table, pager=paged.pager), Part(body=set_blocks(texts, blocks))]
    if due:
        told = set_blocks(texts, [Paragraph(texts("mandate.due.lead")), Bullets(tuple(due))])
        form = FormPart(id="gallra", does="gallra", button=texts("mandate.due.send"))
        forms = (form,) if may(account, "person.erase", unit) else ()
        parts.append(Part(id="gallra-lista", title=texts("mandate.due.title"), body=told, forms=forms))
    return WorkPage(title=texts("mandate.people.title"), lead=texts("mandate.people.lead"), parts=tuple(parts))


def _list_links(texts: Texts, unit: Unit, account: Account) -> tuple[LinkPart, ...]:
    if not may(account, "mandate.change", unit):
        return ()
    names = (
        ("mandate.page.add", "mandate_new"),
        ("mandate.page.import", "mandate_import"),
        ("bulk.posts", "bulk_posts"),
    )
    return tuple(LinkPart(texts(key), reverse(name, args=[unit.pk])) for key, name in names)


def _present_one(
    texts: Texts, rules: PostRules, unit: Unit, account: Account, number: int, failure: Failure | None
) -> WorkPage:
    holder = Holder.objects.prefetch_related("posts").get(pk=number)
    settings, named = read_settings(unit, rules), name_person(holder, unit)
    party = settings.with_party
    table = tabulate_people(get_catalogue(), texts, rules, [named], with_party=party)
    changes, forms = may(account, "mandate.change", unit), list[FormPart]()
    if changes:
        person, post = list_person_fields(texts, rules, holder), list_post_fields(texts, rules, settings, None)
        save, adding = texts("mandate.form.save"), texts("mandate.form.post_add")
        changing = texts("mandate.form.change")
        forms += [
            FormPart(id="nytt", does=POST, button=adding, fields=post, summary=adding),
            FormPart(id="person", does="andra", button=save, fields=person, version=holder.version, summary=changing),
        ]
    erasing = (make_erase_form(texts),) if may(account, "person.erase", unit) else ()
    links = tuple(
        LinkPart(
            f"{texts('mandate.form.post_change')}: {texts.of(rules.find_kind(one.kind)).name}, {one.begins}",
            reverse("mandate_post", args=[unit.pk, number, one.pk]),
        )
        for one in holder.posts.all()
        if changes
    )
    told = set_blocks(texts, [Paragraph(texts("mandate.form.erase_lead"), style="note")])
    data = LinkPart(texts("mandate.form.data"), reverse("mandate_holder_data", args=[unit.pk, number]), is_file=True)
    lead = Part(body=told, links=(data,), forms=erasing)
    parts = (
        Part(body=set_blocks(texts, [table]), links=links),
        Part(forms=fill_forms(failure, forms)),
        *((lead,) if erasing else ()),
    )
    return WorkPage(title=label_person(texts, named), lead=texts("mandate.form.never"), parts=parts)


def _suggest(texts: Texts, rules: PostRules) -> Part:
    """The days of the periods that go on, to copy into the form."""
    lines = tuple(
        texts("mandate.form.period", kind=texts.of(rules.find_kind(kind)).name, begins=begins, ends=ends)
        for kind, begins, ends in suggest_periods(rules)
    )
    blocks = (Bullets(lines), Paragraph(texts("mandate.form.periods_note"), style="note"))
    return Part(body=set_blocks(texts, [Fold(texts("mandate.form.periods"), blocks)]))
