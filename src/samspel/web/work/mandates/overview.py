"""The page of a unit's elected posts, and what counts there."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspel.app.mandating import find_councils
from samspel.catalogue.mandates import Choice, Counting, PostRules, load_post_rules
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Heading, Paragraph
from samspel.reports.mandates import compose_mandates, label_place
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.web.blocks import set_blocks
from samspel.web.shared import get_catalogue, get_desk, get_texts
from samspel.web.work.campaigns.parts import Failure, FormPart, LinkPart, Part, WorkPage, fill_forms, read_version
from samspel.web.work.guards import find_unit, require
from samspel.web.work.mandates.acting import answer
from samspel.web.work.mandates.forms import list_settings_fields
from samspel.workspace.mandates import Settings, list_codes, look_over_unit, read_settings, save_settings, take_count
from samspel.workspace.models import Account, Unit
from samspel.workspace.permissions import may

MOST_WORDS = 120


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, unit: int) -> HttpResponse:
    """The counts for everybody of the unit; whoever may change keeps the day's count."""
    where, texts, rules = find_unit(unit), get_texts(), load_post_rules()
    account = require(request, "mandate.change" if request.method == "POST" else "mandate.count", where)

    def act() -> tuple[str, str]:
        take_count(where, get_today(), rules, account)
        return reverse("mandates", args=[unit]), texts("mandate.page.counted", day=texts.day(get_today()))

    return answer(request, lambda _: _present(texts, rules, where, account), act)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, unit: int) -> HttpResponse:
    """What counts in the unit, and whether parties are kept."""
    where, texts, rules = find_unit(unit), get_texts(), load_post_rules()
    account = require(request, "mandate.change", where)

    def act() -> tuple[str, str]:
        save_settings(where, read_version(request.POST), _read_settings(request, rules), account)
        return reverse("mandates", args=[unit]), texts("mandate.settings.saved")

    return answer(request, partial(_present_settings, texts, rules, unit), act)


def _present(texts: Texts, rules: PostRules, unit: Unit, account: Account) -> WorkPage:
    catalogue = get_catalogue()
    sees_all, changes = may(account, "mandate.read", unit), may(account, "mandate.change", unit)
    councils = find_councils(get_desk(), rules, list_codes(unit))
    overview = look_over_unit(unit, rules, get_today(), councils, sees_all=sees_all)
    blocks: list[Block] = list(compose_mandates(catalogue, texts, rules, overview))
    if overview.empty:
        places = texts.listing([label_place(catalogue, texts, code) for code in overview.empty])
        blocks += [Heading(texts("mandate.empty.title")), Paragraph(texts("mandate.empty.lead", places=places))]
    links = tuple(
        LinkPart(texts(key), reverse(name, args=[unit.pk]))
        for key, name, is_shown in (
            ("mandate.page.people", "mandate_people", sees_all),
            ("mandate.page.add", "mandate_new", changes),
            ("mandate.page.import", "mandate_import", changes),
            ("mandate.page.settings", "mandate_settings", changes),
        )
        if is_shown
    )
    form = FormPart(id="rakna", does="rakna", button=texts("mandate.page.count"), is_quiet=True)
    return WorkPage(
        title=texts("mandate.title"),
        lead=texts("mandate.page.lead"),
        parts=(Part(links=links, forms=(form,) if changes else ()), Part(body=set_blocks(texts, blocks))),
    )


def _present_settings(texts: Texts, rules: PostRules, number: int, failure: Failure | None) -> WorkPage:
    unit = find_unit(number)
    form = FormPart(
        id="val",
        does="val",
        button=texts("mandate.form.save"),
        fields=list_settings_fields(texts, rules, read_settings(unit, rules)),
        version=unit.version,
    )
    note = set_blocks(texts, [Paragraph(texts("mandate.settings.never"), style="note")])
    return WorkPage(
        title=texts("mandate.settings.title"),
        lead=texts("mandate.settings.lead"),
        parts=(Part(forms=fill_forms(failure, [form])), Part(body=note)),
    )


def _read_settings(request: HttpRequest, rules: PostRules) -> Settings:
    """What was chosen. Raises BadInputError for what is no choice, and for words that are too long."""
    members_are = " ".join(request.POST.get("vilka", "").split())
    if len(members_are) > MOST_WORDS:
        raise BadInputError("mandate_members", limit=MOST_WORDS)
    read: Callable[[Choice], Counting] = partial(_read_choice, request)
    chosen = {choice.id: read(choice) for choice in rules.choices}
    return Settings(chosen=chosen, with_party=bool(request.POST.get("parti")), members_are=members_are)


def _read_choice(request: HttpRequest, choice: Choice) -> Counting:
    sent = request.POST.get(f"val-{choice.id}", choice.usual)
    found: Counting | None = next((one for one in choice.options if one == sent), None)
    if found is None:
        raise BadInputError("mandate_choice", found=sent[:80], mandate_field="kind", nearest="")
    return found
