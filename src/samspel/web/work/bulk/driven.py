"""Several things to do, or several campaigns, changed at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspel.rendering.blocks import Block, Fold
from samspel.reports.networks import compose_shared
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.web.shared import get_desk
from samspel.web.work.bulk.acting import Bulk, Choice, change_bulk
from samspel.web.work.campaigns.parts import FieldPart, choose, read_day, read_whole
from samspel.web.work.guards import find_unit, require
from samspel.workspace.bulk import NOBODY, change_tasks, end_campaigns, list_running, list_tasks, share_campaigns
from samspel.workspace.campaigns import list_owners
from samspel.workspace.models import Campaign
from samspel.workspace.networks import list_networks
from samspel.workspace.permissions import may
from samspel.workspace.sharing import tell

END, SHARE, UNSHARE = "end", "share", "unshare"
LONGEST = 120


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_task_list(request: HttpRequest, unit: int) -> HttpResponse:
    """Another day or another owner for several things to do."""
    where = find_unit(unit)
    return change_bulk(request, Tasks(where, require(request, "campaign.change", where)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_campaign_list(request: HttpRequest, unit: int) -> HttpResponse:
    """Several campaigns ended, shared or no longer shared."""
    where = find_unit(unit)
    return change_bulk(request, Campaigns(where, require(request, "campaign.change", where)))


class Tasks(Bulk):
    """What is to be done in campaigns that run."""

    key, back = "tasks", "campaigns"

    def list_choices(self) -> Sequence[Choice]:
        """Each with its day and its owner."""
        self._items = {item.pk: item for item in list_tasks(self.unit)}
        return [
            Choice(
                number=item.pk,
                version=item.version,
                label=f"{item.text[:LONGEST].rstrip('.')} ({item.campaign.title}).",
                now=self._tell(item.due, "" if item.owner is None or item.owner.is_local else item.owner.name),
            )
            for item in self._items.values()
        ]

    def list_fields(self) -> tuple[FieldPart, ...]:
        """A day and an owner; left empty they stay."""
        people = [("", self.texts("bulk.keep")), (str(NOBODY), self.texts("bulk.nobody")), *self._list_owners().items()]
        return (
            FieldPart(name="due", label=self.texts("bulk.field.due"), kind="date"),
            FieldPart(name="owner", label=self.texts("bulk.field.owner"), kind="select", options=choose(people)),
        )

    def plan(self, post: QueryDict, choice: Choice) -> str:
        """The day and the owner that it would have."""
        due, owner, item = read_day(post, "due"), post.get("owner", ""), self._items[choice.number]
        if due is None and not owner:
            raise BadInputError("bulk_nothing")
        kept = "" if item.owner is None or item.owner.is_local else item.owner.name
        return self._tell(due or item.due, self._list_owners().get(owner, "") if owner else kept)

    def act(self, post: QueryDict, chosen: Mapping[int, int]) -> None:
        """Change them."""
        owner = read_whole(post.get("owner", ""))
        change_tasks(self.unit, self.account, chosen, due=read_day(post, "due"), owner=owner)

    def _list_owners(self) -> dict[str, str]:
        return {str(one.pk): one.name for one in list_owners(self.unit) if not one.is_local}

    def _tell(self, due: date | None, owner: str) -> str:
        day = self.texts("bulk.no_day") if due is None else self.texts("bulk.due", day=self.texts.day(due))
        return f"{day} {self.texts('bulk.owner', name=owner) if owner else self.texts('bulk.no_owner')}"


class Campaigns(Bulk):
    """Campaigns that run: ended, or shared after a look at what others would see."""

    key, back = "campaigns", "campaigns"

    def list_choices(self) -> Sequence[Choice]:
        """Each with whether it is shared."""
        self._campaigns = {one.pk: one for one in list_running(self.unit)}
        return [
            Choice(one.pk, one.version, f"{one.title}.", self._tell(is_shared=one.is_shared))
            for one in self._campaigns.values()
        ]

    def list_fields(self) -> tuple[FieldPart, ...]:
        """What is to happen, and the day of an end."""
        shares = may(self.account, "campaign.share", self.unit) and bool(list_networks(self.unit))
        offered = (END, SHARE, UNSHARE) if shares else (END,)
        options = [(one, self.texts(f"bulk.what_{one}")) for one in offered]
        return (
            FieldPart(name="what", label=self.texts("bulk.field.what"), kind="select", options=choose(options)),
            FieldPart(
                name="ended_on", label=self.texts("bulk.field.ended_on"), kind="date", value=get_today().isoformat()
            ),
        )

    def plan(self, post: QueryDict, choice: Choice) -> str:
        """How it would be."""
        what, campaign = post.get("what", ""), self._campaigns[choice.number]
        if what == END:
            day = read_day(post, "ended_on") or get_today()
            return f"{self.texts('bulk.ends', day=self.texts.day(day))} {self._tell_shared(campaign.is_shared)}"
        if what not in (SHARE, UNSHARE):
            raise BadInputError("work_choice", field="what")
        return self._tell(is_shared=what == SHARE)

    def list_more(self, post: QueryDict, chosen: Sequence[Choice]) -> Iterable[Block]:
        """What others would see of each, where they are to be shared."""
        if post.get("what") == SHARE:
            yield from (self._preview(self._campaigns[one.number]) for one in chosen)

    def act(self, post: QueryDict, chosen: Mapping[int, int]) -> None:
        """End or share them."""
        what = post.get("what", "")
        if what == END:
            end_campaigns(self.unit, self.account, chosen, read_day(post, "ended_on") or get_today())
        elif what in (SHARE, UNSHARE):
            share_campaigns(self.unit, self.account, chosen, is_shared=what == SHARE)
        else:
            raise BadInputError("work_choice", field="what")

    def _preview(self, campaign: Campaign) -> Fold:
        desk = get_desk()
        shown = compose_shared(desk.observations, self.texts, tell(desk, self.texts, self.unit, campaign))
        return Fold(self.texts("bulk.preview", title=campaign.title), tuple(shown))

    def _tell(self, *, is_shared: bool) -> str:
        return f"{self.texts('bulk.running')} {self._tell_shared(is_shared)}"

    def _tell_shared(self, is_shared: bool) -> str:
        return self.texts("bulk.shared" if is_shared else "bulk.not_shared")
