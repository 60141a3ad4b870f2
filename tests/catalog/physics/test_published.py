"""The physics against figures that makers have published (numbers are read from outside the repository)."""

import math

import numpy as np
import pytest

from catalog.physics import motor, thermal
from catalog.physics.consistency import findings
from catalog.physics.figures import Machine, MotorFigures
from tests.reference_data import reference_data, rows

RPM = math.pi / 30


def number(text):
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def sheets(prefix=""):
    read = rows(reference_data("datasheets") / "datasheets.csv")
    chosen = [row for row in read if row["id"].startswith(prefix)]
    return [row | {key: number(row[key]) for key in row if key not in ("id", "maker", "part")} for row in chosen]


def close(deviations, median, most):
    deviations = np.abs(np.array(deviations))
    assert len(deviations) >= 2
    assert np.median(deviations) <= median, np.median(deviations)
    assert np.quantile(deviations, 0.9) <= most, np.quantile(deviations, 0.9)


def derived(row):
    """No-load speed, stall torque, gradient and mechanical time constant by our formulas, over the published ones."""
    k, R, V = row["k_mNm_A"] / 1e3, row["R_LL_ohm"], row["V"]
    line = {"resistance": R, "torque_constant": k, "back_emf_constant": k}
    ours = {
        "n0_rpm": motor.no_load_speed(voltage=V, static_friction=k * row["I0_A"], **line) / RPM,
        "Mstall_mNm": motor.stall_torque(voltage=V, resistance=R, torque_constant=k) * 1e3,
        "grad_rpm_mNm": motor.gradient(**line) / RPM / 1e3,
        "tau_m_ms": motor.mechanical_time_constant(inertia=row["J_gcm2"] / 1e7, **line) * 1e3,
    }
    return [float(value) / row[key] - 1 for key, value in ours.items() if row[key]]


def test_lines_of_maxon_data_sheets():
    deviations = [d for row in sheets() if row["maker"] == "maxon" for d in derived(row)]
    close(deviations, 0.002, 0.010)


def test_lines_of_faulhaber_data_sheets():
    deviations = [
        d for row in sheets() if row["maker"] == "Faulhaber" and row["id"] != "fh_3564K024B_old" for d in derived(row)
    ]
    close(deviations, 0.015, 0.060)


def test_best_efficiency_of_data_sheets():
    points = [
        100 * motor.best_efficiency(voltage=row["V"], resistance=row["R_LL_ohm"], no_load_current=row["I0_A"])
        - row["eff_max_pct"]
        for row in sheets()
        if row["eff_max_pct"] and row["maker"] == "maxon"
    ]
    close(points, 0.4, 1.1)


@pytest.mark.parametrize("prefix", ["ec13", "ec40", "ec4pole"])
def test_nominal_speed_lies_on_the_cold_line(prefix):
    deviations = []
    for row in sheets(prefix):
        if row["nN_rpm"] and row["id"] != "ec4pole32hd_150C":
            k = row["k_mNm_A"] / 1e3
            speed = motor.speed_at_torque(
                torque=row["MN_mNm"] / 1e3,
                voltage=row["V"],
                resistance=row["R_LL_ohm"],
                torque_constant=k,
                back_emf_constant=k,
                static_friction=k * row["I0_A"],
            )
            deviations.append(float(speed) / RPM / row["nN_rpm"] - 1)
    assert deviations
    assert np.median(np.abs(deviations)) <= 0.023
    assert np.max(np.abs(deviations)) <= 0.035


def test_nominal_speed_of_flat_motors_is_below_the_careful_line_by_the_lag_and_no_more():
    for row in [*sheets("ec45flat50n"), *sheets("ec45flat70n")]:
        k = row["k_mNm_A"] / 1e3
        machine = Machine(
            MotorFigures(
                rated_voltage=row["V"],
                torque_constant=k,
                terminal_resistance=row["R_LL_ohm"],
                no_load_current=row["I0_A"],
                max_winding_temperature=row["Tmax_C"],
                magnet_material="NdFeB",
            )
        )
        careful = float(machine.speed(torque=row["MN_mNm"] / 1e3, voltage=row["V"])) / RPM
        assert -0.08 <= row["nN_rpm"] / careful - 1 <= 0.01, row["id"]


def test_a_winding_at_150_degrees_is_the_one_at_25_made_warm():
    cold, hot = (next(iter(sheets(f"ec4pole32hd_{t}"))) for t in ("25C", "150C"))
    warm = motor.hot_winding(
        resistance=cold["R_LL_ohm"],
        torque_constant=cold["k_mNm_A"],
        back_emf_constant=cold["k_mNm_A"],
        temperature=150,
        magnet_coefficient=-0.00035,
    )
    assert float(warm.resistance) == pytest.approx(hot["R_LL_ohm"], rel=0.01)
    assert float(warm.torque_constant) == pytest.approx(hot["k_mNm_A"], rel=0.005)


def continuous_current_error(row, mounting_factor, friction):
    speed = row["nN_rpm"] * RPM
    current = thermal.continuous_current(
        limit=row["Tmax_C"],
        resistance=row["R_LL_ohm"],
        thermal_resistance_winding=row["Rth1_wh_K_W"],
        thermal_resistance_housing=row["Rth2_ha_K_W"],
        friction_heat=thermal.friction_heat(friction=friction, speed=speed),
        ambient=row["ambient_C"],
        mounting_factor=mounting_factor,
        reference_temperature=row["ambient_C"],
    )
    return float(current) / row["IN_A"] - 1


def test_continuous_current_where_limit_and_mounting_are_published():
    deviations = [
        continuous_current_error(row, 0.45, (row["C0_mNm"] + row["Cv_mNm_rpm"] * row["nN_rpm"]) / 1e3)
        for row in sheets("fh_3564")
    ]
    close(deviations, 0.03, 0.07)


def test_continuous_current_without_a_published_mounting_is_an_estimate_within_a_fifth():
    deviations = [
        continuous_current_error(row, 1.0, row["k_mNm_A"] / 1e3 * row["I0_A"])
        for row in sheets()
        if row["maker"] == "maxon" and row["Tmax_C"] and row["Rth1_wh_K_W"] and row["IN_A"] and row["nN_rpm"]
    ]
    assert len(deviations) >= 6
    assert np.max(np.abs(deviations)) <= 0.20


def published(maker):
    read = rows(reference_data("published_drives") / f"{maker}_motors.csv")
    for row in read:
        if row["type"] == "BLDC":
            yield (
                row["ID"],
                MotorFigures(
                    part_number=row["ID"],
                    rated_voltage=number(row["V"]),
                    torque_constant=number(row["k_t"]),
                    terminal_resistance=number(row["R"]),
                    no_load_speed=number(row["omega_nl"]),
                    no_load_current=number(row["I_nl"]),
                    rotor_inertia=number(row["inertia"]),
                    mass=number(row["mass"]),
                ),
            )


@pytest.mark.parametrize(("maker", "median", "most"), [("maxon", 0.002, 0.010), ("faulhaber", 0.015, 0.060)])
def test_no_load_speed_of_published_rows(maker, median, most):
    deviations = []
    for _, figures in published(maker):
        machine = Machine(figures)
        speed = float(machine.speed(torque=0.0, voltage=figures.rated_voltage, line="cold"))
        deviation = speed / figures.no_load_speed - 1
        if abs(deviation) < 0.4:
            deviations.append(deviation)
    close(deviations, median, most)


def test_the_checks_find_the_five_false_rows_of_571_and_no_sound_one():
    suspicious = [
        part
        for maker in ("maxon", "faulhaber", "allied_motion", "tmotor_g")
        for part, figures in published(maker)
        if findings(figures)
    ]
    assert sorted(suspicious) == ["350909", "370416", "370418", "370427", "G30_KV290"]
