"""Several posts ended at once, as after an election."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspel.catalogue.follow_up import load_follow_up
from samspel.catalogue.mandates import load_post_rules
from samspel.reports.mandates import label_place
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.web.shared import get_catalogue
from samspel.web.work.bulk.acting import Bulk, Choice, change_bulk
from samspel.web.work.campaigns.parts import FieldPart, read_day
from samspel.web.work.guards import find_unit, require
from samspel.workspace.bulk import end_posts, list_held
from samspel.workspace.log import note
from samspel.workspace.models import Post


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_post_list(request: HttpRequest, unit: int) -> HttpResponse:
    """Several posts ended on one day."""
    where = find_unit(unit)
    return change_bulk(request, Posts(where, require(request, "mandate.change", where)))


class Posts(Bulk):
    """Posts that are held, each with who holds it: the look is noted."""

    key, back = "posts", "mandate_people"

    def list_choices(self) -> Sequence[Choice]:
        """Each with its last day, those that end first first."""
        self._posts = {one.pk: one for one in list_held(self.unit, get_today())}
        people = len({one.holder_id for one in self._posts.values()})
        note("mandate.read", self.unit, account=self.account, unit=self.unit, count=people)
        return [Choice(one.pk, one.version, f"{self._label(one)}.", self._tell(one)) for one in self._posts.values()]

    def list_fields(self) -> tuple[FieldPart, ...]:
        """The last day; when the term of councils ends is told beside it."""
        last = load_follow_up().end_of_term(get_today()) - timedelta(days=1)
        hint = self.texts("bulk.hint.ends", day=self.texts.day(last))
        return (FieldPart(name="ends", label=self.texts("bulk.field.ends"), kind="date", hint=hint, is_required=True),)

    def plan(self, post: QueryDict, choice: Choice) -> str:
        """The last day that it would have."""
        day = read_day(post, "ends", needed=True)
        if day is None or self._posts[choice.number].begins > day:
            raise BadInputError("bulk_before", day=self._posts[choice.number].begins.isoformat())
        return self.texts("bulk.post_until", day=self.texts.day(day))

    def act(self, post: QueryDict, chosen: Mapping[int, int]) -> None:
        """End them."""
        day = read_day(post, "ends", needed=True)
        end_posts(self.unit, self.account, chosen, day or get_today(), get_today())

    def _label(self, post: Post) -> str:
        names = {kind.id: self.texts.of(kind).name for kind in load_post_rules().kinds}
        name = post.holder.name or self.texts("mandate.nameless", number=post.holder_id)
        place = ", ".join(part for part in (post.body, label_place(get_catalogue(), self.texts, post.place)) if part)
        return self.texts("bulk.post", name=name, kind=names.get(post.kind, post.kind), place=place)

    def _tell(self, post: Post) -> str:
        if post.ends is None:
            return self.texts("bulk.post_open")
        return self.texts("bulk.post_until", day=self.texts.day(post.ends))
