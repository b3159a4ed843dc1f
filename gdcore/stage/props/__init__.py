"""What stands on a lesson's stage: one prop for each word of the story's vocabulary."""
