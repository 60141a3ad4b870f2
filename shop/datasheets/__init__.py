"""Data sheets: two pages of paper about a part, made when they are asked for.

A room of its own below the quotes, so that whoever sends a paper to a customer can send this one too.
"""
