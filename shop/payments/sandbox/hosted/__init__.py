"""The pages that a customer sees: plain HTML forms that work without script."""
