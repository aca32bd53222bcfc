"""Organisations and their parts, people's accounts, and who has which role where."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from samspel.workspace.fields import SealedTextField


class Unit(models.Model):
    """An organisation, a branch (avdelning), a club (klubb), a council group or a network; parts stand under their
    whole. `places` are codes of municipalities and regions; `members` the number at `members_on`, which the goal of
    elected posts is set against.
    """

    class Kind(models.TextChoices):
        """What a unit is."""

        ORGANISATION = "organisation"
        BRANCH = "branch"
        CLUB = "club"
        GROUP = "group"
        NETWORK = "network"

    parent = models.ForeignKey("self", models.PROTECT, related_name="parts", null=True, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=120)
    places = models.JSONField(default=list)
    members = models.PositiveIntegerField(null=True, blank=True)
    members_on = models.DateField(null=True, blank=True)
    settings = models.JSONField(default=dict)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_account(self, username: str, password: str | None = None, **fields: object) -> "Account":
        """A new account; without a password nobody signs in with it."""
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who signs in by a name of their own choice. `epoch` is part of every session: a new one ends them. Who
    `may_found` makes units that stand under no other, as whoever runs the server has said. `figures_seen` is the key of
    the latest renewal of figures whose news they have read.
    """

    username = models.CharField(max_length=60, unique=True)
    shown_as = SealedTextField(default="", blank=True)
    contact = SealedTextField(default="", blank=True)
    wants_digest = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_local = models.BooleanField(default=False)
    may_found = models.BooleanField(default=False)
    epoch = models.PositiveIntegerField(default=1)
    figures_seen = models.CharField(max_length=40, default="", blank=True)

    USERNAME_FIELD = "username"
    objects = AccountManager()

    @property
    def name(self) -> str:
        """What others in the unit see."""
        return self.shown_as or self.username

    def get_session_auth_hash(self) -> str:
        """What a session must hold: changes with the password and with `epoch`."""
        told = f"{super().get_session_auth_hash()}:{self.epoch}"
        return salted_hmac("samspel.workspace.epoch", told, algorithm="sha256").hexdigest()


class Role(models.TextChoices):
    """What somebody may do, in a unit and in all its parts."""

    ADMINISTRATOR = "administrator"
    OFFICER = "officer"
    REPRESENTATIVE = "representative"
    MEMBER = "member"
    READER = "reader"


class Seat(models.Model):
    """A role of an account in a unit."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="seats")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="seats")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "unit"], name="one_seat_a_unit")]


class Invitation(models.Model):
    """A link that lets somebody make an account with a role in the unit, or a new password for `account`, once. Only
    the link's digest is kept.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="invitations", null=True, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices, default="", blank=True)
    account = models.ForeignKey(Account, models.CASCADE, null=True, blank=True, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
