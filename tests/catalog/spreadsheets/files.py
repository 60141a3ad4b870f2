"""Small made files in the format of the published drives."""

from pathlib import Path

MOTOR_HEADER = (
    "key,manufacturer,ID,type,V,k_t,R,L,mass,inertia,omega_nl,I_nl,I_nom,max_int_torque,max_int_speed,"
    "max_cont_speed,max_cont_power,coulomb_friction,viscous_friction,Rth1,Rth2"
)
GEARBOX_HEADER = (
    "key,manufacturer,ID,type,stages,ratio,mass,inertia,efficiency,direction,max_int_torque,max_cont_torque"
)
MOTOR = {
    "manufacturer": "Acme_Drives",
    "type": "BLDC",
    "V": "24",
    "k_t": "0.068",
    "R": "0.119",
    "L": "0.000149",
    "mass": "1.1",
    "inertia": "2.64e-05",
    "omega_nl": "349.76",
    "I_nl": "0.657",
    "I_nom": "9.36",
    "max_int_torque": "Inf",
    "max_int_speed": "523.6",
    "max_cont_speed": "Inf",
    "max_cont_power": "Inf",
    "coulomb_friction": "NaN",
    "viscous_friction": "NaN",
    "Rth1": "0.53",
    "Rth2": "4.02",
}
GEARBOX = {
    "manufacturer": "Acme_Drives",
    "type": "planetary",
    "stages": "1",
    "ratio": "4",
    "mass": "0.3",
    "inertia": "3e-7",
    "efficiency": "0.9",
    "direction": "1",
    "max_int_torque": "3.3",
    "max_cont_torque": "2.5",
}


def line(header: str, key: str, usual: dict[str, str], **changes: str) -> str:
    """One row in the order of the header."""
    cells = {"key": key, "ID": key.partition("_")[2], **usual, **changes}
    return ",".join(cells[heading] for heading in header.split(","))


def motors(*lines: str) -> str:
    """A file of motors."""
    return "\n".join([MOTOR_HEADER, *lines]) + "\n"


def motor(key: str, **changes: str) -> str:
    """A sound motor with changes."""
    return line(MOTOR_HEADER, key, MOTOR, **changes)


def gearboxes(*lines: str) -> str:
    """A file of gearboxes."""
    return "\n".join([GEARBOX_HEADER, *lines]) + "\n"


def gearbox(key: str, **changes: str) -> str:
    """A sound gearbox with changes."""
    return line(GEARBOX_HEADER, key, GEARBOX, **changes)


def folder(path: Path, **files: str) -> Path:
    """A folder with these files."""
    for name, content in files.items():
        (path / f"{name}.csv").write_text(content, encoding="utf-8")
    return path
