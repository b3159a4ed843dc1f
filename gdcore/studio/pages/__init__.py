"""The pages, made of NiceGUI's parts."""
