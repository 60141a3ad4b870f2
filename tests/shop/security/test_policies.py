import pytest


@pytest.fixture
def staff(admin_user, client):
    client.force_login(admin_user)
    return client


@pytest.mark.django_db
def test_the_public_side_runs_no_inline_script(client):
    policy = client.get("/accounts/login/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy


@pytest.mark.django_db
def test_the_admin_has_a_policy_of_its_own(staff):
    policy = staff.get("/admin/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline' 'unsafe-eval'" in policy
    assert "object-src 'none'" in policy
