"""`manim render scenes/descent.py` as a lecturer calls it: in a shell, from anywhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from manim import config, tempconfig

from gdcore.stage.scene_names import UnfitName, scene_name
from gdcore.stage.spec_scenes import SpecFolder, lesson_scene
from tests.stage.short_films import watch

LESSON = """\
function: x^2 + 3*y^2
story: [{surface: {seconds: 0.4}}, {descend: {seconds: 0.4}}]
"""
BROKEN = "function: x^2 + 3*y^2\nlearning_rates: [-0.1]\nsteps: many\n"
SMALL = ("-r", "160,90", "--fps", "15", "-v", "WARNING")


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Path:
    """A checkout with three specs, one of them broken."""
    folder = tmp_path / "project"
    (folder / "scenes").mkdir(parents=True)
    (folder / "specs").mkdir()
    shutil.copy(root / "scenes" / "descent.py", folder / "scenes")
    (folder / "specs" / "peaks.yaml").write_text(LESSON)
    (folder / "specs" / "a-broken_one.yaml").write_text(BROKEN)
    (folder / "specs" / "my_lesson.yml").write_text(LESSON)
    (folder / "specs" / "schema.json").write_text("{}")
    return folder


@pytest.fixture
def manim(project: Path, tmp_path: Path, run: Callable) -> Callable:
    """Renders the project's scenes from a working directory that has nothing to do with it."""

    def call(*arguments: str, cwd: Path = tmp_path) -> object:
        return run(
            "manim", "render", project / "scenes" / "descent.py", *SMALL, *arguments, cwd=cwd
        )

    return call


def videos(folder: Path) -> list[str]:
    found = folder.rglob("*.mp4")
    return sorted(path.name for path in found if "partial_movie_files" not in path.parts)


@pytest.mark.slow
def test_without_a_name_the_default_lesson_is_rendered(tmp_path: Path, manim: Callable) -> None:
    done = manim()  # standard input is closed
    assert done.returncode == 0, done.stderr
    assert "Rendering Peaks" in done.stdout
    assert "ABrokenOne" in done.stdout
    assert "MyLesson" in done.stdout
    film = tmp_path / "media" / "videos" / "descent" / "90p15" / "Peaks.mp4"
    assert len(watch(film).times) == 12
    assert film.with_suffix(".srt").exists()
    assert videos(tmp_path) == ["Peaks.mp4"]


@pytest.mark.slow
def test_frames_have_the_shape_that_the_spec_names(
    tmp_path: Path, project: Path, run: Callable
) -> None:
    for name, aspect in (("upright", "9:16"), ("square", "1:1")):
        text = f"{LESSON.replace('0.4', '0.2')}aspect: {aspect}\n"
        (project / "specs" / f"{name}.yaml").write_text(text)
    command = ("manim", "render", project / "scenes" / "descent.py", "Upright", "Square", "Peaks")
    quick = ("--fps", "5", "-v", "WARNING")
    # One after the other, in one process: each has its own shape.
    done = run(*command, "-ql", *quick)
    assert done.returncode == 0, done.stderr
    films = tmp_path / "media" / "videos" / "descent"
    assert watch(films / "854p5" / "Upright.mp4").size == (480, 854)
    assert watch(films / "480p5" / "Square.mp4").size == (480, 480)
    assert watch(films / "480p5" / "Peaks.mp4").size == (854, 480)
    # A size on the command line wins, also one that is that of a quality.
    done = run(*command[:4], "-r", "854,480", *quick)
    assert done.returncode == 0, done.stderr
    assert watch(films / "480p5" / "Upright.mp4").size == (854, 480)


def test_a_scene_leaves_manim_as_it_was_configured(tmp_path: Path) -> None:
    path = tmp_path / "upright.yaml"
    path.write_text(f"{LESSON}aspect: 9:16\n")
    with tempconfig({"quality": "low_quality", "dry_run": True, "progress_bar": "none"}):
        before = config.pixel_width, config.pixel_height
        scene = lesson_scene(path, "Upright", __name__)()
        assert (scene.camera.pixel_width, scene.camera.pixel_height) == (480, 854)
        scene.construct = lambda: None
        scene.render()
        assert (config.pixel_width, config.pixel_height) == before


@pytest.mark.slow
def test_all_scenes_but_the_broken_one(tmp_path: Path, project: Path, manim: Callable) -> None:
    done = manim("-a", cwd=project)
    assert done.returncode == 2
    assert videos(project) == ["MyLesson.mp4", "Peaks.mp4"]
    faults = [line for line in done.stderr.splitlines() if "a-broken_one.yaml:" in line]
    assert len(faults) == 2
    assert "a-broken_one.yaml:2:18: learning_rates[0]" in faults[0]
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.slow
def test_a_broken_spec_writes_and_overwrites_nothing(tmp_path: Path, manim: Callable) -> None:
    old = tmp_path / "media" / "videos" / "descent" / "90p15" / "ABrokenOne.mp4"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"the old one")
    done = manim("ABrokenOne")
    assert done.returncode == 2
    assert "expected a positive number, found -0.1" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert old.read_bytes() == b"the old one"
    assert [path for path in tmp_path.joinpath("media").rglob("*") if path.is_file()] == [old]


@pytest.mark.slow
def test_names_that_are_none(tmp_path: Path, project: Path, manim: Callable) -> None:
    done = manim("MyLeson")
    assert done.returncode == 2
    assert "did you mean MyLesson?" in done.stderr
    assert "ABrokenOne, MyLesson, Peaks" in done.stderr

    (project / "specs" / "My lesson.yaml").write_text(LESSON)
    (project / "specs" / "3d.yaml").write_text(LESSON)
    done = manim("MyLesson")
    assert done.returncode == 2
    for file in ("My lesson.yaml", "my_lesson.yml", "3d.yaml"):
        assert file in done.stderr
    assert not (tmp_path / "media").exists()

    # The others are not hurt.
    done = manim("Peaks", "--format", "png")
    assert done.returncode == 0


@pytest.mark.slow
def test_flags_that_don_t_fit_are_told_in_a_sentence(manim: Callable) -> None:
    for flags, said in (
        (("-r", "161,91"), "even width"),
        (("--renderer", "opengl"), "leave out --renderer"),
        (("--video-codec", "nothing"), "Unknown video encoder: nothing"),
        (("-n", "9"), "plays 0 to 1"),
        (("-t", "--format", "mp4"), "alpha channel"),
        (("-a", "-o", "talk"), "-o names one file"),
    ):
        done = manim("Peaks", *flags)
        assert done.returncode in (1, 2)
        assert said in done.stderr
        assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.slow
def test_the_project_s_settings_give_way_to_the_user_s(tmp_path: Path, manim: Callable) -> None:
    (tmp_path / "manim.cfg").write_text(
        "[CLI]\nmedia_dir = ./films\nmax_inflight_encoders = 1\n[video_encoder.options]\ncrf = 51\n"
    )
    assert manim("Peaks").returncode == 0
    coarse = (tmp_path / "films/videos/descent/90p15/Peaks.mp4").stat().st_size
    assert manim("Peaks", "--encoder-option", "crf=1").returncode == 0
    assert (tmp_path / "films/videos/descent/90p15/Peaks.mp4").stat().st_size > 2 * coarse


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("peaks.yaml", "Peaks"),
        ("my_lesson.yaml", "MyLesson"),
        ("adam-vs-SGD 2.yml", "AdamVsSGD2"),
        ("__three__wells.yaml", "ThreeWells"),
        ("v1.2.yaml", "V12"),
        ("größe.yaml", "Größe"),
        ("gro\u0308ße.yaml", "Größe"),
        ("ﬁt.yaml", "Fit"),
        ("勾配 降下.yaml", "勾配降下"),
    ],
)
def test_scene_names(file: str, name: str) -> None:
    assert scene_name(Path(file)) == name
    assert type(name, (), {}).__name__ == name


@pytest.mark.parametrize("file", ["3wells.yaml", "none.yaml", "true.yaml", "🙂.yaml", "___.yaml"])
def test_names_that_no_class_can_have(file: str) -> None:
    with pytest.raises(UnfitName, match="rename it, for example to") as refused:
        scene_name(Path(file))
    suggestion = str(refused.value).rsplit(" ", 1)[-1]
    assert scene_name(Path(suggestion))


def test_a_folder_of_specs_reads_names_only(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "A.yaml", ".hidden.yaml", "notes.txt"):
        (tmp_path / name).write_text(": no spec: [")
    specs = SpecFolder(tmp_path)
    assert list(specs.files) == ["B"]
    assert list(specs.clashes) == ["A"]
    assert "A.yaml and" in specs.clashes["A"]
    assert specs.default() == "B"
    assert SpecFolder(tmp_path / "nowhere").default() is None


def test_the_scenes_of_the_project_are_its_specs(root: Path, run: Callable) -> None:
    file = root / "scenes" / "descent.py"
    code = (
        "import importlib.util, sys\n"
        f"spec = importlib.util.spec_from_file_location('descent', {str(file)!r})\n"
        "module = importlib.util.module_from_spec(spec)\n"
        "sys.modules['descent'] = module\n"
        "spec.loader.exec_module(module)\n"
        "from manim.utils.module_ops import get_scene_classes_from_module\n"
        "print(*(scene.__name__ for scene in get_scene_classes_from_module(module)))"
    )
    done = run("python", "-c", code)
    assert done.returncode == 0, done.stderr
    expected = [scene_name(path) for path in root.glob("specs/*.y*ml")]
    assert sorted(done.stdout.split()) == sorted(expected)
