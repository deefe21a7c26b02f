"""The commands: read, call one function, render, exit."""
