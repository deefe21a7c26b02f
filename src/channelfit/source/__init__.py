"""YAML text in, located values and problems out."""
