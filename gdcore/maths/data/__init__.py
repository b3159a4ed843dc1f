"""Data from CSV files, losses of a model on the data, and mini-batches."""
