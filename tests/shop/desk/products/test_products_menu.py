"""The Products menu as staff use it: list, form, draft, publish, preview, history, workflow."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from catalog import preview
from catalog.models import Motor, Part
from tests.make import (
    make_gearbox,
    make_motor,
    make_product,
    make_product_form,
    make_series,
    make_staff_client,
)

pytestmark = pytest.mark.django_db

LISTS = ("series", "motor", "gearbox", "encoder", "brake", "driver")


def address(view: str, model: str = "motor", *args: object) -> str:
    return reverse(f"wagtailsnippets_catalog_{model}:{view}", args=args)


@pytest.fixture
def editor() -> Client:
    return make_staff_client("editor")


def test_the_menu_is_called_products_and_nobody_reads_snippet(editor: Client) -> None:
    make_motor("57BL94-2430")
    for model in LISTS:
        page = editor.get(address("list", model))
        assert page.status_code == 200
        assert (
            "nippet"
            not in page.content.decode().replace("wagtailsnippets", "").replace("snippet_", "").replace("w-bulk", "")
            or _words(page).count("nippet") == 0
        )
    assert editor.get(address("list")).request["PATH_INFO"] == "/admin/products/motor/"


def _words(page: HttpResponse) -> str:
    """The text that a person reads, without tags and scripts."""
    import re

    text = re.sub(r"<(script|style|template)[^>]*>.*?</\1>", "", page.content.decode(), flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", text)


def test_the_list_shows_figures_in_the_units_that_people_read(editor: Client) -> None:
    make_motor("57BL94-2430")
    text = _words(editor.get(address("list")))
    assert "57BL94-2430" in text
    assert "0.47\xa0N·m" in text
    assert "3,000\xa0rpm" in text
    assert "24\xa0V" in text


def test_the_list_is_searched_and_filtered(editor: Client) -> None:
    make_motor("57BL94-2430")
    make_motor("57BL94-4840", rated_voltage=48.0)
    make_motor("42BL61-2440", series=make_series("42bl"), frame_size=0.042)
    assert "57BL94-4840" not in _words(editor.get(address("list"), {"q": "57BL94-24"}))
    by_voltage = _words(editor.get(address("list"), {"rated_voltage": "48.0"}))
    assert "57BL94-4840" in by_voltage
    assert "57BL94-2430" not in by_voltage
    by_series = _words(editor.get(address("list"), {"series": make_series("42bl").pk}))
    assert "42BL61-2440" in by_series
    assert "57BL94-2430" not in by_series
    drafts = _words(editor.get(address("list"), {"state": "draft"}))
    assert "57BL94-2430" not in drafts


def test_a_list_of_forty_parts_asks_no_more_than_one_of_two(editor: Client) -> None:
    make_motor()
    make_motor()
    editor.get(address("list"))
    with CaptureQueriesContext(connection) as few:
        editor.get(address("list"))
    for _ in range(38):
        make_motor()
    with CaptureQueriesContext(connection) as many:
        editor.get(address("list"))
    assert len(many) <= len(few), [query["sql"][:160] for query in many][-3:]


def test_a_figure_typed_in_another_unit_is_stored_in_si(editor: Client) -> None:
    motor = make_motor("57BL94-2430")
    form = make_product_form(motor, rated_torque="70 ozin", mass="1130 g")
    answer = editor.post(address("edit", "motor", motor.pk), {**form, "action-publish": "1"})
    assert answer.status_code == 302
    motor.refresh_from_db()
    assert motor.rated_torque == pytest.approx(0.49431, rel=1e-4)
    assert motor.mass == pytest.approx(1.13)


def test_a_wrong_unit_is_refused_beside_the_field_and_nothing_typed_is_lost(editor: Client) -> None:
    motor = make_motor("57BL94-2430")
    form = make_product_form(motor, rated_torque="70 volts", rated_speed="2950")
    page = editor.post(address("edit", "motor", motor.pk), {**form, "action-publish": "1"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "is not a unit of this figure" in text
    assert 'value="70 volts"' in text
    assert 'value="2950"' in text
    motor.refresh_from_db()
    assert motor.rated_torque == 0.47


def test_a_draft_changes_nothing_that_visitors_see_until_it_is_published(editor: Client) -> None:
    motor = make_motor("57BL94-2430")
    editor.post(address("edit", "motor", motor.pk), make_product_form(motor, rated_torque="0.5"))
    motor.refresh_from_db()
    assert motor.rated_torque == 0.47
    assert motor.has_unpublished_changes
    draft = motor.get_latest_revision_as_object()
    assert draft.rated_torque == pytest.approx(0.5)
    editor.post(address("edit", "motor", motor.pk), {**make_product_form(draft), "action-publish": "1"})
    motor.refresh_from_db()
    assert motor.rated_torque == pytest.approx(0.5)


def test_a_new_motor_gets_its_part_when_it_is_published(editor: Client) -> None:
    model = make_motor("57BL94-2430")
    form = make_product_form(model, part_number="57BL94-2450")
    editor.post(address("add"), form)
    draft = Motor.objects.get(part_number="57BL94-2450")
    assert draft.part is None
    assert not draft.live
    editor.post(address("edit", "motor", draft.pk), {**form, "action-publish": "1"})
    part = Part.objects.get(number="57BL94-2450")
    assert part.kind == "motor"
    assert part.manufacturer == model.series.manufacturer
    assert part.product.live


def test_a_taken_part_number_is_refused_on_the_form(editor: Client) -> None:
    motor = make_motor("57BL94-2430")
    page = editor.post(address("add"), {**make_product_form(motor, part_number="57bl94 2430"), "action-publish": "1"})
    assert page.status_code == 200
    assert "is taken" in page.content.decode()
    assert Motor.objects.count() == 1


def test_a_number_taken_while_the_draft_waited_is_refused_in_words(editor: Client, monkeypatch: object) -> None:
    motor = make_motor("57BL94-2430")
    form = make_product_form(motor, part_number="57BL94-2450")
    editor.post(address("add"), form)
    draft = Motor.objects.get(part_number="57BL94-2450")
    make_gearbox("57BL94.2450")
    page = editor.post(address("edit", "motor", draft.pk), {**form, "action-publish": "1"})
    assert page.status_code == 200
    assert "is taken" in page.content.decode()


def test_a_published_number_stays_as_it_is(editor: Client) -> None:
    motor = make_motor("57BL94-2430")
    form = make_product_form(motor, part_number="57BL94-2431")
    page = editor.post(address("edit", "motor", motor.pk), {**form, "action-publish": "1"})
    assert "never changes after that" in page.content.decode()


def test_the_source_of_a_figure_is_chosen_beside_it_and_kept(editor: Client) -> None:
    motor = make_motor("57BL94-2430", sources={"rated_torque": {"given": "0.47", "unit": "N·m"}})
    form = make_product_form(motor, rated_torque="0.48", rated_torque__source="measured")
    editor.post(address("edit", "motor", motor.pk), {**form, "action-publish": "1"})
    motor.refresh_from_db()
    assert motor.sources == {"rated_torque": {"provenance": "measured"}}


def test_figures_that_disagree_are_pointed_out_and_saved_all_the_same(editor: Client) -> None:
    motor = make_motor("57BL94-2430")
    form = make_product_form(motor, rated_power="170")
    answer = editor.post(address("edit", "motor", motor.pk), {**form, "action-publish": "1"}, follow=True)
    assert "Rated power is 170\xa0W, but rated torque times rated speed gives" in answer.content.decode()
    motor.refresh_from_db()
    assert motor.rated_power == 170
    assert "One figure does not agree" in editor.get(address("edit", "motor", motor.pk)).content.decode()


def test_the_preview_is_the_page_that_the_shop_registered(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    motor = make_motor("57BL94-2430")
    monkeypatch.setattr(
        preview, "_renderers", [lambda product, _request: HttpResponse(f"page of {product} {product.rated_torque:.2f}")]
    )
    editor.post(address("preview_on_edit", "motor", motor.pk), make_product_form(motor, rated_torque="0.55"))
    shown = editor.get(address("preview_on_edit", "motor", motor.pk), {"mode": ""})
    assert shown.content.decode() == "page of 57BL94-2430 0.55"


def test_history_lists_who_changed_what_and_compares_figures_with_units(editor: Client) -> None:
    motor = make_motor("57BL94-2430")
    for torque in ("0.48", "0.49"):
        editor.post(
            address("edit", "motor", motor.pk), {**make_product_form(motor, rated_torque=torque), "action-publish": "1"}
        )
    history = _words(editor.get(address("history", "motor", motor.pk)))
    assert "Kept as a file brought it" in history
    assert "editor@example.com" in history
    assert "Published" in history
    _as_loaded, old, new = motor.revisions.order_by("pk")
    compared = editor.get(address("revisions_compare", "motor", motor.pk, str(old.pk), str(new.pk))).content.decode()
    assert "0.48\xa0N·m" in compared
    assert "0.49\xa0N·m" in compared
    assert ModelLogEntry.objects.filter(object_id=str(motor.pk), action="wagtail.publish").count() == 2


def test_what_a_file_brought_can_be_brought_back_after_an_edit(editor: Client) -> None:
    motor = make_motor("57BL94-2430")
    editor.post(
        address("edit", "motor", motor.pk), {**make_product_form(motor, rated_torque="0.48"), "action-publish": "1"}
    )
    as_loaded = motor.revisions.earliest("pk")
    editor.post(
        address("edit", "motor", motor.pk), {**make_product_form(motor, rated_torque="0.49"), "action-publish": "1"}
    )
    page = editor.get(address("revisions_revert", "motor", motor.pk, as_loaded.pk))
    assert page.status_code == 200
    assert 'value="0.47"' in page.content.decode()


def test_the_data_sheet_shows_what_only_staff_may_see(editor: Client) -> None:
    motor = make_motor("57BL94-2430", turns_per_phase=18.0)
    text = _words(editor.get(address("inspect", "motor", motor.pk)))
    assert "Turns per phase" in text
    assert "not published" in text
    assert "0.47" in text


def test_a_copy_starts_without_a_number_and_makes_a_part_of_its_own(editor: Client) -> None:
    motor = make_motor("57BL94-2430")
    page = editor.get(address("copy", "motor", motor.pk))
    assert page.status_code == 200
    assert 'value="57BL94-2430"' not in page.content.decode()
    form = {**make_product_form(motor, part_number="57BL94-2431"), "action-publish": "1"}
    editor.post(address("copy", "motor", motor.pk), form)
    assert {each.part.number for each in Motor.objects.all()} == {"57BL94-2430", "57BL94-2431"}


def test_a_published_part_is_never_deleted_but_a_draft_may_be() -> None:
    administrator = make_staff_client("administrator")
    motor, draft = make_motor("57BL94-2430"), make_product("motor", "57BL94-2499", draft=True)
    administrator.post(address("delete", "motor", motor.pk))
    administrator.post(address("delete", "motor", draft.pk))
    assert list(Motor.objects.values_list("part_number", flat=True)) == ["57BL94-2430"]


def test_a_series_in_use_is_not_deleted() -> None:
    administrator = make_staff_client("administrator")
    series = make_motor("57BL94-2430").series
    answer = administrator.post(address("delete", "series", series.pk), follow=True)
    assert "has parts or a page" in answer.content.decode()
    series.refresh_from_db()


def test_sales_may_look_but_not_change() -> None:
    sales = make_staff_client("sales")
    motor = make_motor("57BL94-2430")
    assert sales.get(address("inspect", "motor", motor.pk)).status_code == 200
    answer = sales.post(address("edit", "motor", motor.pk), {**make_product_form(motor), "action-publish": "1"})
    assert answer.status_code == 302
    motor.refresh_from_db()
    assert not motor.revisions.exists()


@pytest.mark.parametrize("kind", ["gearbox", "encoder", "brake", "driver"])
def test_accessories_are_edited_like_motors(editor: Client, kind: str) -> None:
    product = make_product(kind)
    page = editor.get(address("edit", kind, product.pk))
    assert page.status_code == 200
    answer = editor.post(
        address("edit", kind, product.pk), {**make_product_form(product, mass="2 lb"), "action-publish": "1"}
    )
    assert answer.status_code == 302
    product.refresh_from_db()
    assert product.mass == pytest.approx(0.907185, rel=1e-5)


def test_a_series_keeps_its_address(editor: Client) -> None:
    series = make_series("57bl")
    form = {
        "name": "57BL renamed",
        "slug": "other",
        "kind": "driver",
        "family": "square",
        "manufacturer": "Sherry Motor",
    }
    editor.post(address("edit", "series", series.pk), {**form, "action-publish": "1"})
    series.refresh_from_db()
    assert series.name == "57BL renamed"
    assert series.slug == "57bl"
    assert series.kind == "motor"


def test_a_second_person_approves_where_a_workflow_asks_for_it(editor: Client) -> None:
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

    workflow, _ = Workflow.objects.get_or_create(name="Second person")
    task = GroupApprovalTask.objects.create(name="Second person")
    task.groups.add(Group.objects.get(name="administrator"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    content_type = ContentType.objects.get_for_model(Motor)
    WorkflowContentType.objects.update_or_create(content_type=content_type, defaults={"workflow": workflow})
    motor = make_motor("57BL94-2430")
    editor.post(
        address("edit", "motor", motor.pk), {**make_product_form(motor, rated_torque="0.5"), "action-submit": "1"}
    )
    motor.refresh_from_db()
    assert motor.workflow_in_progress
    assert motor.rated_torque == 0.47
    state = motor.current_workflow_task_state
    administrator = make_staff_client("administrator")
    administrator.post(address("workflow_action", "motor", motor.pk, "approve", state.pk))
    motor.refresh_from_db()
    assert motor.rated_torque == pytest.approx(0.5)
    assert administrator.get(address("workflow_history", "motor", motor.pk)).status_code == 200


def test_a_scheduled_change_goes_live_by_itself(editor: Client) -> None:
    from datetime import timedelta

    from django.core.management import call_command
    from django.utils import timezone

    motor = make_motor("57BL94-2430")
    soon = timezone.now() + timedelta(hours=1)
    form = make_product_form(motor, rated_torque="0.5", go_live_at=timezone.localtime(soon).strftime("%Y-%m-%d %H:%M"))
    editor.post(address("edit", "motor", motor.pk), {**form, "action-publish": "1"})
    motor.refresh_from_db()
    assert motor.rated_torque == 0.47
    assert motor.live
    an_hour_ago = timezone.now() - timedelta(hours=1)
    revision = motor.revisions.get(approved_go_live_at__isnull=False)
    revision.approved_go_live_at = an_hour_ago
    revision.content["go_live_at"] = an_hour_ago.isoformat()
    revision.save()
    call_command("publish_scheduled")
    motor.refresh_from_db()
    assert motor.rated_torque == pytest.approx(0.5)
