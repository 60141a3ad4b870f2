"""What production needs from its environment, as sentences. Knows no Django, so that it can be tested alone."""

import ipaddress
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import SplitResult, urlsplit

Environment = Mapping[str, str]

KNOWN_SECRETS = ("development-only", "django-insecure", "known-to-the-tests", "changeme", "secret")


def problems(environment: Environment) -> list[str]:
    """Say everything that keeps the shop from starting in production: missing first, then unsafe."""
    return [problem for check in CHECKS for problem in check(environment)]


def _missing(environment: Environment) -> Iterator[str]:
    for name, purpose in REQUIRED.items():
        if not environment.get(name, "").strip():
            yield f"{name} is not set: {purpose}."


def _database(environment: Environment) -> Iterator[str]:
    url = environment.get("DATABASE_URL", "").strip()
    if url and urlsplit(url).scheme not in {"postgres", "postgresql", "sqlite"}:
        yield "DATABASE_URL is neither a postgres:// nor a sqlite:// address."


def _secret(environment: Environment) -> Iterator[str]:
    secret = environment.get("SECRET_KEY", "")
    if not secret.strip():
        return
    if any(secret.lower().startswith(known) for known in KNOWN_SECRETS):
        yield "SECRET_KEY is one that everybody can look up: make a random one."
    elif len(secret) < 50 or len(set(secret)) < 10:
        yield "SECRET_KEY is weak: it needs at least 50 characters, 10 of them different."


def _hosts(environment: Environment) -> Iterator[str]:
    hosts = [host.strip() for host in environment.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
    if "*" in hosts:
        yield "ALLOWED_HOSTS holds *: name the hosts, or anybody can forge the links in our mails."


def _site(environment: Environment) -> Iterator[str]:
    address = environment.get("SITE_URL", "").strip()
    if not address:
        return
    site = _split(address)
    if site is None or site.scheme != "https" or not site.hostname:
        yield "SITE_URL is not an https:// address."
    elif _is_local(site.hostname):
        yield "SITE_URL is an address of this machine: customers cannot follow it."
    elif site.path.rstrip("/") or site.query or site.fragment:
        yield "SITE_URL holds more than scheme and host."


def _stripe(environment: Environment) -> Iterator[str]:
    key = environment.get("STRIPE_SECRET_KEY", "").strip()
    if key and not key.startswith(("sk_live_", "rk_live_", "sk_test_", "rk_test_")):
        yield "STRIPE_SECRET_KEY is not a secret key of Stripe's."
    elif key and "_local" in key.lower():
        yield "STRIPE_SECRET_KEY is the stand-in's: nobody would be charged."
    secrets = [secret.strip() for secret in environment.get("STRIPE_WEBHOOK_SECRETS", "").split(",") if secret.strip()]
    if any(not secret.startswith("whsec_") for secret in secrets):
        yield "STRIPE_WEBHOOK_SECRETS holds something that does not begin with whsec_."
    if any("local" in secret.lower() or len(secret) < 20 for secret in secrets):
        yield "STRIPE_WEBHOOK_SECRETS holds a secret that can be guessed."
    if base := environment.get("STRIPE_API_BASE", "").strip():
        address = _split(base)
        if address is None or address.scheme != "https" or not address.hostname:
            yield "STRIPE_API_BASE is not an https:// address: the key would travel in the clear."
        elif _is_local(address.hostname):
            yield "STRIPE_API_BASE is an address of this machine: that is the stand-in, which charges nobody."


def _mail(environment: Environment) -> Iterator[str]:
    address = environment.get("EMAIL_URL", "").strip()
    if not address:
        return
    server = _split(address)
    if server is None or server.scheme not in {"smtp", "smtps"} or not server.hostname:
        yield "EMAIL_URL is not smtp://user:password@host:port (or smtps://)."


def _proxies(environment: Environment) -> Iterator[str]:
    count = environment.get("TRUSTED_PROXIES", "").strip()
    if count and not (count.isascii() and count.isdigit()):
        yield "TRUSTED_PROXIES is not a number of proxies."


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith((".localhost", ".local")):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified or address.is_link_local


REQUIRED = {
    "DATABASE_URL": "where the shop keeps its rows, as postgres://user:password@host/name",
    "SECRET_KEY": "signs sessions and the links in mails",
    "ALLOWED_HOSTS": "the host names that the shop answers to, separated by commas",
    "SITE_URL": "the shop's own address, as https://shop.example",
    "STRIPE_SECRET_KEY": "the account that is paid",
    "STRIPE_WEBHOOK_SECRETS": "what Stripe signs its events with, separated by commas",
    "EMAIL_URL": "the mail server, as smtp://user:password@host:587",
}
CHECKS: tuple[Callable[[Environment], Iterator[str]], ...] = (
    _missing,
    _database,
    _secret,
    _hosts,
    _site,
    _stripe,
    _mail,
    _proxies,
)
