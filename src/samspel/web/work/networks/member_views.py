"""Who is a member of a unit's networks; a code made, a network joined or left, a member named."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspel.app.grouping import find_places as find_named
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Paragraph
from samspel.reports.networks import tabulate_members
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.web.blocks import set_blocks
from samspel.web.notices import find_notice, send_on
from samspel.web.pages import show_page
from samspel.web.shared import get_catalogue, get_desk, get_texts
from samspel.web.work.campaigns.acting import answer, lead_to
from samspel.web.work.campaigns.parts import (
    DO,
    FORM,
    Done,
    Failure,
    FieldPart,
    FormPart,
    LinkPart,
    Part,
    WorkPage,
    fill_forms,
    read_version,
    read_whole,
)
from samspel.web.work.guards import find_unit, require
from samspel.web.work.networks.acting import label_network_fields, name_networks
from samspel.workspace.models import Account, Campaign, Membership, Unit
from samspel.workspace.networks import (
    find_network,
    get_share_rules,
    join,
    label_member,
    leave,
    list_members,
    list_networks,
    make_code,
    may_end,
    name_member,
)
from samspel.workspace.permissions import may
from samspel.workspace.sharing import hide, tell_members
from samspel.workspace.within import list_within

LOOK, JOIN, CODE, NAME, LEAVE = "se", "ga-med", "kod", "lagg-till", "lamna"


@dataclass(frozen=True, slots=True)
class Coded:
    """A code that was just made: shown once."""

    code: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, unit: int) -> HttpResponse:
    """The members; one of the forms taken in."""
    where, texts = find_unit(unit), get_texts()
    account = require(request, "network.read", where)
    coded = find_notice(request, Coded)
    present = partial(_present, account, where, coded)
    labels = label_network_fields(texts)
    if request.POST.get(DO) == LOOK:
        asked = partial(_look, texts, where, request.POST.get("code", ""))
        return answer(request, present, asked, lambda page: show_page(request, page), labels)
    address = lead_to("network_members", where)
    return answer(
        request, present, partial(_act, request.POST, account, where), lambda done: send_on(address, done), labels
    )


def _act(post: QueryDict, account: Account, unit: Unit) -> Coded | Done:
    """Do what a form asks for."""
    match post.get(DO, ""):
        case code if code == CODE:
            return Coded(make_code(account, unit))
        case code if code == JOIN:
            join(account, unit, post.get("code", ""), get_today())
            return Done("network.told.joined")
        case code if code == NAME:
            places = find_named(get_catalogue(), [post.get("places", "")]).places
            name_member(account, unit, post.get("name", ""), [one.code for one in places], get_today())
            return Done("network.told.named")
        case code if code == LEAVE:
            leave(account, _find_member(unit, post.get(FORM, "")), read_version(post), get_today())
            return Done("network.told.left")
    raise BadInputError("work_choice", field="name")


def _find_member(unit: Unit, form: str) -> Membership:
    """The membership that a form is about, of a network that the unit sees. Raises BadInputError for another."""
    number = read_whole(form.removeprefix("medlem-"))
    found = Membership.objects.select_related("network", "unit").filter(network__in=list_networks(unit), left_on=None)
    member = None if number is None else found.filter(pk=number).first()
    if member is None:
        raise BadInputError("work_gone")
    return member


def _look(texts: Texts, unit: Unit, code: str) -> WorkPage:
    """Which network a code is for, who is in it, and what the unit would show it from the first day."""
    network = find_network(unit, code)
    members = [label_member(one) for one in list_members(network)]
    told = texts("network.join_seen", members=texts.listing(members)) if members else texts("network.join_no_members")
    desk = get_desk()
    shared = Campaign.objects.filter(unit__in=list_within(unit), is_shared=True)
    titles = [f"”{hide(desk, one.title)}”" for one in shared]
    shows = (
        texts("network.join_shares", name=network.name, titles=texts.listing(titles))
        if titles
        else texts("network.join_shares_nothing")
    )
    form = FormPart(
        id="ga-med",
        does=JOIN,
        button=texts("network.join_yes"),
        fields=(FieldPart(name="code", label="", kind="hidden", value=code),),
    )
    back = LinkPart(texts("workspace.cancel"), lead_to("network_members", unit))
    return WorkPage(
        title=texts("network.join_title", name=network.name),
        lead=told,
        parts=(Part(body=set_blocks(texts, [Paragraph(shows)]), forms=(form,)), Part(links=(back,))),
    )


def _present(account: Account, unit: Unit, coded: Coded | None, failure: Failure | None) -> WorkPage:
    texts = get_texts()
    networks = list_networks(unit)
    parts = [_present_network(texts, account, network, failure) for network in networks]
    if unit.kind == Unit.Kind.NETWORK:
        parts.insert(0, Part(forms=fill_forms(failure, _make_network_forms(texts, account, unit))))
    elif may(account, "network.join", unit):
        parts.append(
            Part(
                id="join",
                title=texts("network.join"),
                body=set_blocks(texts, [Paragraph(texts("network.join_text"))]),
                forms=fill_forms(failure, [_make_join_form(texts)]),
            )
        )
    told = texts("network.networks", names=name_networks(texts, networks)) if networks else texts("network.alone")
    return WorkPage(
        title=texts("network.members_link"),
        lead=told,
        done="" if coded is None else texts("network.code_made", code=_part_code(coded.code)),
        parts=tuple(parts),
    )


def _part_code(code: str) -> str:
    """A code with hyphens, so that it can be read out."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _present_network(texts: Texts, account: Account, network: Unit, failure: Failure | None) -> Part:
    members = list_members(network)
    told = tell_members(get_desk(), network)
    forms = [_make_leave_form(texts, account, one) for one in members if may_end(account, one)]
    body = set_blocks(texts, [tabulate_members(texts, told)]) if told else texts("network.join_no_members")
    return Part(id=f"natverk-{network.pk}", title=network.name, body=body, forms=fill_forms(failure, forms))


def _make_leave_form(texts: Texts, account: Account, member: Membership) -> FormPart:
    name = label_member(member)
    is_network = may(account, "network.join", member.network)
    said = texts("network.end", name=name) if is_network else texts("network.leave", name=member.network.name)
    return FormPart(
        id=f"medlem-{member.pk}",
        does=LEAVE,
        button=said,
        summary=said,
        version=member.version,
        is_quiet=True,
        fields=(FieldPart(name="told", label=texts("network.leave_text", name=name), kind="note"),),
    )


def _make_network_forms(texts: Texts, account: Account, unit: Unit) -> Iterable[FormPart]:
    if may(account, "network.join", unit):
        days = get_share_rules().code_days
        yield FormPart(
            id="kod",
            does=CODE,
            button=texts("network.make_code"),
            summary=texts("network.make_code"),
            fields=(FieldPart(name="told", label=texts("network.make_code_text", days=days), kind="note"),),
        )
    if may(account, "network.change", unit):
        yield FormPart(
            id="namn",
            does=NAME,
            button=texts("campaign.add"),
            summary=texts("network.name_member"),
            fields=(
                FieldPart(name="told", label=texts("network.name_member_text"), kind="note"),
                FieldPart(name="name", label=texts("network.field.name"), longest=120, is_required=True),
                FieldPart(
                    name="places",
                    label=texts("network.field.places"),
                    hint=texts("workspace.unit.places_hint"),
                    longest=2_000,
                    is_required=True,
                ),
            ),
        )


def _make_join_form(texts: Texts) -> FormPart:
    field = FieldPart(name="code", label=texts("network.code"), longest=40, is_required=True)
    return FormPart(id="se", does=LOOK, button=texts("network.look"), fields=(field,))
