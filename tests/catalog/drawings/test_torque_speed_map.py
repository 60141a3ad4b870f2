from catalog.drawings.torque_speed_map import Dots, torque_speed_map
from tests.catalog.drawings.pictures import level_text_boxes, of_class, overlaps, parsed, texts

SMALL = [(0.02 * 1.3**i, 1000.0 - 20 * i) for i in range(20)]
LARGE = [(1.0 * 1.2**i, 80.0 - 2 * i) for i in range(15)]


def test_every_motor_is_a_dot_of_its_groups_colour():
    root = parsed(torque_speed_map([Dots(SMALL, "Inner rotor"), Dots(LARGE, "High torque", high_torque=True)]))
    plain, high = of_class(root, "pts")
    assert plain.get("d").count("M") == 20
    assert "ht" in high.get("class").split()
    assert high.get("d").count("M") == 15
    assert root[0].text.startswith("Rated speed over rated torque of 35 motors")


def test_names_powers_and_ticks_do_not_lie_on_each_other():
    root = parsed(torque_speed_map([Dots(SMALL, "Inner rotor"), Dots(LARGE, "High torque", high_torque=True)]))
    assert {"Inner rotor", "High torque", "Rated torque, N·m"} <= set(texts(root))
    assert any(each.endswith("\u00a0W") for each in texts(root))
    assert overlaps(level_text_boxes(root, size=13)) == []


def test_the_readers_point_is_marked_and_inside_even_where_no_motor_is():
    root = parsed(torque_speed_map([Dots(SMALL)], point=(50.0, 2000.0)))
    (mark,) = of_class(root, "dot")
    assert 52 < float(mark.get("cx")) < 604
    assert 32 < float(mark.get("cy")) < 366


def test_motors_without_both_figures_are_left_out_and_none_gives_no_picture():
    assert torque_speed_map([Dots([(0.0, 100.0)])]) == ""
    assert torque_speed_map([]) == ""
    root = parsed(torque_speed_map([Dots([(0.0, 100.0), (1.0, 100.0)])]))
    assert of_class(root, "pts")[0].get("d").count("M") == 1


def test_us_units():
    assert "Rated torque, oz·in" in texts(parsed(torque_speed_map([Dots(SMALL)], system="us")))
