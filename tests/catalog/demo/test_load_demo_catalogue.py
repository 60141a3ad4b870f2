from pathlib import Path

import pytest

import catalog.demo
from catalog.attributes import ATTRIBUTES, for_kind
from catalog.models import Fit, Motor, Series
from catalog.quantities import parse, show
from catalog.queries import fits, how_it_reads, published
from catalog.services import load_demo_catalogue
from catalog.services.demo import FILES, read_sheet
from catalog.sources import source_of

pytestmark = pytest.mark.django_db
FOLDER = Path(catalog.demo.__path__[0])


def test_a_second_run_changes_nothing_and_never_undoes_an_edit(django_assert_max_num_queries):
    created = load_demo_catalogue(FOLDER)
    assert created == {
        "series": 41, "motor": 205, "gearbox": 81, "encoder": 10, "brake": 6, "driver": 12, "fit": 2898
    }  # fmt: skip
    Motor.objects.filter(part_number="57BL94-2430").update(rated_torque=0.5)
    Fit.objects.filter(part__kind="brake").delete()
    with django_assert_max_num_queries(20):
        assert set(load_demo_catalogue(FOLDER).values()) == {0}
    assert Motor.objects.get(part_number="57BL94-2430").rated_torque == 0.5
    assert not Fit.objects.filter(part__kind="brake").exists()


def test_what_an_interrupted_run_left_is_completed():
    load_demo_catalogue(FOLDER)
    lost = Motor.objects.get(part_number="57BL94-2430")
    part = lost.part
    lost.delete()
    part.delete()
    created = load_demo_catalogue(FOLDER)
    assert (created["motor"], created["gearbox"]) == (1, 0)
    assert len(fits(Motor.objects.get(part_number="57BL94-2430"))["gearbox"]) == 6


def test_every_figure_of_every_file_is_stored_given_and_printed_as_it_stands():
    load_demo_catalogue(FOLDER)
    checked = 0
    for kind, name in FILES.items():
        sheet = read_sheet(FOLDER / name)
        products = {product.part_number: product for product in published(kind)}
        for row in sheet.rows:
            product = products[row["part_number"]]
            assert product.demonstration
            for attribute in for_kind(kind):
                cell = row.get(attribute.key, "")
                if not attribute.stored or not cell:
                    continue
                unit, value = sheet.units[attribute.key], getattr(product, attribute.key)
                source = source_of(product, attribute.key)
                assert source.provenance == sheet.provenance[attribute.key]
                if attribute.quantity:
                    assert float(source.given) == float(cell), (product, attribute.key)
                    figure = show(value, attribute, language="en")
                    if not attribute.choices:
                        assert parse(str(figure), attribute, language="en") == value, (product, attribute.key)
                else:
                    assert source.given == f"{cell} {unit}".strip()
                checked += 1
    assert checked > 18_000


def test_every_number_reads_and_agrees_with_its_row():
    load_demo_catalogue(FOLDER)
    for kind in FILES:
        for product in published(kind):
            assert how_it_reads(product.part_number), product
    for motor in published():
        frame, _family, length, volts, speed = [str(meaning) for _piece, meaning in how_it_reads(motor.part_number)]
        assert frame == f"frame {show(motor.frame_size, 'frame_size')}".replace("\u00a0", " ")
        assert length == f"body {show(motor.body_length, 'body_length')} long".replace("\u00a0", " ")
        assert volts == str(show(motor.rated_voltage, "rated_voltage")).replace("\u00a0", " ")
        assert speed == str(show(motor.rated_speed, "rated_speed")).replace("\u00a0", " ")


def test_every_part_is_complete_by_the_models_own_rules():
    load_demo_catalogue(FOLDER)
    for series in Series.objects.all():
        series.full_clean()
        assert series.story
    for kind in FILES:
        for product in published(kind):
            product.full_clean(exclude=["part"], validate_unique=False, validate_constraints=False)


def test_a_demonstration_motor_publishes_what_the_physics_needs():
    load_demo_catalogue(FOLDER)
    may_lack = {"encoder_resolution", "lead_length", "shaft_flat", "noise_level", "service_life"}
    for motor in published():
        for attribute in ATTRIBUTES.values():
            if "motor" in attribute.kinds and attribute.key not in may_lack:
                assert getattr(motor, attribute.key) not in (None, ""), (motor, attribute.key)
