"""`samspel digest`: the week's numbers by mail to those who want them."""

import os
from collections.abc import Iterable
from dataclasses import asdict

import click

from samspel.app.desk import find_home
from samspel.catalogue.digest import load_digest_rules
from samspel.catalogue.texts import Texts
from samspel.cli.framing import Session, declare
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.workspace.running import start


def commands(texts: Texts) -> Iterable[click.Command]:
    """The commands of this module."""
    yield declare(texts, "digest", run_digest)


def run_digest(session: Session) -> None:
    """Send what has not been sent this week. Raises BadInputError where the server cannot be reached, and afterwards
    where it refused some.
    """
    start()
    from samspel.workspace.digests import Post, send_digests
    from samspel.workspace.mailing import connect, find_pages, find_server

    texts, rules, server = session.texts, load_digest_rules(), find_server(find_home(), os.environ)
    post = Post(
        desk=session.desk,
        texts=texts,
        rules=rules,
        connection=connect(server, rules.timeout),
        sender=server.sender,
        pages=find_pages(os.environ),
        today=get_today(),
    )
    told = send_digests(post)

    def show() -> None:
        session.say(texts("digest.told", **asdict(told)))
        if told.unclear:
            session.say(texts("digest.unclear_why"))
        if server.folder is not None:
            session.say(texts("digest.to_folder", folder=str(server.folder)))

    session.show(lambda: asdict(told), show)
    if told.refused:
        raise BadInputError("mail_refused", count=told.refused, reason=", ".join(sorted(set(told.why))))
