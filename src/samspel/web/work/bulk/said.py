"""Several remarks confirmed or set aside at once: chosen in the list of remarks, looked at here."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Paragraph
from samspel.reports.bulk import Planned
from samspel.terms.errors import BadInputError
from samspel.web.pages import show_page
from samspel.web.shared import get_texts
from samspel.web.work.bulk.acting import CHANGE, CHOSEN, read_chosen, show_planned
from samspel.web.work.campaigns.parts import DO, FieldPart, WorkPage
from samspel.web.work.guards import find_unit, require
from samspel.web.work.voices.likely import Likely, list_likely
from samspel.workspace.bulk import MOST, BulkChangedError, handle_voices
from samspel.workspace.masking import mask, unmask
from samspel.workspace.models import Unit, Voice
from samspel.workspace.voices import list_voices

CONFIRM, ASIDE = "bekrafta", "lagg_undan"
WHAT = "vad"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_voice_list(request: HttpRequest, unit: int) -> HttpResponse:
    """What would become of the remarks that were ticked; done with a second button. Raises BadInputError and
    BulkChangedError.
    """
    where = find_unit(unit)
    account = require(request, "voice.handle", where)
    back = reverse("voices", args=[unit])
    if request.method != "POST":
        return HttpResponseRedirect(back)
    post = request.POST
    if post.get(DO) == CHANGE:
        chosen = _read_chosen(post)
        voices = _find(where, chosen)
        found = {voice.pk: [one.id for one in _list_certain(voice)] for voice in voices}
        handle_voices(where, account, chosen, found if post.get(WHAT) == CONFIRM else None)
        return HttpResponseRedirect(back)
    return show_page(request, _see(get_texts(), where, post, back))


def _see(texts: Texts, unit: Unit, post: QueryDict, back: str) -> WorkPage:
    """What each would be; one of which nobody has said what it is about and that the program only guesses is left."""
    does = post.get(DO, "")
    if does not in (CONFIRM, ASIDE):
        raise BadInputError("voice_none_chosen")
    voices = _find(unit, _read_chosen(post))
    if not voices:
        raise BadInputError("voice_none_chosen")
    taken = [voice for voice in voices if does == ASIDE or _list_certain(voice)]
    if not taken:
        raise BadInputError("voice_only_guesses")
    planned = [Planned(voice.text, texts(f"voices.state.{voice.state}"), _tell(texts, voice, does)) for voice in taken]
    left = len(voices) - len(taken)
    more = [Paragraph(texts("bulk.left_out", count=left), style="note")] if left else []
    hidden = (
        FieldPart(name=WHAT, label="", kind="hidden", value=does),
        *(FieldPart(name=CHOSEN, label="", kind="hidden", value=f"{mask(one.pk)}:{one.version}") for one in taken),
    )
    return show_planned(texts, planned, more, hidden, back)


def _read_chosen(post: QueryDict) -> dict[int, int]:
    """The numbers of what was chosen with the version of each, as it was looked at."""
    return {unmask(number): version for number, version in read_chosen(post).items()}


def _find(unit: Unit, chosen: dict[int, int]) -> Sequence[Voice]:
    """The new remarks that were chosen, as they were looked at. Raises BulkChangedError."""
    if len(chosen) > MOST:
        raise BadInputError("bulk_none", limit=MOST)
    found = list(list_voices(unit).filter(pk__in=list(chosen), state=Voice.State.NEW))
    same = [voice for voice in found if chosen[voice.pk] == voice.version]
    if len(same) != len(chosen):
        raise BulkChangedError(len(chosen) - len(same))
    return same


def _list_certain(voice: Voice) -> Sequence[Likely]:
    """What it is about: as somebody has said, or as the program is sure enough of."""
    likely = list_likely(voice.text, voice.demands)
    if voice.demands:
        return [one for one in likely if one.is_chosen]
    return [one for one in likely[:1] if not one.is_guess]


def _tell(texts: Texts, voice: Voice, does: str) -> str:
    if does == ASIDE:
        return texts("voices.state.set_aside")
    return f"{texts('voices.state.confirmed')}: {'; '.join(one.label for one in _list_certain(voice))}"
