"""What visitors and customers open: parse, call, render."""
