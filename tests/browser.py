"""The browser that draws pages in tests; Debian calls it chromium."""

from __future__ import annotations

import shutil

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER = next(filter(None, map(shutil.which, _NAMES)), "")
"""Its path, or nothing: then the tests that need it are not collected (``.ci/run`` installs it, so that they run)."""
