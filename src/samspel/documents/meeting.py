"""A meeting of a network as a paper: for whoever comes to it, and for those who read afterwards what it decided."""

from samspel.rendering.blocks import Document
from samspel.reports.meetings import MeetingTold, compose_meeting
from samspel.reports.writing import Writer


def compose_minutes(writer: Writer, told: MeetingTold) -> Document:
    """Compose the paper: agenda, what earlier meetings left, members side by side, decisions."""
    texts = writer.texts
    return Document(
        name=f"{texts('meeting.file')}-{told.day.isoformat()}",
        lang=texts.lang,
        kicker=texts("meeting.kicker"),
        title=told.name,
        footer=texts("meeting.footer", name=told.name, network=told.network, day=texts.day(writer.day)),
        page_of=texts.entries["motion.page_of"],
        day=writer.day,
        blocks=tuple(compose_meeting(writer.catalogue, texts, told)),
    )
