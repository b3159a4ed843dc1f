"""Everything that touches the internals of Manim: camera, renderer, file writer, settings.

All other files import from `manim` itself, whose names are its public interface; a test holds it.
Which internals of Manim 0.22 are used, and why:

- camera: `ThreeDCamera.capture_mobjects`, `reset`, `pixel_array`, `display_funcs` and
  `init_background`, since meshes are painted with a depth buffer into the array on which Cairo then
  draws; `Scene.get_moving_mobjects`, since a still picture kept by Manim has no depth.
- renderer: `CairoRenderer.play`, `init_scene`, `get_frame`, `scene_finished`,
  `update_skipping_status` and `animations_hashes`, for the quick way to play a beat and for frames
  from a pool; `get_json` and `video_encoder_fingerprint`, for the names of segments.
- beat_animation: `Animation._setup_scene`, since the stage is built when its first beat begins.
- file_writer: `SceneFileWriter` with `_create_segment_encoder`, `_current_encode_job`,
  `is_already_cached`, `combine_files`, `combine_to_section_videos`, `write_subcaption_file`,
  `_write_concat_manifest`, `output_plan` and `output_spec`, for whole files or none, sealed
  segments and chapters.
- settings: `_SceneFileWriterSettings`, `session_spec` and parts of `manim._config`, for encoder
  options and limits where the user chose none; `OutputPlan`, for paths with braces.

Manim 0.30, of which an alpha is out, moves all of this: cameras no longer hold pixel arrays or
draw, a `Manager` makes the file writer and runs one play loop, and implementation modules are
declared breaking. Then `MeshCamera` becomes a painter that the renderer calls, `LessonRenderer` and
`FilmWriter` hook into the `Manager`, and `BeatAnimation` stays as it is.
"""
