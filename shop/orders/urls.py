"""Addresses of this room, those that mails lead to."""

from django.urls import path

from . import views

urlpatterns = [
    path("quotes/<str:token>/accept/", views.accept_quote, name="accept-quote"),
    path("orders/<str:token>/", views.order, name="order"),
    path("orders/<str:token>/confirmation.pdf", views.confirmation, name="order-confirmation"),
    path("orders/<str:token>/purchase-order/", views.purchase_order, name="order-po"),
    path("orders/<str:token>/message/", views.say, name="say-on-order"),
    path("links/order/<str:token>/", views.new_link, name="new-order-link"),
]
