"""Draws what `evenhand check examples/draft.md` prints as docs/images/check.svg.

usage: python3 docs/images/picture.py [PATH OF evenhand]
"""
import html
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COLUMNS, LINES, WIDTH, HEIGHT = 80, 46, 8.4, 18
INK = {"31": "#c2412d", "33": "#9a6700", "36": "#0b7285", "34": "#1c5fb0", "32": "#2b7a3d"}

program = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "target/release/evenhand")
told = subprocess.run(
    [program, "check", "examples/draft.md", "--color", "always"],
    cwd=ROOT, capture_output=True, text=True, env={"COLUMNS": str(COLUMNS), "PATH": os.environ["PATH"]},
).stdout.splitlines()
lines = told[:LINES] + ([f"… ({len(told) - LINES} lines more)"] if len(told) > LINES else [])

rows = []
for number, line in enumerate(lines):
    x, spans, style = 0, [], ""
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        code = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if code:
            codes = code.group(1).split(";")
            colour = next((INK[one] for one in codes if one in INK), None)
            style = "" if codes in (["0"], [""]) else (
                f' fill="{colour}"' if colour else ' font-weight="bold"' if "1" in codes else ' fill="#6b7280"')
        elif part:
            spans.append(f'<tspan x="{16 + x * WIDTH:.1f}"{style}>{html.escape(part)}</tspan>')
            x += len(part)
    rows.append(f'<text y="{34 + number * HEIGHT}" xml:space="preserve">{"".join(spans)}</text>')
width, height = 32 + COLUMNS * WIDTH, 50 + len(lines) * HEIGHT
with open(os.path.join(ROOT, "docs/images/check.svg"), "w", encoding="utf-8") as file:
    file.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
        f'viewBox="0 0 {width:.0f} {height}" role="img" aria-label="What evenhand check prints on the example draft">\n'
        f'<rect width="100%" height="100%" rx="8" fill="#fbfbf9" stroke="#d5d5d0"/>\n'
        f'<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" '
        f'font-size="14" fill="#1f2328">\n' + "\n".join(rows) + "\n</g>\n</svg>\n")
