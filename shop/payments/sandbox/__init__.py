"""A stand-in for Stripe: a process of its own that speaks Stripe's HTTP protocol and takes no real money.

It imports nothing of the shop, so the shop's gateway meets it exactly as it meets Stripe. Rules and test controls:
docs/reference/stripe-stand-in.md.
"""
