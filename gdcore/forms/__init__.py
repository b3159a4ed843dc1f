"""A lesson in other forms than the film."""
