"""Mobjects that the mesh camera draws: usable in any Manim scene."""
