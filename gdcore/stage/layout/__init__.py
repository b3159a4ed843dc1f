"""Where everything has its place: regions of the frame, panels, and how a box is put into one."""
