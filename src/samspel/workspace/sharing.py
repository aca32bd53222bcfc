"""What a campaign shows to a network: worked out here alone, so that a preview and what others see are the same.

Of a campaign go what it asks for and where, its matters with what was decided, the titles of its papers and those of
their words that can be used again, and how the measure moved. Nothing goes of remarks, people, things to do, contacts,
arguments or the plan; what looks like a name, a number or an address is hidden wherever it stands.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from samspel.app.desk import Desk
from samspel.catalogue.texts import Texts
from samspel.matters.headline import Headline
from samspel.reports.networks import MemberTold, Shared, SharedMatter, SharedPaper, SharedPoint
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.workspace.body_rules import BodyRules
from samspel.workspace.campaigns import find_demands, find_places
from samspel.workspace.following_up import DECIDED, find_measured, follow_up
from samspel.workspace.identifying import Kind, find_identifiers, list_known
from samspel.workspace.log import note
from samspel.workspace.matters import Followed, find_headline, follow
from samspel.workspace.models import Account, Campaign, FrozenPaper, Membership, Unit
from samspel.workspace.networks import label_member, list_member_places, list_members, list_networks, list_sharing
from samspel.workspace.permissions import demand
from samspel.workspace.versions import change
from samspel.workspace.voices import get_rules
from samspel.workspace.within import list_within

HIDDEN = "[…]"
"""What stands where something that could tell who somebody is was."""


def share(campaign: Campaign, version: int, account: Account, *, is_shared: bool) -> Campaign:
    """Show a campaign to the networks of its unit, or no more. Raises ForbiddenError, ChangedMeanwhileError, and
    BadInputError where the unit is in no network.
    """
    demand(account, "campaign.share", campaign.unit)
    if is_shared and not list_networks(campaign.unit):
        raise BadInputError("network_alone")
    kept = change(campaign, version, is_shared=is_shared)
    note("campaign.share" if is_shared else "campaign.unshare", campaign, account=account, unit=campaign.unit)
    return kept


def list_shared(unit: Unit) -> "QuerySet[Campaign]":
    """The campaigns that the unit sees through its networks, its own among them, those that still run first."""
    sharing = list_sharing(list_networks(unit))
    found = Campaign.objects.filter(is_shared=True, unit__in=sharing).select_related("unit")
    return found.order_by("-begun_on", "-pk")


def pick_outcome(desk: Desk, campaigns: Sequence[Campaign], outcome: str) -> list[Campaign]:
    """The campaigns that have come to an outcome."""
    prefetch_related_objects(campaigns, "matters__steps", "matters__assignments", "measured")
    bodies = BodyRules()
    return [one for one in campaigns if _judge(desk, one, _follow(desk, one, bodies)).counts == outcome]


def tell_all(desk: Desk, texts: Texts, unit: Unit, campaigns: Iterable[Campaign]) -> list[Shared]:
    """Campaigns as the unit sees them."""
    found = list(campaigns)
    papers = Prefetch("papers", FrozenPaper.objects.defer("content"))
    prefetch_related_objects(found, "matters__steps", "matters__assignments", "measured", papers)
    bodies = BodyRules()
    return [_tell(desk, texts, unit, one, bodies) for one in found]


def tell(desk: Desk, texts: Texts, viewer: Unit, campaign: Campaign) -> Shared:
    """A campaign as others see it; `viewer` is the unit whose page shows it."""
    return tell_all(desk, texts, viewer, [campaign])[0]


def _tell(desk: Desk, texts: Texts, viewer: Unit, campaign: Campaign, bodies: BodyRules) -> Shared:
    followed = _follow(desk, campaign, bodies)
    return Shared(
        key=f"{viewer.pk}/{campaign.pk}",
        unit=campaign.unit.name,
        title=hide(desk, campaign.title),
        demands=find_demands(desk, campaign.demands),
        places=find_places(desk, campaign.places),
        begun=campaign.begun_on,
        ended=campaign.ended_on,
        matters=tuple(_tell_matter(desk, one) for one in followed),
        papers=tuple(_tell_paper(desk, texts, one) for one in campaign.papers.all()),
        headline=_judge(desk, campaign, followed),
        followed=tuple(follow_up(desk, campaign)) if campaign.measured.all() else (),
    )


def _follow(desk: Desk, campaign: Campaign, bodies: BodyRules) -> list[Followed]:
    today = get_today()
    return [follow(desk, one, today, bodies) for one in campaign.matters.all()]


def _judge(desk: Desk, campaign: Campaign, followed: list[Followed]) -> Headline:
    return find_headline(desk, followed, find_measured(desk, campaign) if campaign.measured.all() else None)


def tell_members(desk: Desk, network: Unit) -> list[MemberTold]:
    """Who is a member of a network, and how much each shares."""
    return [_tell_member(desk, one) for one in list_members(network)]


def _tell_member(desk: Desk, member: Membership) -> MemberTold:
    shared = None
    if member.unit is not None:
        shared = Campaign.objects.filter(unit__in=list_within(member.unit), is_shared=True).count()
    return MemberTold(
        name=label_member(member),
        places=find_places(desk, list_member_places(member)),
        joined=member.joined_on,
        shared=shared,
    )


def find_words(paper: FrozenPaper) -> Mapping[str, str]:
    """The words of a paper that can be used again, by field; none in papers that were kept before words were."""
    found = paper.inputs.get("words")
    return found if isinstance(found, dict) else {}


def hide(desk: Desk, text: str, spared: Kind | None = None) -> str:
    """The text with what could tell who somebody is hidden, but for one kind of it."""
    hidden = text
    for one in reversed(find_identifiers(text, get_rules(), _list_known(desk))):
        if one.kind == spared:
            continue
        hidden = f"{hidden[: one.start]}{HIDDEN}{hidden[one.end :]}"
    return hidden


def _list_known(desk: Desk) -> tuple[str, ...]:
    return desk.recall(("known words",), lambda: list_known(desk.catalogue.places))


def _tell_matter(desk: Desk, followed: Followed) -> SharedMatter:
    case = followed.case
    decided = case.last(*DECIDED)  # type: ignore[arg-type]  # codes of events
    said = {} if decided is None else {one.point: one.effect for one in decided.verdicts}
    standing = find_headline(desk, [followed], None)
    return SharedMatter(
        kind=case.kind,
        title=hide(desk, case.title),
        body=hide(desk, case.decider[0]),
        place=desk.catalogue.places.by_code[followed.record.place],
        reference=hide(desk, case.dnr, Kind.PHONE),  # a register's numbers look like telephones', and are public
        direction=case.direction,
        headline=standing,
        decided=None if decided is None else decided.on,
        points=tuple(
            SharedPoint(one.number, hide(desk, one.text), said.get(str(one.number), said.get("rest", "none")))
            for one in case.points
        ),
    )


def _tell_paper(desk: Desk, texts: Texts, paper: FrozenPaper) -> SharedPaper:
    kind = desk.catalogue.papers.get(paper.kind)
    fields = desk.catalogue.paper_fields
    return SharedPaper(
        number=paper.pk,
        title=hide(desk, paper.title),
        kind=paper.kind if kind is None else texts.of(kind).name,
        day=paper.taken_on,
        words=tuple(
            (texts.of(fields[name]).label, hide(desk, text))
            for name, text in find_words(paper).items()
            if name in fields
        ),
    )
