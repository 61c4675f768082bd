"""The facts of two texts side by side: none lost, none changed, none new, none moved."""
