"""Addresses of this room: those with a language, and those that mails lead to."""

from django.urls import path

from .views import inquiries, lists, quotes

localized = [
    path("inquiry/", lists.inquiry_list, name="inquiry-list"),
    path("inquiry/add/", lists.add, name="inquiry-add"),
]
urlpatterns = [
    path("inquiries/<str:token>/", inquiries.inquiry, name="inquiry"),
    path("inquiries/<str:token>/files/<uuid:public_id>/", inquiries.inquiry_file, name="inquiry-file"),
    path("links/<str:kind>/<str:token>/", quotes.new_link, name="new-link"),
    path("quotes/<str:token>/", quotes.quote, name="quote"),
    path("quotes/<str:token>/quote.pdf", quotes.quote_pdf, name="quote-pdf"),
    path("quotes/<str:token>/message/", quotes.say, name="say-on-quote"),
    path("quotes/<str:token>/decline/", quotes.decline, name="decline-quote"),
]
