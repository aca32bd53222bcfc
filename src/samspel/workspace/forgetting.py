"""The names of those who got a question to a body, and of those who answered, go everywhere that they were kept: from
the request, from what other units took of its answers, from the answers that count for the place, and from its log.
"""

from django.db import transaction

from samspel.app.desk import Desk
from samspel.app.keeping import forget_answerers
from samspel.workspace.models import Account, Reply, Request
from samspel.workspace.requests import change_request, find_body, name_recipient


def forget_names(desk: Desk, request: Request, version: int, account: Account) -> Request:
    """Take away the names of those who answered and got the letter; what was answered stays. Raises ForbiddenError,
    ChangedMeanwhileError, BadInputError where what is kept of the place cannot be written.
    """
    with transaction.atomic():
        kept = change_request(request, version, account, "request.names_gone", sent_to="")
        strip_names(desk, kept)
    return kept


def strip_names(desk: Desk, request: Request) -> bool:
    """Take the names away; whether there was any. Raises BadInputError as `forget_names`."""
    replies = list(request.replies.all())
    taken = list(Reply.objects.filter(taken_from__in=[reply.pk for reply in replies]))
    names = {reply.said_by for reply in (*replies, *taken) if reply.said_by}
    had = bool(names or request.sent_to)
    Request.objects.filter(pk=request.pk).update(sent_to="")
    for reply in (*replies, *taken):
        if reply.said_by:
            reply.said_by = ""
            reply.save(update_fields=["said_by"])
    if names:
        forget_answerers(desk, find_body(desk, request), names, name_recipient(desk, request))
    return had
