import pytest
from django.test import Client

from shop.accounts.models import User
from shop.demonstration import is_seeded, load_people, people


@pytest.mark.django_db
def test_each_printed_login_opens_the_admin():
    load_people()
    for person in people():
        client = Client()
        response = client.post(
            "/accounts/login/?next=/admin/", {"login": person.email, "password": person.password}, follow=True
        )
        assert response.redirect_chain[-1][0] == "/admin/", person.email
        assert response.status_code == 200


@pytest.mark.django_db
def test_a_second_load_changes_nothing_and_gives_a_lost_password_back():
    load_people()
    before = list(User.objects.order_by("pk").values_list("pk", "email"))
    user = User.objects.get(email=people()[0].email)
    user.set_password("forgotten")
    user.save()
    load_people()
    user.refresh_from_db()
    assert user.check_password(people()[0].password)
    assert list(User.objects.order_by("pk").values_list("pk", "email")) == before


@pytest.mark.django_db
def test_another_installation_has_other_passwords_and_production_nobody(settings):
    known = people()[0].password
    settings.SECRET_KEY = "another one"
    assert people()[0].password != known
    settings.DEMONSTRATION_PEOPLE = False
    assert people() == []
    load_people()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_an_empty_shop_is_not_taken_for_a_seeded_one():
    load_people()
    assert not is_seeded()
