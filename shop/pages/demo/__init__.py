"""The demonstration's pages: texts as JSON, figures computed from the catalogue when they are loaded."""
