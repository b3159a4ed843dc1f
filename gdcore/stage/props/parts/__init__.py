"""What several props are made of."""
