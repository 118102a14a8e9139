#!/usr/bin/env bash
# Opens reports in headless Chromium, light and dark, wide and narrow, and looks for what axe finds wrong; keeps screenshots.
# Says that it was skipped where node, npm or Chromium cannot be had.
#
#   tests/report/check.sh [PROGRAM] [SCREENSHOTS]
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
program="$(realpath "${1:-$here/../../target/release/summitry}")"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
shots="${2:-$work/screenshots}"
mkdir -p "$shots"

skip() {
    echo "skipped: $1"
    exit 0
}

command -v npm >/dev/null || skip "there is no npm"
cp "$here/package.json" "$here/package-lock.json" "$here/check.mjs" "$work/"
(cd "$work" && npm ci --no-audit --no-fund >"$work/npm.log" 2>&1) || skip "npm cannot install Playwright and axe: $(tail -n 1 "$work/npm.log")"

chromium="$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)"
if [ -z "$chromium" ]; then
    (cd "$work" && npx playwright install --with-deps chromium >"$work/playwright.log" 2>&1) \
        || skip "there is no Chromium and Playwright cannot install one"
fi

"$program" batch steel-safeguard --games 40 --sweep nation.EU.resolve=0.1,0.5,0.9 --sweep nation.IND.resolve=0.1,0.5,0.9 \
    --record turns --out "$work/two" >/dev/null
"$program" batch steel-safeguard --games 60 --sweep policy.IND=hawk,dove,pragmatist --out "$work/one" >/dev/null
"$program" batch steel-safeguard --games 100 --out "$work/none" >/dev/null
for folder in two one none; do
    "$program" report "$work/$folder" >/dev/null
done
(cd "$work" && CHROMIUM="$chromium" node check.mjs "$shots" two one none)
