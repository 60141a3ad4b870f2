"""The formats that spreadsheets are read in, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from catalog.spreadsheets.profiles.base import Profile
from catalog.spreadsheets.profiles.catalogue import Catalogue
from catalog.spreadsheets.profiles.published_drives import PublishedDrives

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {profile.name: profile for profile in (PublishedDrives(), Catalogue())}
)
