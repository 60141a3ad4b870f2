import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from shop.accounts import roles
from tests.make import make_company, make_user


@pytest.mark.django_db
def test_the_groups_of_staff_come_by_migration_and_reach_the_admin():
    assert set(roles.GROUPS) <= set(Group.objects.values_list("name", flat=True))
    roles.grant()
    for group in Group.objects.filter(name__in=roles.GROUPS):
        assert group.permissions.filter(codename="access_admin").exists()


@pytest.mark.django_db
def test_sales_edit_companies_and_editors_do_not():
    roles.grant()
    sales, editor = make_user(), make_user()
    sales.groups.add(Group.objects.get(name="sales"))
    editor.groups.add(Group.objects.get(name="editor"))
    assert sales.has_perm("accounts.change_company")
    assert not editor.has_perm("accounts.change_company")


@pytest.mark.django_db
def test_one_mail_address_is_one_person_whatever_its_case():
    make_user(email="Lin@Example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(email="lin@example.org")


@pytest.mark.django_db
def test_nobody_signs_up_by_himself(client):
    response = client.post(
        "/accounts/signup/", {"email": "x@example.org", "password1": "long-enough-1", "password2": "long-enough-1"}
    )
    assert "closed" in response.text.lower()


@pytest.mark.django_db
def test_an_address_prints_without_gaps():
    company = make_company(address_line_2="", region="")
    assert company.address_lines == ["Hafenstraße 14", "28217 Bremen"]
