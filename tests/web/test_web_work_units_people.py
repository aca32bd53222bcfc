"""What is kept of somebody is fetched, and the account erased, on the page of people."""

import json

from django.test import Client, override_settings
from django.urls import reverse

from samspel.workspace.models import Account, Holder, Role, Unit
from workspace_database import seat


@override_settings(IS_ALONE=False)
def test_what_is_kept_of_an_account_is_a_file_for_it_and_for_who_administers_it(client: Client, branch: Unit) -> None:
    member = seat(branch, Role.MEMBER, "kajsa")
    client.force_login(member)
    page = client.get(reverse("account")).content.decode()
    assert reverse("account_data") in page
    assert json.loads(client.get(reverse("account_data")).content)["username"] == "kajsa"

    client.force_login(seat(branch, Role.ADMINISTRATOR))
    people, asked = reverse("unit_people", args=[branch.pk]), {"vem": member.seats.get().pk}
    assert "Radera kontot för gott" in client.get(people).content.decode()
    fetched = client.post(people, {**asked, "gor": "uppgifter"})
    assert "attachment" in fetched.headers["Content-Disposition"]
    assert json.loads(fetched.content)["username"] == "kajsa"
    done = client.post(people, {**asked, "gor": "radera"}, follow=True).content.decode()
    assert "Kontot är raderat." in done
    assert not Account.objects.filter(username="kajsa").exists()


@override_settings(IS_ALONE=False)
def test_what_is_kept_of_who_holds_a_post_is_a_file_too(client: Client, branch: Unit) -> None:
    holder = Holder.objects.create(unit=branch, name="Kim Exempel")
    client.force_login(seat(branch, Role.ADMINISTRATOR))
    address = reverse("mandate_holder_data", args=[branch.pk, holder.pk])
    assert address in client.get(reverse("mandate_holder", args=[branch.pk, holder.pk])).content.decode()
    assert json.loads(client.get(address).content)["name"] == "Kim Exempel"
    client.force_login(seat(branch, Role.OFFICER))
    assert client.get(address).status_code == 403
