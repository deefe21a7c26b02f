"""Neutral parts as text: terminal, Markdown, HTML."""
