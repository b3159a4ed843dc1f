"""Everything that touches the internals of Manim: camera, renderer, file writer, settings."""
