"""Scenes of makers at work, one function per kind of place."""

KINDS = {}
