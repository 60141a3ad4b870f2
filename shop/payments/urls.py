"""Addresses of payments. Stripe knows the last two."""

from django.urls import path

from . import views

urlpatterns = [
    path("orders/<str:token>/pay/<int:position>/", views.pay_instalment, name="pay-instalment"),
    path("payments/return/<str:token>/", views.payment_return, name="payment-return"),
    path("stripe/webhook/", views.webhook, name="stripe-webhook"),
]
