"""The tables of the workspace."""

from samspel.workspace.models.campaigns import (
    Assignment,
    BodySettings,
    Campaign,
    FrozenPaper,
    Item,
    Matter,
    Measured,
    Step,
)
from samspel.workspace.models.log import LogEntry
from samspel.workspace.models.mandates import Count, Holder, Post
from samspel.workspace.models.networks import Digest, Meeting, MeetingDecision, Membership, NetworkCode
from samspel.workspace.models.requests import Letter, Reply, Request
from samspel.workspace.models.units import Account, Invitation, Role, Seat, Unit
from samspel.workspace.models.voices import Voice, Workplace

__all__ = [
    "Account",
    "Assignment",
    "BodySettings",
    "Campaign",
    "Count",
    "Digest",
    "FrozenPaper",
    "Holder",
    "Invitation",
    "Item",
    "Letter",
    "LogEntry",
    "Matter",
    "Measured",
    "Meeting",
    "MeetingDecision",
    "Membership",
    "NetworkCode",
    "Post",
    "Reply",
    "Request",
    "Role",
    "Seat",
    "Step",
    "Unit",
    "Voice",
    "Workplace",
]
