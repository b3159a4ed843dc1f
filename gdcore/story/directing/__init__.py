"""What the beats share: setting the stage, saying a caption, raising a map, running descents."""
