"""Advice in sentences and words, in German and English."""
