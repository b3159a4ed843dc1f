"""The README's picture of an interactive page: media/page.png.

Needs what `tools/setup.sh test` brings, and Chromium.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from gdcore.cli import main as gdcore

ROOT = Path(__file__).resolve().parent.parent
SEEN, SHOWN = {"width": 1366, "height": 768}, (854, 480)
"""Drawn larger than shown, so that letters stay fine."""


def main() -> int:
    """Draw it."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file, shot = Path(folder) / "race.html", Path(folder) / "page.png"
        spec = ROOT / "specs" / "optimizer_race.yaml"
        if status := gdcore(["page", str(spec), "-o", str(page_file)]):
            return status
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport=SEEN, color_scheme="dark")
        page.set_default_timeout(120_000)
        page.goto(page_file.as_uri())
        page.wait_for_selector("html[data-ready]", state="attached")
        page.evaluate("steps.go(48)")
        page.wait_for_timeout(3000)
        page.screenshot(path=shot)
        browser.close()
        small = Image.open(shot).convert("RGB").resize(SHOWN, Image.Resampling.LANCZOS)
        small.save(ROOT / "media" / "page.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
