"""Every factory under one roof: `from tests.make import make_motor`. Each room's are in `tests/makers/<room>.py`."""

import pkgutil
from importlib import import_module

from tests import makers

for _room in pkgutil.iter_modules(makers.__path__):
    _module = import_module(f"tests.makers.{_room.name}")
    globals().update({name: made for name, made in vars(_module).items() if name.startswith("make_")})
