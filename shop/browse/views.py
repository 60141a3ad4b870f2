"""What a buyer looks at: the search and the parts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def motors(request: HttpRequest) -> HttpResponse:
    """Show the motors that pass the filters of the address."""
    return render(request, "browse/motors.html", {"wide": True})
