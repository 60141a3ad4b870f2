"""Addresses of the counter: search and parts."""

from django.urls import path

from . import views

urlpatterns = [
    path("motors/", views.motors, name="motors"),
]
