import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse

from catalog import preview
from catalog.errors import PartNumberTaken
from catalog.models import Motor, Part
from tests.make import make_motor, make_product, make_series

pytestmark = pytest.mark.django_db


def test_a_draft_has_no_part_until_it_is_published():
    draft = make_product("motor", "57BL94-2430", draft=True)
    revision = draft.save_revision()
    assert not Part.objects.exists()
    revision.publish()
    published = Motor.objects.get()
    assert published.live
    assert published.part.number == "57BL94-2430"
    assert published.part.motor == published
    assert published.part.manufacturer == "Sherry Motor"


def test_a_number_taken_meanwhile_is_refused_beside_the_field():
    draft = make_product("motor", "57bl94 2430", draft=True)
    draft.save_revision()
    make_motor("57BL94-2430")
    with pytest.raises(ValidationError) as refused:
        draft.full_clean()
    assert "is taken" in refused.value.message_dict["part_number"][0]


def test_two_drafts_may_share_a_number_and_the_second_is_refused_not_broken():
    first, second = (make_product("motor", "57BL94-2430", draft=True) for _ in range(2))
    revisions = [draft.save_revision() for draft in (first, second)]
    revisions[0].publish()
    with pytest.raises(PartNumberTaken), transaction.atomic():
        revisions[1].publish()
    assert list(Motor.objects.filter(live=True)) == [first]


def test_a_published_number_never_changes():
    motor = make_motor("57BL94-2430")
    motor.part_number = "57BL94-2431"
    with pytest.raises(ValidationError) as refused:
        motor.full_clean()
    assert "never changes" in refused.value.message_dict["part_number"][0]


def test_a_draft_of_a_published_motor_keeps_its_part():
    motor = make_motor("57BL94-2430")
    motor.rated_torque = 0.5
    revision = motor.save_revision()
    assert Motor.objects.get().rated_torque == 0.47
    assert revision.as_object().part == motor.part
    revision.publish()
    assert Motor.objects.get().rated_torque == 0.5
    assert Motor.objects.get().part == motor.part


def test_the_database_holds_no_published_motor_without_a_part():
    with pytest.raises(IntegrityError):
        Motor.objects.create(part_number="A", series=make_series(), live=True)


def test_a_motor_belongs_to_a_series_of_motors():
    draft = make_product("motor", draft=True)
    draft.series = make_series("56pl", kind="gearbox")
    with pytest.raises(ValidationError, match="another kind"):
        draft.full_clean()


@pytest.mark.parametrize(("value", "words"), [(float("nan"), "beyond"), (float("inf"), "beyond"), (-1.0, "negative")])
def test_a_figure_that_cannot_be_is_refused_beside_its_field(value, words):
    draft = make_product("motor", draft=True)
    draft.rated_torque = value
    with pytest.raises(ValidationError) as refused:
        draft.full_clean()
    assert words in refused.value.message_dict["rated_torque"][0]


def test_a_form_field_reads_any_unit_and_keeps_what_was_typed():
    field = Motor._meta.get_field("rated_torque").formfield()
    assert field.clean("470 mN·m") == 0.47
    assert field.clean("") is None
    assert field.prepare_value("47o mN·m") == "47o mN·m"
    assert not field.has_changed(0.47, field.prepare_value(0.47))
    assert field.has_changed(0.47, "0.48")
    with pytest.raises(ValidationError, match="is not a unit"):
        field.clean("5 A")


def test_a_form_offers_the_words_of_the_table():
    labels = dict(Motor._meta.get_field("winding_connection").formfield().choices)
    assert labels["star"] == "star"


def test_the_address_of_a_series_is_in_lower_case():
    series = make_series("57bl")
    series.full_clean()
    series.slug = "57BL"
    with pytest.raises(ValidationError, match="lower case"):
        series.full_clean()


def test_a_preview_is_drawn_by_whoever_registered(rf, monkeypatch):
    drawn = HttpResponse("the real page")
    monkeypatch.setattr(preview, "_renderers", [lambda product, request: drawn])
    draft = make_product("motor", draft=True)
    assert draft.is_previewable()
    assert draft.serve_preview(rf.get("/"), "") is drawn


def test_without_a_renderer_there_is_no_preview(monkeypatch):
    monkeypatch.setattr(preview, "_renderers", [])
    assert not make_product("motor", draft=True).is_previewable()


def test_a_part_knows_its_page_by_series_and_number():
    motor = make_motor("57BL94-2430")
    assert motor.get_absolute_url() == motor.part.get_absolute_url() == "/products/57bl/57BL94-2430/"
