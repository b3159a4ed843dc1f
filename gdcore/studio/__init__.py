"""The studio: a page in the browser in which a lesson is written, watched and exported.

A process of its own, the easel, computes and draws (`easel.py`; it alone has OpenGL, and can be
stopped in the middle of a computation). The server keeps the texts (`document.py`) of the files of
one folder (`folder.py`) and shows them on pages made of NiceGUI's parts (`pages/`).
"""
