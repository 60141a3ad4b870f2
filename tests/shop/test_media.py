from pathlib import Path

import pytest


@pytest.fixture
def public(settings):
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_uploads_are_served_with_debugging_off(client, public, settings):
    assert not settings.DEBUG
    (public / "drawing.txt").write_text("57BL94")
    assert client.get("/media/drawing.txt").getvalue() == b"57BL94"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["../private/secret.txt", "%2e%2e/private/secret.txt", "/etc/passwd", "..%5cprivate"])
def test_nothing_outside_the_public_folder_is_served(client, public, path):
    private = public.parent / "private"
    private.mkdir(exist_ok=True)
    (private / "secret.txt").write_text("secret")
    assert client.get(f"/media/{path}").status_code in {400, 404}
