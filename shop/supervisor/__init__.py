"""`make run`: one process that prepares the shop, starts its processes, and keeps them running until told to stop."""
