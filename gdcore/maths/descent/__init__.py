"""Descents: their steps, trajectories, and the reasons for which they ended."""
