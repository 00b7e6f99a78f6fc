"""How the tables came to be, step by step."""

HEAD = "0002"
"""The newest step; kept here so that a start need not load Alembic to see that all is done."""
