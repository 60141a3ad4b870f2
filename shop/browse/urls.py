"""Addresses of the counter: search and parts."""

from django.urls import path, re_path, register_converter

from catalog.part_numbers import PartNumberConverter
from shop.browse import files, views

register_converter(PartNumberConverter, "part_number")

# The files of a part have no language of their own: they stand outside the prefixed addresses.
file_patterns = [
    path("files/<slug:kind>/<part_number:part_number>.<slug:ending>", files.part_file, name="part-file"),
]

urlpatterns = [
    path("motors/", views.motors, name="motors"),
    path("motors/columns/", views.set_columns, name="set-columns"),
    path("motors/suggest/", views.suggest, name="suggest"),
    re_path(r"^motors/motors\.(?P<ending>csv|xlsx)$", views.export_motors, name="export-motors"),
    path("products/<slug:series>/<part_number:part_number>/", views.part, name="part"),
    path("products/<slug:slug>/", views.series, name="series"),
    path("units/", views.set_units, name="set-units"),
]
