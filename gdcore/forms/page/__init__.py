"""The interactive page of a lesson: pictures to turn and a slider of steps, in files of its own.

`page_data` computes what a page shows, `write_page` and `write_site` make files of it.
"""
