"""Data from CSV files, the losses of a model on them, and mini-batches."""
